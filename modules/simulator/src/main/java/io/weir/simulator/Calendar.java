package io.weir.simulator;

import static io.weir.core.Checks.require;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Seasons: multiples of need and of what there is to bid for, each list with a mean of 1.
 *
 * @param months January to December, of need, each {@code >= 0}; between the middles of months they run straight
 * @param weekdays Monday to Sunday, of queries and impressions
 * @param hours midnight to midnight, of queries and impressions
 */
public record Calendar(ImmutableDoubleArray months, ImmutableDoubleArray weekdays, ImmutableDoubleArray hours) {
    private static final double TOLERANCE = 1e-6;

    /** @throws IllegalArgumentException if a list has another length or mean, or a negative entry */
    public Calendar {
        requireShape("months", months, 12);
        requireShape("weekdays", weekdays, 7);
        requireShape("hours", hours, 24);
    }

    /** No season at all. */
    public static Calendar even() {
        return new Calendar(scaled(ones(12)), scaled(ones(7)), scaled(ones(24)));
    }

    /**
     * Multiples with a mean of 1.
     *
     * @param shape at least one entry above 0, none negative
     */
    public static ImmutableDoubleArray scaled(double... shape) {
        double sum = 0;
        for (double entry : shape) {
            sum += entry;
        }
        require(sum > 0, "the sum of a season (%s) must be above 0.", sum);
        double[] out = new double[shape.length];
        for (int i = 0; i < shape.length; i++) {
            out[i] = shape[i] * shape.length / sum;
        }
        return ImmutableDoubleArray.copyOf(out);
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static void requireShape(String name, ImmutableDoubleArray list, int length) {
        require(list.length() == length, "%s (%s) must have %s entries.", name, list, length);
        require(list.stream().allMatch(x -> x >= 0), "%s (%s) must be at least 0.", name, list);
        double mean = list.stream().average().orElse(0);
        require(Math.abs(mean - 1) < TOLERANCE, "%s must have a mean of 1, not %s.", name, mean);
    }
}
