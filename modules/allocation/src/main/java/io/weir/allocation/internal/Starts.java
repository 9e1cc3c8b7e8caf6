package io.weir.allocation.internal;

import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where climbs begin: carrying on, an equal split, a greedy one that jumps over convex parts, and random ones, some of
 * them pulsed. Curves that are S-shaped have more than one summit.
 */
public final class Starts {
    private static final int RANDOM = 4;
    private static final int QUANTA = 24;
    private static final int[] JUMPS = {1, 2, 4, 8, 16};

    private final FeasibleRegion region;
    private final double[] carryingOn;
    private final double scale;
    private final SplittableRandom random;
    private final int cells;

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
            out.add(greedy(objective, columns));
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

    /** Repeats the jump of one column with the best average gain. */
    private double[] greedy(Objective objective, int columns) {
        var quanta = new double[columns];
        double quantum = scale / QUANTA;
        int left = QUANTA;
        double value = 0;
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
                    double v = objective.value(constant(quanta));
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
