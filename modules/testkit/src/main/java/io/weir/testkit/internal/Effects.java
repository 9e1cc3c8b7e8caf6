package io.weir.testkit.internal;

import io.weir.testkit.SampleChannel;
import io.weir.testkit.SampleChannel.Response;
import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorld.Halo;

/** What spend truly brought: saturated adstock, tired audiences, drift, and the lift by other channels. */
final class Effects {
    private static final double PER_THOUSAND = 1000;

    private final SampleWorld world;
    private final double[][] spend;
    private final int first;

    /** Spend is {@code [channel][period - first]}. */
    Effects(SampleWorld world, double[][] spend, int first) {
        this.world = world;
        this.spend = spend;
        this.first = first;
    }

    /** KPI per period that a channel brought with the lift by others, {@code [period - first]}. */
    double[] of(int channel) {
        SampleChannel target = world.channels().get(channel);
        double[] effect = own(target.response(), spend[channel]);
        double[] lift = lift(target.name());
        for (int k = 0; k < effect.length; k++) {
            effect[k] *= lift[k];
        }
        return effect;
    }

    private double[] own(Response response, double[] spend) {
        double[] effect = saturated(adstock(spend, response.carryOver()), response.half(), response.slope());
        double[] tired =
                response.fatigue().map(f -> adstock(spend, f.memory())).orElseGet(() -> new double[spend.length]);
        double strength =
                response.fatigue().map(SampleChannel.Fatigue::strength).orElse(0.0) / PER_THOUSAND;
        for (int k = 0; k < effect.length; k++) {
            int row = first + k;
            double drift = response.drift()
                    .filter(d -> row >= d.fromRow())
                    .map(SampleChannel.Drift::factor)
                    .orElse(1.0);
            effect[k] *= response.ceiling() * drift * StrictMath.exp(-strength * tired[k]);
        }
        return effect;
    }

    private double[] lift(String target) {
        var lift = new double[spend[0].length];
        java.util.Arrays.fill(lift, 1);
        for (Halo halo : world.halos()) {
            if (halo.target().equals(target)) {
                double[] share = saturated(adstock(spend[index(halo.source())], halo.carryOver()), halo.half(), 1);
                for (int k = 0; k < lift.length; k++) {
                    lift[k] += halo.strength() * share[k];
                }
            }
        }
        return lift;
    }

    private int index(String channel) {
        for (int i = 0; i < world.channels().size(); i++) {
            if (world.channels().get(i).name().equals(channel)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no channel (" + channel + ").");
    }

    /** Normalised geometric adstock: a constant spend is its own adstock. */
    static double[] adstock(double[] spend, double carryOver) {
        var stock = new double[spend.length];
        double last = 0;
        for (int k = 0; k < spend.length; k++) {
            last = carryOver * last + (1 - carryOver) * spend[k];
            stock[k] = last;
        }
        return stock;
    }

    private static double[] saturated(double[] stock, double half, double slope) {
        var share = new double[stock.length];
        for (int k = 0; k < stock.length; k++) {
            double power = StrictMath.pow(stock[k] / half, slope);
            share[k] = power / (1 + power);
        }
        return share;
    }
}
