package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.Rule;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * At most so many channels spend.
 *
 * @param channels each channel's cells
 */
record ActiveCount(Rule.Head head, String what, String when, ImmutableList<int[]> channels, int most)
        implements Clause {
    @Override
    public LimitKind kind() {
        return LimitKind.AT_MOST_ACTIVE;
    }

    @Override
    public int[] cells() {
        return channels.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    }

    @Override
    public long violation(IntToLongFunction amounts) {
        return Clause.surplus(spends(amounts), most);
    }

    @Override
    public int[] holding(IntToLongFunction amounts) {
        return Clause.count(spends(amounts)) < most ? new int[0] : idle(amounts);
    }

    /** One channel at a time, and only where that is one cell: by geo, a channel stops geo by geo. */
    @Override
    public ImmutableList<Mend> mends(IntToLongFunction amounts) {
        return IntStream.of(cells())
                .filter(cell -> amounts.applyAsLong(cell) > 0)
                .mapToObj(cell -> new Mend(cell, 0))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void addTo(ProgramParts program) {
        int[] switches = channels.stream().mapToInt(c -> program.newSwitch()).toArray();
        for (int k = 0; k < switches.length; k++) {
            int[] cells = channels.get(k);
            program.add(
                    OnMinimum.withLast(cells, switches[k]),
                    OnMinimum.onesWithLast(cells.length, -program.most(cells)),
                    Row.NO_LOWER,
                    0);
        }
        program.add(switches, Row.ones(switches.length), Row.NO_LOWER, most);
    }

    @Override
    public ImmutableList<Limit> limitsAt(IntToLongFunction amounts, long quantum) {
        int[] idle = idle(amounts);
        return IntStream.of(idle)
                .mapToObj(cell -> new Limit(
                        head,
                        kind(),
                        Side.UPPER,
                        what,
                        when,
                        new int[] {cell},
                        new double[] {1},
                        new int[] {cell},
                        Double.NEGATIVE_INFINITY,
                        0))
                .collect(ImmutableList.toImmutableList());
    }

    private long[] spends(IntToLongFunction amounts) {
        long[] spends = new long[channels.size()];
        for (int k = 0; k < spends.length; k++) {
            spends[k] = Clause.sum(channels.get(k), amounts);
        }
        return spends;
    }

    private int[] idle(IntToLongFunction amounts) {
        return channels.stream()
                .filter(c -> Clause.sum(c, amounts) == 0)
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
    }
}
