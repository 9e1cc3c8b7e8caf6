package io.weir.bidding;

import java.util.function.DoubleUnaryOperator;

/** Finds bids. */
final class Bisection {
    private Bisection() {}

    /**
     * The greatest bid between two at which a function that crosses zero from below is not yet above it; the lower one if it is above it
     * everywhere.
     *
     * @param precise how near to it, a factor, {@code > 1}
     */
    static double greatest(double low, double high, double precise, DoubleUnaryOperator over) {
        double below = low;
        double above = high;
        while (above > precise * below) {
            double middle = Math.sqrt(below * above);
            if (over.applyAsDouble(middle) > 0) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }
}
