package io.weir.response;

import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A national weekly history with known returns: level, season, noise, and channels with geometric carry-over and Hill
 * saturation whose spend wanders.
 */
public final class SimulatedHistory {
    private final SplittableRandom random;
    private final int periods;
    private final double[] kpi;
    private final List<ChannelHistory> channels = new ArrayList<>();
    private final List<Double> returns = new ArrayList<>();

    /** Level and season about a KPI of 10,000 per week, noise with a standard deviation of {@code noise}. */
    public SimulatedHistory(long seed, int periods, double noise) {
        random = new SplittableRandom(seed);
        this.periods = periods;
        kpi = new double[periods];
        for (int t = 0; t < periods; t++) {
            kpi[t] = 8000 + 900 * Math.sin(2 * Math.PI * t / 52.18) + noise * random.nextGaussian();
        }
    }

    /** A channel whose spend wanders about 1,000 per week, with a random return and shape. */
    public SimulatedHistory channel(String name, ChannelKind kind) {
        var spend = new double[periods];
        double log = 0;
        for (int t = 0; t < periods; t++) {
            log = 0.6 * log + 0.5 * random.nextGaussian();
            spend[t] = 1000 * Math.exp(log);
        }
        return channel(name, kind, spend, 1.35 * Math.exp(0.5 * random.nextGaussian()));
    }

    /** A channel with known spend whose return is {@code perSpend} on average over the history. */
    public SimulatedHistory channel(String name, ChannelKind kind, double[] spend, double perSpend) {
        double retention = random.nextDouble(0.15, 0.5);
        double active = Arrays.stream(spend).filter(v -> v > 0).average().orElse(1);
        double half = active * random.nextDouble(0.7, 1.5);
        double slope = random.nextDouble(1, 1.4);
        var effect = new double[periods];
        double stock = spend[0];
        for (int t = 0; t < periods; t++) {
            stock = retention * stock + (1 - retention) * spend[t];
            double x = Math.pow(stock / half, slope);
            effect[t] = x / (1 + x);
        }
        double scale =
                perSpend * Arrays.stream(spend).sum() / Arrays.stream(effect).sum();
        for (int t = 0; t < periods; t++) {
            kpi[t] += scale * effect[t];
        }
        return observed(name, kind, spend, perSpend);
    }

    /** A channel that has no effect on the KPI, or one that is counted already. */
    public SimulatedHistory observed(String name, ChannelKind kind, double[] spend, double perSpend) {
        channels.add(Histories.paid(name, kind, Panel.of(spend)));
        returns.add(perSpend);
        return this;
    }

    public History history() {
        return Histories.national(kpi, channels.toArray(ChannelHistory[]::new));
    }

    /** True return of channel {@code i}. */
    public double trueReturn(int i) {
        return returns.get(i);
    }
}
