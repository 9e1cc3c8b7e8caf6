package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * At most so many channels differ from the period before.
 *
 * @param changes each channel's parts that may change
 */
record ChangeCount(Rule.Head head, String what, String when, ImmutableList<ImmutableList<Difference>> changes, int most)
        implements Clause {
    /**
     * What may change.
     *
     * @param now cells of this period
     * @param before cells of the period before; none in the first
     * @param last what was spent before the first period, quanta
     */
    record Difference(int[] now, int[] before, long last) {
        long size(IntToLongFunction amounts) {
            return Math.abs(Clause.sum(now, amounts) - reference(amounts));
        }

        long reference(IntToLongFunction amounts) {
            return before.length > 0 ? Clause.sum(before, amounts) : last;
        }

        int[] cells() {
            int[] cells = Arrays.copyOf(before, before.length + now.length);
            System.arraycopy(now, 0, cells, before.length, now.length);
            return cells;
        }

        double[] coefficients() {
            double[] coefficients = OnMinimum.ones(before.length + now.length);
            Arrays.fill(coefficients, 0, before.length, -1);
            return coefficients;
        }
    }

    @Override
    public LimitKind kind() {
        return LimitKind.MAX_CHANGED;
    }

    @Override
    public int[] cells() {
        return changes.stream()
                .flatMap(ImmutableList::stream)
                .flatMapToInt(difference -> Arrays.stream(difference.cells()))
                .sorted()
                .toArray();
    }

    @Override
    public long violation(IntToLongFunction amounts) {
        return Clause.surplus(sizes(amounts), most);
    }

    @Override
    public int[] holding(IntToLongFunction amounts) {
        long[] sizes = sizes(amounts);
        if (Clause.count(sizes) < most) {
            return new int[0];
        }
        int[] held = new int[0];
        for (int k = 0; k < sizes.length; k++) {
            if (sizes[k] == 0) {
                for (Difference difference : changes.get(k)) {
                    held = concat(held, difference.now());
                }
            }
        }
        return held;
    }

    @Override
    public ImmutableList<Mend> mends(IntToLongFunction amounts) {
        var mends = ImmutableList.<Mend>builder();
        for (ImmutableList<Difference> channel : changes) {
            for (Difference difference : channel) {
                Clause.mendSum(mends, difference.now(), difference.reference(amounts), amounts);
                Clause.mendSum(mends, difference.before(), Clause.sum(difference.now(), amounts), amounts);
            }
        }
        return mends.build();
    }

    @Override
    public void addTo(ProgramParts program) {
        int[] switches = changes.stream().mapToInt(c -> program.newSwitch()).toArray();
        for (int k = 0; k < switches.length; k++) {
            for (Difference difference : changes.get(k)) {
                int[] cells = difference.cells();
                long reference = program.most(difference.before()) + difference.last();
                int[] variables = OnMinimum.withLast(cells, switches[k]);
                long[] up = OnMinimum.onesWithLast(cells.length, -program.most(difference.now()));
                Arrays.fill(up, 0, difference.before().length, -1);
                long[] down = up.clone();
                down[cells.length] = reference;
                program.add(variables, up, Row.NO_LOWER, difference.last());
                program.add(variables, down, difference.last(), Row.NO_UPPER);
            }
        }
        program.add(switches, Row.ones(switches.length), Row.NO_LOWER, most);
    }

    @Override
    public ImmutableList<Limit> limitsAt(IntToLongFunction amounts, long quantum) {
        long[] sizes = sizes(amounts);
        var limits = ImmutableList.<Limit>builder();
        for (int k = 0; k < sizes.length; k++) {
            if (sizes[k] == 0) {
                changes.get(k).forEach(difference -> limits.add(unchanged(difference, quantum)));
            }
        }
        return limits.build();
    }

    private Limit unchanged(Difference difference, long quantum) {
        double last = MoneyUnit.fromMicros(difference.last() * quantum);
        return new Limit(
                head,
                kind(),
                Side.BOTH,
                what,
                when,
                difference.cells(),
                difference.coefficients(),
                difference.now(),
                last,
                last);
    }

    private long[] sizes(IntToLongFunction amounts) {
        long[] sizes = new long[changes.size()];
        for (int k = 0; k < sizes.length; k++) {
            for (Difference difference : changes.get(k)) {
                sizes[k] += difference.size(amounts);
            }
        }
        return sizes;
    }

    private static int[] concat(int[] one, int[] other) {
        int[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
