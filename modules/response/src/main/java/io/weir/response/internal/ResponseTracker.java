package io.weir.response.internal;

import io.weir.response.DrawUtility;
import io.weir.response.ResponseObjective.ByDrawTracker;
import io.weir.response.ResponseObjective.Worth;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Keeps the value of a plan up to date while single cells change: only the periods a cell reaches, of its channel and of
 * those it lifts, are computed again. Changes are collected until the value is asked for. Not thread-safe.
 */
public final class ResponseTracker implements ByDrawTracker {
    private static final int CHUNKS = 8;

    private final HorizonModel model;
    private final Worth worth;
    private final DrawUtility utility;
    private final double[] wanted;
    private final double[] applied;
    private final int[] changed;
    private final boolean[] isChanged;
    private int changes;
    private double total;
    private final double[] kpi;
    private final double[] values;
    private final double[] weights;
    private final double[][][][] a;
    private final double[][][][] b;
    private final double[][][][] s;
    private final double[][][][] own;
    private final double[][][][] lift;

    public ResponseTracker(HorizonModel model, Worth worth, DrawUtility utility, double[] spend) {
        this.model = model;
        this.worth = worth;
        this.utility = utility;
        wanted = spend.clone();
        applied = new double[spend.length];
        changed = new int[spend.length];
        isChanged = new boolean[spend.length];
        kpi = new double[model.draws];
        values = new double[model.draws];
        weights = new double[model.draws];
        a = copy(model.carry);
        b = copy(model.fatigueCarry);
        s = new double[model.draws][model.channels][model.geos][model.periods];
        own = new double[model.draws][model.channels][model.geos][model.periods];
        lift = new double[model.draws][model.channels][model.geos][model.periods];
        for (int d = 0; d < model.draws; d++) {
            start(d);
        }
        for (int cell = 0; cell < spend.length; cell++) {
            set(cell, spend[cell]);
        }
        valuesByDraw();
    }

    private static double[][][][] copy(double[][][][] values) {
        return Arrays.stream(values)
                .map(byChannel -> Arrays.stream(byChannel)
                        .map(byGeo -> Arrays.stream(byGeo).map(double[]::clone).toArray(double[][]::new))
                        .toArray(double[][][]::new))
                .toArray(double[][][][]::new);
    }

    private void start(int d) {
        for (int g = 0; g < model.geos; g++) {
            for (int i = 0; i < model.channels; i++) {
                for (int t = 0; t < model.periods; t++) {
                    s[d][i][g][t] = model.saturation(d, i, a[d][i][g][t]);
                    own[d][i][g][t] = ownEffect(d, i, g, t);
                    lift[d][i][g][t] = 1;
                }
            }
            for (int p = 0; p < model.pairSource.length; p++) {
                for (int t = 0; t < model.periods; t++) {
                    lift[d][model.pairTarget[p]][g][t] += model.pairStrength[d][p] * s[d][model.pairSource[p]][g][t];
                }
            }
        }
    }

    private double ownEffect(int d, int i, int g, int t) {
        double f = model.fatigue(d, i);
        double tired = f > 0 ? Math.exp(-f * b[d][i][g][t]) : 1;
        return model.effect(d, i, g) * s[d][i][g][t] * tired;
    }

    @Override
    public void set(int cell, double spend) {
        wanted[cell] = spend;
        if (!isChanged[cell]) {
            isChanged[cell] = true;
            changed[changes++] = cell;
        }
    }

    @Override
    public double value() {
        return utility.apply(valuesByDraw(), weights);
    }

    @Override
    public double[] valuesByDraw() {
        int count = 0;
        for (int k = 0; k < changes; k++) {
            int cell = changed[k];
            isChanged[cell] = false;
            if (wanted[cell] != applied[cell]) {
                changed[count++] = cell;
                total += wanted[cell] - applied[cell];
            }
        }
        changes = 0;
        apply(count);
        for (int d = 0; d < model.draws; d++) {
            values[d] = worth.perKpi() * kpi[d] - worth.perSpend() * total;
        }
        return values;
    }

    /** Applies the first {@code count} changed cells; draws do not touch each other. */
    private void apply(int count) {
        IntStream.range(0, CHUNKS).parallel().forEach(c -> {
            for (int d = c * model.draws / CHUNKS; d < (c + 1) * model.draws / CHUNKS; d++) {
                for (int k = 0; k < count; k++) {
                    kpi[d] += move(d, changed[k]);
                }
            }
        });
        for (int k = 0; k < count; k++) {
            applied[changed[k]] = wanted[changed[k]];
        }
    }

    /** Moves one cell in one draw, in all geos it reaches; returns the change in KPI. */
    private double move(int d, int cell) {
        int column = model.grid.columnOf(cell);
        double change = 0;
        for (int i = 0; i < model.channels; i++) {
            for (int g = 0; g < model.geos; g++) {
                if (model.column[i][g] == column) {
                    change += move(d, i, g, model.grid.periodOf(cell), applied[cell], wanted[cell]);
                }
            }
        }
        return change;
    }

    /** Moves one cell's volume in one draw and geo; returns the change in KPI. */
    private double move(int d, int i, int g, int h, double from, double to) {
        double dx = model.volume(d, i, g, to) - model.volume(d, i, g, from);
        double[] w = model.weights[d][i];
        double[] fw = model.fatigueWeights[d][i];
        int reach = Math.max(w.length, fw.length);
        double change = 0;
        for (int l = 0; l < reach; l++) {
            int t = h + l;
            if (l < w.length) {
                a[d][i][g][t] = Math.max(0, a[d][i][g][t] + w[l] * dx);
            }
            if (l < fw.length) {
                b[d][i][g][t] = Math.max(0, b[d][i][g][t] + fw[l] * dx);
            }
            double before = own[d][i][g][t];
            double saturationBefore = s[d][i][g][t];
            s[d][i][g][t] = model.saturation(d, i, a[d][i][g][t]);
            own[d][i][g][t] = ownEffect(d, i, g, t);
            double risen = s[d][i][g][t] - saturationBefore;
            change += (own[d][i][g][t] - before) * lift[d][i][g][t];
            for (int p = 0; p < model.pairSource.length; p++) {
                if (model.pairSource[p] == i) {
                    int target = model.pairTarget[p];
                    double more = model.pairStrength[d][p] * risen;
                    lift[d][target][g][t] += more;
                    change += own[d][target][g][t] * more;
                }
            }
        }
        return change;
    }
}
