package io.weir.planning.internal.planner;

import io.weir.planning.PlanReport.Estimate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Means and 90 % intervals of draws. */
public final class Estimates {
    private static final double TAIL = 0.05;

    private Estimates() {}

    public static Estimate of(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new Estimate(mean(draws), quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    public static Estimate of(int draws, IntToDoubleFunction value) {
        var values = new double[draws];
        for (int d = 0; d < draws; d++) {
            values[d] = value.applyAsDouble(d);
        }
        return of(values);
    }

    public static Estimate difference(double[] a, double[] b) {
        return of(a.length, d -> a[d] - b[d]);
    }

    public static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Linear interpolation between order statistics. */
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
