package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.Rule;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * A limit that is neither linear nor a multiple: what is allowed depends on which cells spend at all, or change at all.
 * Amounts are in quanta. Immutable.
 */
sealed interface Clause permits OnMinimum, ActiveCount, ChangeCount, RiseLimit {
    /** Of the rule. */
    Rule.Head head();

    /** Of the rule. */
    LimitKind kind();

    /** In words without its period. */
    String what();

    /** {@code  in week 2024-01-01}. */
    String when();

    /** The cells it reads, ascending. */
    int[] cells();

    /** By how much a plan breaks it, quanta; 0 if it holds. */
    long violation(IntToLongFunction amounts);

    /** The cells that it keeps from spending more or less than they do; none where it has room. */
    int[] holding(IntToLongFunction amounts);

    /** Changes of one cell that may mend it where it is broken, before granules. */
    ImmutableList<Mend> mends(IntToLongFunction amounts);

    /** Adds its switches and lines to a program. */
    void addTo(ProgramParts program);

    /**
     * The linear limits that keep it as long as the same cells spend, or change, as in a plan that keeps it.
     *
     * @param quantum micros in one quantum
     */
    ImmutableList<Limit> limitsAt(IntToLongFunction amounts, long quantum);

    /** Whether it must hold. */
    default boolean hard() {
        return head().soft().isEmpty();
    }

    /**
     * A change of one cell.
     *
     * @param cell number
     * @param amount that it should have, quanta
     */
    record Mend(int cell, long amount) {}

    /** The sum over cells, quanta. */
    static long sum(int[] cells, IntToLongFunction amounts) {
        long sum = 0;
        for (int cell : cells) {
            sum += amounts.applyAsLong(cell);
        }
        return sum;
    }

    /**
     * What must go so that at most {@code most} of these sizes are left: the sum of the smallest that are not zero.
     *
     * @param sizes may be sorted by this
     */
    static long surplus(long[] sizes, int most) {
        int surplus = count(sizes) - most;
        if (surplus <= 0) {
            return 0;
        }
        Arrays.sort(sizes);
        long sum = 0;
        for (int k = 0; k < sizes.length && surplus > 0; k++) {
            if (sizes[k] > 0) {
                sum += sizes[k];
                surplus--;
            }
        }
        return sum;
    }

    /** How many of these sizes are not zero. */
    static int count(long[] sizes) {
        int count = 0;
        for (long size : sizes) {
            count += size > 0 ? 1 : 0;
        }
        return count;
    }

    /** Changes of each cell in turn that bring their sum to {@code goal}. */
    static void mendSum(ImmutableList.Builder<Mend> mends, int[] cells, long goal, IntToLongFunction amounts) {
        long missing = goal - sum(cells, amounts);
        for (int cell : cells) {
            long amount = Math.max(0, amounts.applyAsLong(cell) + missing);
            if (amount != amounts.applyAsLong(cell)) {
                mends.add(new Mend(cell, amount));
            }
        }
    }
}
