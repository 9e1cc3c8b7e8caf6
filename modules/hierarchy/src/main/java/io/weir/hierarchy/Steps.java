package io.weir.hierarchy;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** From what is spent to what is wanted, not at once. */
final class Steps {
    /** No target changes by more than this factor from period to period. */
    private static final double MOST_STEP = 1.6;
    /** Part of the way that is gone at once: evidence is of one period. */
    private static final double PART = 0.7;

    private static final double HIGHEST = 100;
    private static final int HALVINGS = 80;

    private Steps() {}

    /** Towards wanted targets, by no more than a factor from what is spent; whole, as far as that allows. */
    static double[] towards(double[] spend, double[] wanted, double budget) {
        double[] steps = IntStream.range(0, spend.length)
                .mapToDouble(c -> PART * Math.log(wanted[c] / spend[c]))
                .toArray();
        double shift = balance(middle -> total(moved(spend, steps, middle)), budget);
        double[] moved = moved(spend, steps, shift);
        double factor = budget / total(moved);
        return Arrays.stream(moved).map(one -> one * factor).toArray();
    }

    private static double[] moved(double[] spend, double[] steps, double shift) {
        double most = Math.log(MOST_STEP);
        return IntStream.range(0, spend.length)
                .mapToDouble(c -> spend[c] * Math.exp(Math.max(-most, Math.min(most, steps[c] - shift))))
                .toArray();
    }

    /** Where a total that falls with the level comes to the budget. */
    static double balance(DoubleUnaryOperator total, double budget) {
        double low = -HIGHEST;
        double high = HIGHEST;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (total.applyAsDouble(middle) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    static double total(double[] amounts) {
        double total = 0;
        for (double amount : amounts) {
            total += amount;
        }
        return total;
    }
}
