package io.weir.enforcer.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact steps from amounts in {@code double} to whole bookable amounts. A {@code double} is read as the decimal number
 * of at most 15 digits it stands for, so that {@code 1.15 * 100} is 115.
 *
 * @param quantum micros in the smallest bookable amount
 */
record Amounts(long quantum) {
    private static final MathContext DIGITS = new MathContext(15);
    private static final int SHARE_DECIMALS = 9;

    /** Rounded down to whole quanta of {@code 1 / scale}. */
    long down(double amount, long scale) {
        return quanta(amount, scale, RoundingMode.FLOOR);
    }

    /** Rounded up to whole quanta of {@code 1 / scale}. */
    long up(double amount, long scale) {
        return quanta(amount, scale, RoundingMode.CEILING);
    }

    /** Rounded to the nearest quantum. */
    long nearest(double amount) {
        return quanta(amount, 1, RoundingMode.HALF_UP);
    }

    private long quanta(double amount, long scale, RoundingMode rounding) {
        return decimal(amount)
                .movePointRight(6)
                .multiply(BigDecimal.valueOf(scale))
                .divide(BigDecimal.valueOf(quantum), 0, rounding)
                .longValueExact();
    }

    /** The least whole number of quanta of which a step's multiples are bookable. */
    long step(double amount) {
        long micros = decimal(amount)
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return lcm(Math.max(1, micros), quantum) / quantum;
    }

    /** A share or a ratio to nine decimals. */
    static BigDecimal ratio(double value) {
        BigDecimal ratio =
                decimal(value).setScale(SHARE_DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return ratio.scale() < 0 ? ratio.setScale(0) : ratio;
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).round(DIGITS);
    }

    static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    static long lcm(long a, long b) {
        return Math.multiplyExact(a / gcd(a, b), b);
    }
}
