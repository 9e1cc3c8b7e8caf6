package io.weir.response.internal;

import java.util.stream.IntStream;

/** The adstocks that plans of a domain can have, for response and fatigue, {@code [draw][channel][geo][period]}. */
final class DomainReach {
    final double[][][][] leastAdstock;
    final double[][][][] mostAdstock;
    final double[][][][] leastFatigue;
    final double[][][][] mostFatigue;

    DomainReach(HorizonModel model, PlanDomain domain) {
        leastAdstock = new double[model.draws][model.channels][model.geos][];
        mostAdstock = new double[model.draws][model.channels][model.geos][];
        leastFatigue = new double[model.draws][model.channels][model.geos][];
        mostFatigue = new double[model.draws][model.channels][model.geos][];
        IntStream.range(0, model.draws).parallel().forEach(d -> {
            for (int i = 0; i < model.channels; i++) {
                for (int g = 0; g < model.geos; g++) {
                    double[][] a = reach(model, domain, d, i, g, model.weights[d][i], model.carry[d][i][g]);
                    leastAdstock[d][i][g] = a[0];
                    mostAdstock[d][i][g] = a[1];
                    if (model.fatigue(d, i) > 0) {
                        double[][] b =
                                reach(model, domain, d, i, g, model.fatigueWeights[d][i], model.fatigueCarry[d][i][g]);
                        leastFatigue[d][i][g] = b[0];
                        mostFatigue[d][i][g] = b[1];
                    }
                }
            }
        });
    }

    /** The adstocks of a plan, {@code [draw][channel][geo][period]}. */
    static double[][][][] adstocks(HorizonModel model, double[] spend) {
        var out = new double[model.draws][model.channels][model.geos][];
        IntStream.range(0, model.draws).parallel().forEach(d -> {
            var x = new double[model.horizon];
            for (int i = 0; i < model.channels; i++) {
                for (int g = 0; g < model.geos; g++) {
                    double[] a = model.carry[d][i][g].clone();
                    model.volumes(d, i, g, spend, x);
                    double[] w = model.weights[d][i];
                    for (int h = 0; h < model.horizon; h++) {
                        for (int l = 0; l < w.length; l++) {
                            a[h + l] += w[l] * x[h];
                        }
                    }
                    out[d][i][g] = a;
                }
            }
        });
        return out;
    }

    /**
     * Least and most of an adstock by other weights, {@code [2][period]}: from cells, and from common adstocks; the narrower
     * of both.
     */
    static double[][] reach(HorizonModel model, PlanDomain domain, int d, int i, int g, double[] w, double[] carry) {
        var low = carry.clone();
        var high = carry.clone();
        int k = model.column[i][g];
        if (k < 0) {
            return new double[][] {low, high};
        }
        double steep = 0;
        double flat = Double.POSITIVE_INFINITY;
        for (int h = 0; h < model.horizon; h++) {
            int cell = h * model.columns + k;
            double x = model.volume(d, i, g, domain.lower[cell]);
            double y = model.volume(d, i, g, domain.upper[cell]);
            for (int l = 0; l < w.length; l++) {
                low[h + l] += w[l] * x;
                high[h + l] += w[l] * y;
            }
            steep = Math.max(steep, model.volumeSlope(d, i, g, 0));
            flat = Math.min(flat, y > 0 ? y / domain.upper[cell] : model.volumeSlope(d, i, g, 0));
        }
        int q = domain.families.of[d][i][g];
        double[] taps = domain.families.taps(q, w, 0, model.horizon);
        for (int t = 0; t < model.periods; t++) {
            int at = Math.min(t, model.horizon - 1);
            if (t > at) {
                taps = domain.families.taps(q, w, t - at, model.horizon);
            }
            double least = 0;
            double most = 0;
            for (int l = 0; l <= at; l++) {
                double m = taps[l];
                least += m * (m > 0 ? domain.low[q][at - l] : domain.high[q][at - l]);
                most += m * (m > 0 ? domain.high[q][at - l] : domain.low[q][at - l]);
            }
            low[t] = Math.max(low[t], carry[t] + flat * Math.max(0, least));
            high[t] = Math.max(low[t], Math.min(high[t], carry[t] + steep * Math.max(0, most)));
        }
        return new double[][] {low, high};
    }
}
