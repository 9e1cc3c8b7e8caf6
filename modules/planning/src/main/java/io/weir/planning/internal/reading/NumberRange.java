package io.weir.planning.internal.reading;

import java.util.function.DoublePredicate;

/**
 * Which numbers are valid.
 *
 * @param text in words, after "must be"
 * @param test whether a number is
 */
record NumberRange(String text, DoublePredicate test) {
    /** Largest amount of money; a hundred times more could not be booked in micros. */
    static final double MOST_MONEY = 1e11;

    static final NumberRange ANY = new NumberRange("a number", x -> true);
    static final NumberRange NOT_NEGATIVE = new NumberRange("a number of at least 0", x -> x >= 0);
    static final NumberRange POSITIVE = new NumberRange("a number above 0", x -> x > 0);
    static final NumberRange SHARE = new NumberRange("a share from 0 to 1", x -> x >= 0 && x <= 1);
    static final NumberRange POSITIVE_SHARE = new NumberRange("a share above 0, up to 1", x -> x > 0 && x <= 1);
    static final NumberRange INNER_SHARE = new NumberRange("above 0 and below 1", x -> x > 0 && x < 1);
    static final NumberRange RETENTION = new NumberRange("a share from 0 to below 1", x -> x >= 0 && x < 1);
    static final NumberRange MONEY =
            new NumberRange("an amount of at least 0, at most 100,000,000,000", x -> x >= 0 && x <= MOST_MONEY);
    static final NumberRange POSITIVE_MONEY =
            new NumberRange("an amount above 0, at most 100,000,000,000", x -> x > 0 && x <= MOST_MONEY);

    /** The most that a plan may spend: a tenth of what could be booked in micros, so that sums stay exact. */
    static final double MOST_BUDGET = 1e12;

    static final NumberRange BUDGET =
            new NumberRange("an amount of at least 0, at most 1,000,000,000,000", x -> x >= 0 && x <= MOST_BUDGET);
    static final NumberRange POSITIVE_BUDGET =
            new NumberRange("an amount above 0, at most 1,000,000,000,000", x -> x > 0 && x <= MOST_BUDGET);

    /** @param what {@code a number}, {@code a chance} */
    static NumberRange within(double low, double high, String what) {
        return new NumberRange(what + " from " + plain(low) + " to " + plain(high), x -> x >= low && x <= high);
    }

    static NumberRange whole(int least, int most) {
        return new NumberRange(
                "a whole number from " + least + " to " + most, x -> x >= least && x <= most && x == Math.rint(x));
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(Double.toString(number))
                .stripTrailingZeros()
                .toPlainString();
    }

    boolean contains(double value) {
        return Double.isFinite(value) && test.test(value);
    }
}
