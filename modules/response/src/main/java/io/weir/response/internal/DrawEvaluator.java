package io.weir.response.internal;

import java.util.Arrays;

/** Evaluates plans draw by draw. Not thread-safe; allocates nothing after construction. */
public final class DrawEvaluator {
    private final HorizonModel model;
    private final double[][] x;
    private final double[][] a;
    private final double[][] b;
    private final double[][] s;
    private final double[][] tired;
    private final double[][] own;
    private final double[][] lift;
    private final double[][] dLift;
    private final double[] da;
    private final double[] db;

    public DrawEvaluator(HorizonModel model) {
        this.model = model;
        int n = model.periods;
        x = new double[model.channels][model.horizon];
        a = new double[model.channels][n];
        b = new double[model.channels][n];
        s = new double[model.channels][n];
        tired = new double[model.channels][n];
        own = new double[model.channels][n];
        lift = new double[model.channels][n];
        dLift = new double[model.channels][n];
        da = new double[n];
        db = new double[n];
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
            int column = model.column[i][g];
            for (int h = 0; h < model.horizon; h++) {
                x[i][h] = column < 0 ? 0 : model.volume(d, i, g, spend[model.grid.cell(h, column)]);
            }
            accumulate(model.weights[d][i], model.carry[d][i][g], x[i], a[i], periods);
            double effect = model.effect(d, i, g);
            double f = model.fatigue(d, i);
            if (f > 0) {
                accumulate(model.fatigueWeights[d][i], model.fatigueCarry[d][i][g], x[i], b[i], periods);
            }
            for (int t = 0; t < periods; t++) {
                s[i][t] = model.saturation(d, i, a[i][t]);
                tired[i][t] = f > 0 ? Math.exp(-f * b[i][t]) : 1;
                own[i][t] = effect * s[i][t] * tired[i][t];
                lift[i][t] = 1;
            }
        }
        for (int p = 0; p < model.pairSource.length; p++) {
            double strength = model.pairStrength[d][p];
            double[] l = lift[model.pairTarget[p]];
            double[] source = s[model.pairSource[p]];
            for (int t = 0; t < periods; t++) {
                l[t] += strength * source[t];
            }
        }
        double sum = 0;
        for (int i = 0; i < model.channels; i++) {
            for (int t = 0; t < periods; t++) {
                sum += own[i][t] * lift[i][t];
            }
        }
        return sum;
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
        for (double[] row : dLift) {
            Arrays.fill(row, 0);
        }
        for (int p = 0; p < model.pairSource.length; p++) {
            double strength = model.pairStrength[d][p];
            double[] o = own[model.pairTarget[p]];
            double[] ds = dLift[model.pairSource[p]];
            for (int t = 0; t < model.periods; t++) {
                ds[t] += strength * o[t];
            }
        }
        for (int i = 0; i < model.channels; i++) {
            int column = model.column[i][g];
            if (column < 0) {
                continue;
            }
            double effect = model.effect(d, i, g);
            double f = model.fatigue(d, i);
            for (int t = 0; t < model.periods; t++) {
                double dU = effect * lift[i][t];
                da[t] = (dU * tired[i][t] + dLift[i][t]) * model.saturationSlope(d, i, a[i][t], s[i][t]);
                db[t] = -f * own[i][t] * lift[i][t];
            }
            double[] w = model.weights[d][i];
            double[] fw = model.fatigueWeights[d][i];
            for (int h = 0; h < model.horizon; h++) {
                double dx = 0;
                for (int l = 0; l < w.length; l++) {
                    dx += w[l] * da[h + l];
                }
                for (int l = 0; l < fw.length; l++) {
                    dx += fw[l] * db[h + l];
                }
                int cell = model.grid.cell(h, column);
                gradient[cell] += weight * dx * model.volumeSlope(d, i, g, spend[cell]);
            }
        }
    }
}
