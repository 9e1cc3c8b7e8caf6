package io.weir.response.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A concave function that is nowhere below a draw's value while every cell is within a box. Saturation is replaced by its
 * concave envelope over the adstocks the box can reach, fatigue by its chord, and products (saturation times fatigue, own
 * effect times lift) by the concave half of their McCormick envelope or, where that is less, by {@link ProductEnvelope}. Each
 * step keeps the function above the one before.
 *
 * <p>Source: McCormick (1976), <em>Computability of global solutions to factorable nonconvex programs: Part I</em>.
 * Thread-safe: evaluations share no state.
 */
public final class ConcaveMajorant {
    private static final double LN3 = Math.log(3);
    /** How much wider a smoothed kink is than none, relative to the range of what has it. */
    private static final double SMOOTH = 0.0005;

    private final HorizonModel model;
    private final double[] lower;
    private final double[] upper;
    /** What the box can reach, {@code [draw][geo][channel]}. */
    private final Reach[][][] reach;

    public ConcaveMajorant(HorizonModel model, double[] lower, double[] upper) {
        this.model = model;
        this.lower = lower.clone();
        this.upper = upper.clone();
        reach = new Reach[model.draws][model.geos][model.channels];
        IntStream.range(0, model.draws).parallel().forEach(d -> {
            for (int g = 0; g < model.geos; g++) {
                for (int i = 0; i < model.channels; i++) {
                    reach[d][g][i] = reach(d, g, i);
                }
            }
        });
    }

    /**
     * Ranges over the box of one channel in one draw and geo, {@code [period]}.
     *
     * @param aLow least adstock
     * @param tangent adstock from which on the envelope is the curve itself; before it, a line
     * @param line slope of that line
     * @param sLow least saturation
     * @param sHigh most saturation
     * @param bLow least adstock of the fatigue
     * @param bHigh most adstock of the fatigue
     */
    private record Reach(
            double[] aLow,
            double[] tangent,
            double[] line,
            double[] sLow,
            double[] sHigh,
            double[] bLow,
            double[] bHigh) {}

    private Reach reach(int d, int g, int i) {
        double[] w = model.weights[d][i];
        double[] carry = model.carry[d][i][g];
        double[] aLow = adstock(w, carry, volumes(d, g, i, lower));
        double[] aHigh = adstock(w, carry, volumes(d, g, i, upper));
        int n = model.periods;
        var tangent = new double[n];
        var line = new double[n];
        var sLow = new double[n];
        var sHigh = new double[n];
        int k = model.drawAt[d];
        boolean concave = Saturations.isConcave(
                model.specs[i].saturation(), model.specs[i].slope()[k]);
        for (int t = 0; t < n; t++) {
            sLow[t] = model.saturation(d, i, aLow[t]);
            sHigh[t] = model.saturation(d, i, aHigh[t]);
            tangent[t] = concave ? aLow[t] : tangentPoint(d, i, aLow[t], aHigh[t], sLow[t]);
            line[t] =
                    tangent[t] > aLow[t] ? (model.saturation(d, i, tangent[t]) - sLow[t]) / (tangent[t] - aLow[t]) : 0;
        }
        boolean tires = model.fatigue(d, i) > 0;
        double[] fw = model.fatigueWeights[d][i];
        double[] fatigueCarry = model.fatigueCarry[d][i][g];
        return new Reach(
                aLow,
                tangent,
                line,
                sLow,
                sHigh,
                tires ? adstock(fw, fatigueCarry, volumes(d, g, i, lower)) : aLow,
                tires ? adstock(fw, fatigueCarry, volumes(d, g, i, upper)) : aHigh);
    }

    private double[] volumes(int d, int g, int i, double[] plan) {
        var x = new double[model.horizon];
        int column = model.column[i][g];
        for (int h = 0; h < model.horizon && column >= 0; h++) {
            x[h] = model.volume(d, i, g, plan[model.grid.cell(h, column)]);
        }
        return x;
    }

    private double[] adstock(double[] w, double[] carry, double[] x) {
        double[] out = Arrays.copyOf(carry, model.periods);
        for (int h = 0; h < x.length; h++) {
            for (int l = 0; l < w.length; l++) {
                out[h + l] += w[l] * x[h];
            }
        }
        return out;
    }

    /** Where the line from the lower end touches the curve; the upper end if it does not touch before. */
    private double tangentPoint(int d, int i, double low, double high, double atLow) {
        if (!(high > low) || excess(d, i, low, atLow, high) > 0) {
            return high;
        }
        double left = low;
        double right = high;
        for (int step = 0; step < 50 && right - left > 1e-13 * right; step++) {
            double middle = 0.5 * (left + right);
            if (excess(d, i, low, atLow, middle) > 0) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return right - low > 1e-12 * high ? right : low;
    }

    /** Positive while the curve at {@code a} is steeper than the line from the lower end to it. */
    private double excess(int d, int i, double low, double atLow, double a) {
        if (!(a > low)) {
            return 1;
        }
        double s = model.saturation(d, i, a);
        return model.saturationSlope(d, i, a, s) * (a - low) - (s - atLow);
    }

    /**
     * @param d the draw
     * @param spend within the box
     * @param gradient receives a supergradient
     */
    public double valueAndGradient(int d, double[] spend, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = -model.zero[1][d];
        for (int g = 0; g < model.geos; g++) {
            sum += new OneGeo(d, g, spend).addTo(gradient);
        }
        return sum;
    }

    /** A quantity with its range over the box and a concave function above it: value and derivatives in a and b. */
    private static final class Bounded {
        double low;
        double high;
        double above;
        double inA;
        double inB;
    }

    private final class OneGeo {
        final int d;
        final int g;
        final double[] spend;
        final Bounded[][] saturation;
        final Bounded[][] own;
        final double[][] dA;
        final double[][] dB;
        final double[][] adstocks;
        final double[] share = new double[3];
        double leastOf;
        final ProductEnvelope product = new ProductEnvelope();

        OneGeo(int d, int g, double[] spend) {
            this.d = d;
            this.g = g;
            this.spend = spend;
            saturation = new Bounded[model.channels][model.periods];
            own = new Bounded[model.channels][model.periods];
            dA = new double[model.channels][model.periods];
            dB = new double[model.channels][model.periods];
            adstocks = new double[model.channels][];
            for (int i = 0; i < model.channels; i++) {
                bound(i);
            }
        }

        /** Volume on the chord over the box, nowhere above the true one: for what falls as volume grows. */
        private double[] chordVolumes(int i) {
            var x = new double[model.horizon];
            int column = model.column[i][g];
            for (int h = 0; h < model.horizon && column >= 0; h++) {
                int cell = model.grid.cell(h, column);
                double low = model.volume(d, i, g, lower[cell]);
                x[h] = low + chordSlope(i, cell) * (spend[cell] - lower[cell]);
            }
            return x;
        }

        private double chordSlope(int i, int cell) {
            if (!(upper[cell] > lower[cell])) {
                return 0;
            }
            return (model.volume(d, i, g, upper[cell]) - model.volume(d, i, g, lower[cell]))
                    / (upper[cell] - lower[cell]);
        }

        private void bound(int i) {
            Reach r = reach[d][g][i];
            double[] a = adstock(model.weights[d][i], model.carry[d][i][g], volumes(d, g, i, spend));
            adstocks[i] = a;
            double f = model.fatigue(d, i);
            double[] b = f > 0 ? adstock(model.fatigueWeights[d][i], model.fatigueCarry[d][i][g], chordVolumes(i)) : a;
            double effect = model.effect(d, i, g);
            for (int t = 0; t < model.periods; t++) {
                Bounded s = envelope(i, t, a[t], r);
                saturation[i][t] = s;
                own[i][t] = f > 0 ? tired(s, effect, f, b[t], r.bLow()[t], r.bHigh()[t]) : scaled(s, effect);
            }
        }

        private Bounded scaled(Bounded s, double effect) {
            var out = new Bounded();
            out.low = effect * s.low;
            out.high = effect * s.high;
            out.above = effect * s.above;
            out.inA = effect * s.inA;
            return out;
        }

        /** The concave envelope of the saturation over the box, at {@code a}. */
        private Bounded envelope(int i, int t, double a, Reach r) {
            var out = new Bounded();
            out.low = r.sLow()[t];
            out.high = r.sHigh()[t];
            if (a >= r.tangent()[t]) {
                out.above = model.saturation(d, i, a);
                out.inA = model.saturationSlope(d, i, a, out.above);
            } else {
                out.inA = r.line()[t];
                out.above = out.low + out.inA * (a - r.aLow()[t]);
            }
            return out;
        }

        private Bounded tired(Bounded s, double effect, double f, double b, double bLow, double bHigh) {
            double most = Math.exp(-f * bLow);
            double least = Math.exp(-f * bHigh);
            double slope = bHigh > bLow ? (least - most) / (bHigh - bLow) : 0;
            double chord = most + slope * (b - bLow);
            double first = most * s.above + s.low * (chord - most);
            double second = least * s.above + s.high * (chord - least);
            var out = new Bounded();
            out.low = effect * s.low * least;
            out.high = effect * s.high * most;
            least(first, second, Double.POSITIVE_INFINITY, s.high * most - s.low * least);
            out.above = effect * leastOf;
            out.inA = effect * (share[0] * most + share[1] * least) * s.inA;
            out.inB = effect * (share[0] * s.low + share[1] * s.high) * slope;
            return out;
        }

        double addTo(double[] gradient) {
            double sum = 0;
            for (int i = 0; i < model.channels; i++) {
                for (int t = 0; t < model.periods; t++) {
                    double plain = 1;
                    for (int p = 0; p < model.pairSource.length; p++) {
                        double strength = model.pairStrength[d][p];
                        if (model.pairTarget[p] == i && strength < 0) {
                            plain += strength * saturation[model.pairSource[p]][t].low;
                        }
                    }
                    if (plain < 0) {
                        sum += plain * own[i][t].low;
                        continue;
                    }
                    sum += plain * own[i][t].above;
                    dA[i][t] += plain * own[i][t].inA;
                    dB[i][t] += plain * own[i][t].inB;
                }
            }
            for (int p = 0; p < model.pairSource.length; p++) {
                double strength = model.pairStrength[d][p];
                for (int t = 0; strength > 0 && t < model.periods; t++) {
                    sum += addLift(strength, model.pairTarget[p], model.pairSource[p], t);
                }
            }
            for (int i = 0; i < model.channels; i++) {
                pullBack(i, gradient);
            }
            return sum;
        }

        private double addLift(double strength, int target, int source, int t) {
            Bounded o = own[target][t];
            Bounded s = saturation[source][t];
            double first = o.high * s.above + s.low * o.above - o.high * s.low;
            double second = o.low * s.above + s.high * o.above - o.low * s.high;
            double most = model.effect(d, target, g) * leastTired(target, t);
            product.at(
                    model.specs[target].saturation(),
                    model.half(d, target),
                    model.slope(d, target),
                    adstocks[target][t],
                    model.specs[source].saturation(),
                    model.half(d, source),
                    model.slope(d, source),
                    adstocks[source][t]);
            least(first, second, most * product.value(), o.high * s.high - o.low * s.low);
            double ofSource = strength * (share[0] * o.high + share[1] * o.low);
            double ofTarget = strength * (share[0] * s.low + share[1] * s.high);
            dA[source][t] += ofSource * s.inA;
            dA[target][t] += ofTarget * o.inA;
            dB[target][t] += ofTarget * o.inB;
            if (share[2] > 0) {
                dA[target][t] += strength * share[2] * most * product.inFirst();
                dA[source][t] += strength * share[2] * most * product.inSecond();
            }
            return strength * leastOf;
        }

        /**
         * A smooth function that is nowhere below the least of three and hardly above it: kinks would stop a climb. Sets the
         * value and each one's share in its derivative.
         */
        private void least(double first, double second, double third, double range) {
            double width = SMOOTH * range;
            double least = Math.min(first, Math.min(second, third));
            if (!(width > 0)) {
                leastOf = least;
                share[0] = first <= least ? 1 : 0;
                share[1] = share[0] == 0 && second <= least ? 1 : 0;
                share[2] = share[0] + share[1] == 0 ? 1 : 0;
                return;
            }
            share[0] = Math.exp((least - first) / width);
            share[1] = Math.exp((least - second) / width);
            share[2] = Math.exp((least - third) / width);
            double sum = share[0] + share[1] + share[2];
            leastOf = least + width * (LN3 - Math.log(sum));
            for (int k = 0; k < share.length; k++) {
                share[k] /= sum;
            }
        }

        /** The fatigue factor where there is as little fatigue as can be. */
        private double leastTired(int i, int t) {
            double f = model.fatigue(d, i);
            return f > 0 ? Math.exp(-f * reach[d][g][i].bLow()[t]) : 1;
        }

        private void pullBack(int i, double[] gradient) {
            int column = model.column[i][g];
            double[] w = model.weights[d][i];
            double[] fw = model.fatigueWeights[d][i];
            for (int h = 0; h < model.horizon && column >= 0; h++) {
                int cell = model.grid.cell(h, column);
                double dx = 0;
                for (int l = 0; l < w.length; l++) {
                    dx += w[l] * dA[i][h + l];
                }
                double dChord = 0;
                for (int l = 0; l < fw.length; l++) {
                    dChord += fw[l] * dB[i][h + l];
                }
                gradient[cell] += dx * model.volumeSlope(d, i, g, spend[cell]) + dChord * chordSlope(i, cell);
            }
        }
    }
}
