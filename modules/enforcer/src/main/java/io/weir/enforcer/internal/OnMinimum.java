package io.weir.enforcer.internal;

import static java.lang.Double.POSITIVE_INFINITY;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The sum over cells is nothing or at least an amount.
 *
 * @param least quanta, at least 1
 */
record OnMinimum(Rule.Head head, String what, String when, int[] cells, long least) implements Clause {
    @Override
    public LimitKind kind() {
        return LimitKind.ON_MIN;
    }

    @Override
    public long violation(IntToLongFunction amounts) {
        long sum = Clause.sum(cells, amounts);
        return sum == 0 || sum >= least ? 0 : Math.min(sum, least - sum);
    }

    @Override
    public int[] holding(IntToLongFunction amounts) {
        return Clause.sum(cells, amounts) == least ? cells : new int[0];
    }

    @Override
    public ImmutableList<Mend> mends(IntToLongFunction amounts) {
        var mends = ImmutableList.<Mend>builder();
        Clause.mendSum(mends, cells, 0, amounts);
        Clause.mendSum(mends, cells, least, amounts);
        return mends.build();
    }

    @Override
    public void addTo(ProgramParts program) {
        int on = program.newSwitch();
        int[] variables = withLast(cells, on);
        program.add(variables, onesWithLast(cells.length, -program.most(cells)), Row.NO_LOWER, 0);
        program.add(variables, onesWithLast(cells.length, -least), 0, Row.NO_UPPER);
    }

    @Override
    public ImmutableList<Limit> limitsAt(IntToLongFunction amounts, long quantum) {
        boolean on = Clause.sum(cells, amounts) > 0;
        double lower = on ? MoneyUnit.fromMicros(least * quantum) : Double.NEGATIVE_INFINITY;
        return ImmutableList.of(new Limit(
                head,
                kind(),
                on ? Side.LOWER : Side.UPPER,
                what,
                when,
                cells,
                ones(cells.length),
                cells,
                lower,
                on ? POSITIVE_INFINITY : 0));
    }

    static int[] withLast(int[] cells, int last) {
        int[] variables = Arrays.copyOf(cells, cells.length + 1);
        variables[cells.length] = last;
        return variables;
    }

    static long[] onesWithLast(int ones, long last) {
        long[] coefficients = Row.ones(ones + 1);
        coefficients[ones] = last;
        return coefficients;
    }

    static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
