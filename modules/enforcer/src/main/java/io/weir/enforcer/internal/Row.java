package io.weir.enforcer.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One limit in whole numbers: {@code lower <= sum_k coefficients[k] * amount[cells[k]] <= upper} with amounts in quanta
 * and both sides multiplied by {@code scale}; or, where {@code step} is positive, the sum is a multiple of it.
 *
 * @param rule id of the rule
 * @param kind of the rule
 * @param soft penalty per unit of currency; empty if hard
 * @param what in words, with its period
 * @param cells ascending
 * @param coefficients one per cell
 * @param held the cells it holds when it is reached
 * @param scale at least 1
 * @param lower {@link #NO_LOWER} if there is none
 * @param upper {@link #NO_UPPER} if there is none
 * @param step 0 if the row is a limit
 */
record Row(
        String rule,
        LimitKind kind,
        OptionalDouble soft,
        String what,
        int[] cells,
        long[] coefficients,
        int[] held,
        long scale,
        long lower,
        long upper,
        long step) {
    static final long NO_LOWER = Long.MIN_VALUE;
    static final long NO_UPPER = Long.MAX_VALUE;

    /** Sums stay below this, so that no arithmetic on them overflows. */
    static final double LARGEST_SUM = 1L << 59;

    /**
     * @param largest no sum of amounts is above it, quanta; ratios lose decimals rather than overflow
     */
    static Row of(Limit limit, Amounts amounts, double largest) {
        long scale = scale(limit.coefficients(), largest);
        long[] coefficients = Arrays.stream(limit.coefficients())
                .mapToLong(c -> scaled(c, scale))
                .toArray();
        long divisor = Arrays.stream(coefficients).reduce(scale, Amounts::gcd);
        long reduced = scale / divisor;
        return new Row(
                limit.head().id(),
                limit.kind(),
                limit.head().soft(),
                limit.what() + limit.when(),
                limit.cells(),
                Arrays.stream(coefficients).map(c -> c / divisor).toArray(),
                limit.held(),
                reduced,
                lower(limit, amounts, reduced),
                limit.upper() == Double.POSITIVE_INFINITY ? NO_UPPER : amounts.down(limit.upper(), reduced),
                0);
    }

    static Row of(Multiple multiple, Amounts amounts) {
        return new Row(
                multiple.head().id(),
                LimitKind.STEP,
                multiple.head().soft(),
                multiple.what() + multiple.when(),
                multiple.cells(),
                ones(multiple.cells().length),
                multiple.cells(),
                1,
                NO_LOWER,
                NO_UPPER,
                amounts.step(multiple.amount()));
    }

    /** All cells together. */
    static Row total(int cells, long lower, long upper) {
        int[] all = new int[cells];
        Arrays.setAll(all, cell -> cell);
        return new Row(
                Totals.BUDGET,
                LimitKind.TOTAL,
                OptionalDouble.empty(),
                "total",
                all,
                ones(cells),
                new int[0],
                1,
                lower,
                upper,
                0);
    }

    boolean hard() {
        return soft.isEmpty();
    }

    boolean onOneCell() {
        return cells.length == 1;
    }

    /** By how much a sum breaks the row, quanta times scale; 0 if it holds. */
    long violation(long sum) {
        if (step > 0) {
            long over = Math.floorMod(sum, step);
            return Math.min(over, step - over);
        }
        if (lower != NO_LOWER && sum < lower) {
            return lower - sum;
        }
        return upper != NO_UPPER && sum > upper ? sum - upper : 0;
    }

    /** By how much a sum breaks the row, quanta, rounded up. */
    long violationQuanta(long sum) {
        long violation = violation(sum);
        return violation == 0 ? 0 : (violation - 1) / scale + 1;
    }

    long at(long[] amounts) {
        long sum = 0;
        for (int k = 0; k < cells.length; k++) {
            sum += coefficients[k] * amounts[cells[k]];
        }
        return sum;
    }

    private static long lower(Limit limit, Amounts amounts, long scale) {
        if (limit.lower() == Double.NEGATIVE_INFINITY) {
            return NO_LOWER;
        }
        // An exact amount that is not bookable is booked at the bookable amount below it.
        return limit.side() == Side.BOTH ? amounts.down(limit.lower(), scale) : amounts.up(limit.lower(), scale);
    }

    private static long scale(double[] coefficients, double largest) {
        int decimals = 0;
        double greatest = 1;
        for (double coefficient : coefficients) {
            decimals = Math.max(decimals, Amounts.ratio(coefficient).scale());
            greatest = Math.max(greatest, Math.abs(coefficient));
        }
        long scale = BigDecimal.ONE.movePointRight(decimals).longValueExact();
        while (scale > 1 && scale * largest * greatest > LARGEST_SUM) {
            scale /= 10;
        }
        return scale;
    }

    private static long scaled(double coefficient, long scale) {
        return Amounts.ratio(coefficient)
                .multiply(BigDecimal.valueOf(scale))
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
