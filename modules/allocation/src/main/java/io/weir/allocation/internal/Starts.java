package io.weir.allocation.internal;

import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where climbs begin: carrying on, an equal split, a greedy one that jumps over convex parts, the best one were columns
 * independent of each other, and random ones, some of them pulsed. Curves that are S-shaped have more than one summit.
 */
public final class Starts {
    private static final int RANDOM = 4;
    private static final int QUANTA = 24;
    private static final double HARD = 4;
    private static final int[] JUMPS = {1, 2, 4, 8, 16};

    private final FeasibleRegion region;
    private final double[] carryingOn;
    private final double scale;
    private final SplittableRandom random;
    private final int cells;
    private double hardPrice;

    public Starts(FeasibleRegion region, double[] carryingOn, double scale, long seed) {
        this.region = region;
        this.carryingOn = carryingOn;
        this.scale = scale;
        random = new SplittableRandom(seed);
        cells = region.cells();
    }

    /** All starts, currency per cell; not necessarily in the region. */
    public List<double[]> all(Objective objective) {
        var out = new ArrayList<double[]>();
        out.add(carryingOn.clone());
        var equal = new double[cells];
        Arrays.fill(equal, scale / cells);
        out.add(equal);
        int columns = objective.columns();
        if (columns > 1) {
            hardPrice = HARD * Math.abs(objective.value(equal)) / scale;
            out.add(greedy(objective, columns));
            out.add(knapsack(objective, columns));
        }
        for (int k = 0; k < RANDOM; k++) {
            out.add(split(columns, k % 2 == 1));
        }
        return out;
    }

    private double[] constant(double[] byColumn) {
        var plan = new double[cells];
        int periods = cells / byColumn.length;
        for (int cell = 0; cell < cells; cell++) {
            plan[cell] = byColumn[cell % byColumn.length] / periods;
        }
        return plan;
    }

    /** The value of a plan less what its broken limits cost; a hard one costs some times what money usually earns. */
    private double worth(Objective objective, double[] plan) {
        double worth = objective.value(plan);
        for (LinearConstraint c : region.constraints()) {
            worth -= c.penalty().orElse(hardPrice) * c.violation(plan);
        }
        return worth;
    }

    /** Repeats the jump of one column with the best average gain. */
    private double[] greedy(Objective objective, int columns) {
        var quanta = new double[columns];
        double quantum = scale / QUANTA;
        int left = QUANTA;
        double value = worth(objective, new double[cells]);
        while (left > 0) {
            double bestGain = Double.NEGATIVE_INFINITY;
            int bestColumn = 0;
            int bestJump = 1;
            double bestValue = value;
            for (int c = 0; c < columns; c++) {
                for (int jump : JUMPS) {
                    if (jump > left) {
                        break;
                    }
                    quanta[c] += jump * quantum;
                    double v = worth(objective, constant(quanta));
                    quanta[c] -= jump * quantum;
                    if ((v - value) / jump > bestGain) {
                        bestGain = (v - value) / jump;
                        bestColumn = c;
                        bestJump = jump;
                        bestValue = v;
                    }
                }
            }
            quanta[bestColumn] += bestJump * quantum;
            value = bestValue;
            left -= bestJump;
        }
        return constant(quanta);
    }

    /** The best split in whole quanta, by dynamic programming, if each column earned what it earns alone. */
    private double[] knapsack(Objective objective, int columns) {
        double quantum = scale / QUANTA;
        var best = new double[columns + 1][QUANTA + 1];
        var taken = new int[columns][QUANTA + 1];
        Arrays.fill(best[0], 1, QUANTA + 1, Double.NEGATIVE_INFINITY);
        var alone = new double[columns];
        double nothing = worth(objective, new double[cells]);
        for (int c = 0; c < columns; c++) {
            Arrays.fill(best[c + 1], Double.NEGATIVE_INFINITY);
            for (int own = 0; own <= QUANTA; own++) {
                alone[c] = own * quantum;
                double value = own == 0 ? 0 : worth(objective, constant(alone)) - nothing;
                for (int sum = own; sum <= QUANTA; sum++) {
                    if (best[c][sum - own] + value > best[c + 1][sum]) {
                        best[c + 1][sum] = best[c][sum - own] + value;
                        taken[c][sum] = own;
                    }
                }
            }
            alone[c] = 0;
        }
        int left = QUANTA;
        for (int c = columns - 1; c >= 0; c--) {
            alone[c] = taken[c][left] * quantum;
            left -= taken[c][left];
        }
        return constant(alone);
    }

    private double[] split(int columns, boolean pulsed) {
        var weights = new double[columns];
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            weights[c] = -Math.log(1 - random.nextDouble());
            weights[c] *= weights[c];
            sum += weights[c];
        }
        for (int c = 0; c < columns; c++) {
            weights[c] *= scale / sum;
        }
        double[] plan = constant(weights);
        if (pulsed) {
            int periods = cells / columns;
            for (int c = 0; c < columns; c++) {
                int every = 1 + random.nextInt(Math.min(4, periods));
                int offset = random.nextInt(every);
                int on = (periods - offset + every - 1) / every;
                for (int t = 0; t < periods; t++) {
                    plan[t * columns + c] *= t % every == offset ? (double) periods / on : 0;
                }
            }
        }
        return plan;
    }
}
