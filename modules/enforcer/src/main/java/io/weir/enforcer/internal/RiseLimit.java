package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * A scope may rise by a ratio from the period before, or, if that spends nothing, to an amount.
 *
 * @param before cells of the period before
 * @param now cells of this period
 * @param ratio most of this period's sum to that of the period before
 * @param afterNothing most after a period that spends nothing, quanta; {@link #FREE} if there is no limit
 */
record RiseLimit(Rule.Head head, String what, String when, int[] before, int[] now, BigDecimal ratio, long afterNothing)
        implements Clause {
    static final long FREE = Long.MAX_VALUE;

    @Override
    public LimitKind kind() {
        return LimitKind.MAX_CHANGE;
    }

    @Override
    public int[] cells() {
        int[] cells = Arrays.copyOf(before, before.length + now.length);
        System.arraycopy(now, 0, cells, before.length, now.length);
        return cells;
    }

    @Override
    public long violation(IntToLongFunction amounts) {
        return Math.max(0, Clause.sum(now, amounts) - most(amounts));
    }

    @Override
    public int[] holding(IntToLongFunction amounts) {
        return Clause.sum(now, amounts) == most(amounts) ? now : new int[0];
    }

    @Override
    public ImmutableList<Mend> mends(IntToLongFunction amounts) {
        var mends = ImmutableList.<Mend>builder();
        Clause.mendSum(mends, now, most(amounts), amounts);
        Clause.mendSum(mends, before, 0, amounts);
        long enough = BigDecimal.valueOf(Clause.sum(now, amounts))
                .divide(ratio, 0, RoundingMode.CEILING)
                .longValueExact();
        Clause.mendSum(mends, before, enough, amounts);
        return mends.build();
    }

    /** {@code now - ratio * before + allowance * on <= allowance}, with {@code before <= most * on}. */
    @Override
    public void addTo(ProgramParts program) {
        int on = program.newSwitch();
        long mostBefore = program.most(before);
        program.add(
                OnMinimum.withLast(before, on), OnMinimum.onesWithLast(before.length, -mostBefore), Row.NO_LOWER, 0);
        long allowance = Math.min(afterNothing, program.most(now));
        long scale = scale((double) mostBefore + allowance);
        long[] coefficients = new long[before.length + now.length + 1];
        Arrays.fill(coefficients, 0, before.length, -scaledRatio(scale));
        Arrays.fill(coefficients, before.length, before.length + now.length, scale);
        coefficients[before.length + now.length] = scale * allowance;
        program.add(OnMinimum.withLast(cells(), on), coefficients, Row.NO_LOWER, scale * allowance);
    }

    /** What makes the ratio whole, or as nearly as sums let it. */
    private long scale(double largest) {
        long scale = BigDecimal.ONE.movePointRight(ratio.scale()).longValueExact();
        while (scale > 1 && scale * largest * Math.max(1, ratio.doubleValue()) > Row.LARGEST_SUM) {
            scale /= 10;
        }
        return scale;
    }

    private long scaledRatio(long scale) {
        return ratio.multiply(BigDecimal.valueOf(scale))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    @Override
    public ImmutableList<Limit> limitsAt(IntToLongFunction amounts, long quantum) {
        if (Clause.sum(before, amounts) > 0) {
            return ImmutableList.of(atMost(cells(), coefficients(), now, 0));
        }
        Limit nothing = atMost(before, OnMinimum.ones(before.length), before, 0);
        if (afterNothing == FREE) {
            return ImmutableList.of(nothing);
        }
        double most = MoneyUnit.fromMicros(afterNothing * quantum);
        return ImmutableList.of(nothing, atMost(now, OnMinimum.ones(now.length), now, most));
    }

    /** What holds whatever the period before spends; none without a limit after nothing. */
    ImmutableList<Limit> relaxed(long quantum) {
        return afterNothing == FREE
                ? ImmutableList.of()
                : ImmutableList.of(atMost(cells(), coefficients(), now, MoneyUnit.fromMicros(afterNothing * quantum)));
    }

    private long most(IntToLongFunction amounts) {
        long sum = Clause.sum(before, amounts);
        return sum == 0
                ? afterNothing
                : ratio.multiply(BigDecimal.valueOf(sum))
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact();
    }

    private Limit atMost(int[] cells, double[] coefficients, int[] held, double most) {
        return new Limit(
                head, kind(), Side.UPPER, what, when, cells, coefficients, held, Double.NEGATIVE_INFINITY, most);
    }

    private double[] coefficients() {
        double[] coefficients = OnMinimum.ones(before.length + now.length);
        Arrays.fill(coefficients, 0, before.length, -ratio.doubleValue());
        return coefficients;
    }
}
