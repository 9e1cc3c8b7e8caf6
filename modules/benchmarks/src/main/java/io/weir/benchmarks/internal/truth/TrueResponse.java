package io.weir.benchmarks.internal.truth;

import io.weir.benchmarks.internal.truth.TruthFile.Adstock;
import io.weir.benchmarks.internal.truth.TruthFile.ChannelTruth;
import io.weir.benchmarks.internal.truth.TruthFile.Halo;
import io.weir.benchmarks.internal.truth.TruthFile.Saturation;
import java.util.ArrayList;
import java.util.List;

/**
 * The true response of a world, as its file defines it: per period and channel
 * {@code beta * drift * S(A) * exp(-f B) * (1 + sum of h S(H))}, every adstock of {@code spend / spendScale}.
 */
final class TrueResponse {
    /** An endless adstock is cut where its weight falls below this. */
    private static final double WEIGHT_FLOOR = 1e-10;

    private final TruthFile truth;

    TrueResponse(TruthFile truth) {
        this.truth = truth;
    }

    /**
     * What all channels bring.
     *
     * @param spend currency, {@code [channel][period]}, from the first period of history on
     * @return KPI per channel and period, {@code [channel][period]}
     */
    double[][] contributions(double[][] spend) {
        var out = new double[truth.channels().size()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = contribution(i, spend);
        }
        return out;
    }

    private double[] contribution(int i, double[][] spend) {
        ChannelTruth channel = truth.channels().get(i);
        double[] volume = scaled(spend[i], channel);
        double[] a = convolved(channel.adstock(), volume);
        var out = new double[a.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = channel.beta() * saturation(channel.saturation(), a[t]);
        }
        channel.fatigue().ifPresent(fatigue -> {
            double[] b = convolved(fatigue.adstock(), volume);
            for (int t = 0; t < out.length; t++) {
                out[t] *= Math.exp(-fatigue.f() * b[t]);
            }
        });
        channel.drift().ifPresent(drift -> {
            for (int t = drift.fromRow(); t < out.length; t++) {
                out[t] *= drift.factor();
            }
        });
        double[] lift = lift(i, spend, out.length);
        for (int t = 0; t < out.length; t++) {
            out[t] *= lift[t];
        }
        return out;
    }

    private double[] lift(int target, double[][] spend, int periods) {
        var lift = new double[periods];
        java.util.Arrays.fill(lift, 1);
        for (Halo halo : truth.halos()) {
            if (halo.target().equals(truth.channels().get(target).name())) {
                int source = indexOf(halo.source());
                double[] h = convolved(
                        halo.adstock(), scaled(spend[source], truth.channels().get(source)));
                for (int t = 0; t < periods; t++) {
                    lift[t] += halo.strength() * saturation(halo.saturation(), h[t]);
                }
            }
        }
        return lift;
    }

    int indexOf(String channel) {
        for (int i = 0; i < truth.channels().size(); i++) {
            if (truth.channels().get(i).name().equals(channel)) {
                return i;
            }
        }
        throw new IllegalArgumentException("truth.json has no channel " + channel + ".");
    }

    private static double[] scaled(double[] spend, ChannelTruth channel) {
        var out = new double[spend.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = spend[t] / channel.spendScale();
        }
        return out;
    }

    /** Periods after the horizon in which anything still acts. */
    int tail() {
        List<Adstock> all = new ArrayList<>();
        truth.channels().forEach(c -> {
            all.add(c.adstock());
            c.fatigue().ifPresent(f -> all.add(f.adstock()));
        });
        truth.halos().forEach(h -> all.add(h.adstock()));
        return all.stream().mapToInt(a -> weights(a).length).max().orElse(1) - 1;
    }

    /** Weights as the file defines them; they need not sum to 1. */
    static double[] weights(Adstock adstock) {
        if (adstock.kind().equals("none")) {
            return new double[] {1};
        }
        double alpha = adstock.alpha();
        int memory = adstock.lMax().orElseGet(() -> (int) Math.ceil(Math.log(WEIGHT_FLOOR) / Math.log(alpha)) + 1);
        var w = new double[memory];
        double sum = 0;
        for (int l = 0; l < memory; l++) {
            w[l] = switch (adstock.kind()) {
                case "geometric" -> Math.pow(alpha, l);
                case "delayed" -> Math.pow(alpha, (l - adstock.theta()) * (l - adstock.theta()));
                default -> throw new IllegalArgumentException("unknown adstock " + adstock.kind() + ".");
            };
            sum += w[l];
        }
        for (int l = 0; adstock.normalised() && l < memory; l++) {
            w[l] /= sum;
        }
        return w;
    }

    private static double[] convolved(Adstock adstock, double[] x) {
        double[] w = weights(adstock);
        var out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            for (int l = 0; l < w.length && l <= t; l++) {
                out[t] += w[l] * x[t - l];
            }
        }
        return out;
    }

    static double saturation(Saturation curve, double a) {
        return switch (curve.kind()) {
            case "logistic" -> Math.tanh(0.5 * curve.lam() * a);
            case "hill" -> a > 0 ? 1 / (1 + Math.pow(curve.half() / a, curve.slope())) : 0;
            default -> throw new IllegalArgumentException("unknown saturation " + curve.kind() + ".");
        };
    }
}
