package io.weir.response.internal;

import io.weir.response.internal.FatigueChords.Chord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Evaluates plans draw by draw. Not thread-safe; allocates nothing after construction. */
public final class DrawEvaluator {
    private final HorizonModel model;
    private final @Nullable StraightenedCurves straight;
    private final FatigueChords chords;
    private final double[] x;
    private final double[][] a;
    private final double[][] b;
    private final double[][] s;
    private final double[][] tired;
    private final double[][] own;
    private final double[][] lift;
    private final double[][] dLift;
    private final double[] da;
    private final double[] db;
    private final double[] dx;

    public DrawEvaluator(HorizonModel model) {
        this(model, null, FatigueChords.none());
    }

    /** An evaluator of simpler functions that are nowhere below: curves straight near zero, and chords of fatigue. */
    DrawEvaluator(HorizonModel model, @Nullable StraightenedCurves straight, FatigueChords chords) {
        this.model = model;
        this.straight = straight;
        this.chords = chords;
        int n = model.periods;
        x = new double[model.horizon];
        a = new double[model.channels][n];
        b = new double[model.channels][n];
        s = new double[model.channels][n];
        tired = new double[model.channels][n];
        own = new double[model.channels][n];
        lift = new double[model.channels][n];
        dLift = new double[model.channels][n];
        da = new double[n];
        db = new double[n];
        dx = new double[model.horizon];
    }

    /** Incremental KPI of a plan over the first {@code periods} of horizon and tail. */
    public double value(int d, double[] spend, int periods) {
        double nothing = model.zero[periods == model.periods ? 1 : 0][d];
        return gross(d, spend, periods) - nothing;
    }

    /** KPI of all channels over the first {@code periods}. */
    double gross(int d, double[] spend, int periods) {
        double sum = 0;
        for (int g = 0; g < model.geos; g++) {
            sum += forward(d, g, spend, periods);
        }
        return sum;
    }

    /** Incremental KPI over horizon and tail; adds {@code weight} times its gradient to {@code gradient}. */
    public double valueAndGradient(int d, double[] spend, double weight, double[] gradient) {
        double sum = -model.zero[1][d];
        for (int g = 0; g < model.geos; g++) {
            sum += forward(d, g, spend, model.periods);
            backward(d, g, spend, weight, gradient);
        }
        return sum;
    }

    private double forward(int d, int g, double[] spend, int periods) {
        for (int i = 0; i < model.channels; i++) {
            model.volumes(d, i, g, spend, x);
            accumulate(model.weights[d][i], model.carry[d][i][g], x, a[i], periods);
            double[] si = s[i];
            double[] oi = own[i];
            model.saturations(d, i, a[i], si, periods);
            double effect = model.effect(d, i, g);
            double f = model.fatigue(d, i);
            if (straight != null) {
                straight.apply(d, i, g, a[i], si, periods);
            }
            for (int t = 0; t < periods; t++) {
                oi[t] = effect * si[t];
            }
            if (straight != null) {
                straight.addToOwn(d, i, g, effect, oi, periods);
            }
            Chord chord = chords.of(d, i, g);
            if (chord != null) {
                tireByChord(chord, f, i, periods);
            } else if (f > 0) {
                accumulate(model.fatigueWeights[d][i], model.fatigueCarry[d][i][g], x, b[i], periods);
                double[] ti = tired[i];
                double[] bi = b[i];
                for (int t = 0; t < periods; t++) {
                    ti[t] = Math.exp(-f * bi[t]);
                    oi[t] *= ti[t];
                }
            }
            Arrays.fill(lift[i], 0, periods, 1);
        }
        for (int p = 0; p < model.pairSource.length; p++) {
            double strength = model.pairStrength[d][p];
            double[] l = lift[model.pairTarget[p]];
            double[] source = s[model.pairSource[p]];
            if (straight != null) {
                straight.addToLift(d, p, g, source, l, periods);
                continue;
            }
            for (int t = 0; t < periods; t++) {
                l[t] += strength * source[t];
            }
        }
        double sum = 0;
        for (int i = 0; i < model.channels; i++) {
            double[] oi = own[i];
            double[] li = lift[i];
            for (int t = 0; t < periods; t++) {
                sum += oi[t] * li[t];
            }
        }
        return sum;
    }

    private void tireByChord(Chord chord, double f, int i, int periods) {
        accumulate(chord.weights, chord.carry, x, b[i], periods);
        for (int t = 0; t < periods; t++) {
            tired[i][t] = chord.tired[t] * chord.share(t, b[i][t]) * Math.exp(-f * chord.theta * a[i][t]);
            own[i][t] *= tired[i][t];
        }
    }

    private static void accumulate(double[] w, double[] carry, double[] x, double[] out, int periods) {
        System.arraycopy(carry, 0, out, 0, periods);
        for (int h = 0; h < x.length; h++) {
            double v = x[h];
            if (v != 0) {
                int last = Math.min(w.length, periods - h);
                for (int l = 0; l < last; l++) {
                    out[h + l] += w[l] * v;
                }
            }
        }
    }

    private void backward(int d, int g, double[] spend, double weight, double[] gradient) {
        for (int p = 0; p < model.pairSource.length; p++) {
            Arrays.fill(dLift[model.pairSource[p]], 0);
        }
        for (int p = 0; p < model.pairSource.length; p++) {
            double strength = model.pairStrength[d][p];
            double[] o = own[model.pairTarget[p]];
            double[] ds = dLift[model.pairSource[p]];
            for (int t = 0; t < model.periods; t++) {
                if (straight == null || !straight.isConstant(d, p, g, t)) {
                    ds[t] += strength * o[t];
                }
            }
        }
        for (int i = 0; i < model.channels; i++) {
            int column = model.column[i][g];
            if (column < 0) {
                continue;
            }
            double effect = model.effect(d, i, g);
            double f = model.fatigue(d, i);
            boolean tires = f > 0;
            double[] li = lift[i];
            double[] ti = tired[i];
            double[] dl = dLift[i];
            for (int t = 0; t < model.periods; t++) {
                da[t] = effect * li[t] * (tires ? ti[t] : 1) + dl[t];
            }
            if (straight == null) {
                model.timesSlopes(d, i, a[i], s[i], da);
            } else {
                straight.timesSlopes(d, i, g, a[i], s[i], da);
            }
            Arrays.fill(dx, 0);
            Chord chord = chords.of(d, i, g);
            if (chord != null) {
                for (int t = 0; t < model.periods; t++) {
                    da[t] -= f * chord.theta * own[i][t] * li[t];
                    db[t] = -chord.fall[t] * own[i][t] * li[t] / chord.share(t, b[i][t]);
                }
                pull(chord.weights, db);
            }
            pull(model.weights[d][i], da);
            if (tires && chord == null) {
                double[] oi = own[i];
                for (int t = 0; t < model.periods; t++) {
                    db[t] = -f * oi[t] * li[t];
                }
                pull(model.fatigueWeights[d][i], db);
            }
            int columns = model.columns;
            if (model.isLinear(i)) {
                double scale = weight * model.volumeSlope(d, i, g, 0);
                for (int h = 0, cell = column; h < model.horizon; h++, cell += columns) {
                    gradient[cell] += scale * dx[h];
                }
            } else {
                for (int h = 0, cell = column; h < model.horizon; h++, cell += columns) {
                    gradient[cell] += weight * dx[h] * model.volumeSlope(d, i, g, spend[cell]);
                }
            }
        }
    }

    /** Adds to each period's volume what its later effects earn. */
    private void pull(double[] w, double[] dAdstock) {
        for (int l = 0; l < w.length; l++) {
            double wl = w[l];
            for (int h = 0; h < dx.length; h++) {
                dx[h] += wl * dAdstock[h + l];
            }
        }
    }
}
