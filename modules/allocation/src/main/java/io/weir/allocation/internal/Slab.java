package io.weir.allocation.internal;

import io.weir.core.FeasibleRegion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Plans within a box whose total is within limits, as shares of a scale. Projection and linear maximisation over it are
 * cheap; all other constraints are priced.
 */
public final class Slab {
    private static final int BISECTIONS = 100;

    private final double[] lower;
    private final double[] upper;
    private final double minTotal;
    private final double maxTotal;

    /** The box and total of a region, divided by {@code scale}. */
    public Slab(FeasibleRegion region, double scale) {
        lower = scaled(region.lower(), scale);
        upper = scaled(region.upper(), scale);
        minTotal = region.minTotal() / scale;
        maxTotal = region.maxTotal() / scale;
    }

    private static double[] scaled(double[] amounts, double scale) {
        return Arrays.stream(amounts).map(v -> v / scale).toArray();
    }

    /** Moves {@code point} to the nearest point of the slab. */
    public void project(double[] point) {
        double total = clippedTotal(point, 0);
        double target = total > maxTotal ? maxTotal : total < minTotal ? minTotal : total;
        double shift = 0;
        if (total != target) {
            shift = shiftFor(point, target);
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = clip(i, point[i] - shift);
        }
    }

    private double shiftFor(double[] point, double target) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < point.length; i++) {
            low = Math.min(low, point[i] - upper[i]);
            high = Math.max(high, point[i] - lower[i]);
        }
        for (int k = 0; k < BISECTIONS && high > low; k++) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (clippedTotal(point, middle) > target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private double clip(int i, double v) {
        return Math.min(upper[i], Math.max(lower[i], v));
    }

    private double clippedTotal(double[] point, double shift) {
        double sum = 0;
        for (int i = 0; i < point.length; i++) {
            sum += clip(i, point[i] - shift);
        }
        return sum;
    }

    /** The largest {@code sum_i gradient[i] * y[i]} over points {@code y} of the slab. */
    public double maximum(double[] gradient) {
        double value = 0;
        double total = 0;
        for (int i = 0; i < gradient.length; i++) {
            value += gradient[i] * lower[i];
            total += lower[i];
        }
        int[] order = IntStream.range(0, gradient.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -gradient[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i : order) {
            double room = (gradient[i] > 0 ? maxTotal : minTotal) - total;
            double taken = Math.min(upper[i] - lower[i], Math.max(0, room));
            value += gradient[i] * taken;
            total += taken;
        }
        return value;
    }

    /** Whether a cell can move both ways. */
    boolean isFree(int i, double v) {
        double tolerance = 1e-9;
        return v > lower[i] + tolerance && v < upper[i] - tolerance;
    }

    /** Whether the total is fixed. */
    boolean totalIsFixed() {
        return minTotal == maxTotal;
    }

    /** Most total. */
    double maxTotal() {
        return maxTotal;
    }
}
