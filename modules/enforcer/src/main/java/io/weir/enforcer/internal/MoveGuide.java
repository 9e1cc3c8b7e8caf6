package io.weir.enforcer.internal;

import io.weir.core.Objective;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes changes that keep all hard rules, so that no evaluation is spent on a plan that may not be: money goes from
 * one cell to another, and where steps do not fit together a third cell takes the difference. The better pair of a few
 * by marginal value of the first plan is proposed more often.
 */
final class MoveGuide {
    private static final int ATTEMPTS = 500;
    private static final int CANDIDATE_PAIRS = 3;

    /** One in so many moves rebuilds a part of the plan where there is something to choose. */
    private static final int REBUILD = 2;

    /** Rebuilding is dear; where it fails as often as this, the rules leave little else. */
    private static final int MOST_REBUILT = 30;

    private static final int MOST_CHOSEN = 3;
    private static final int MOST_MOVABLE = 24;

    /** Greatest part of a cell that moves at once, where there are no steps. */
    private static final double GREATEST_PART = 0.05;

    private final Booking booking;
    private final int[] open;
    private final double[] marginal;
    private final long[] steps;
    private final int[] softRows;
    private final boolean totalMayChange;
    private final boolean hasChoices;
    private final int columns;

    MoveGuide(Booking booking, Objective objective, double[] first) {
        this.booking = booking;
        this.open = IntStream.range(0, booking.cells())
                .filter(cell -> booking.low(cell) < booking.high(cell))
                .toArray();
        this.marginal = new double[booking.cells()];
        objective.valueAndGradient(first, marginal);
        this.steps = booking.rows().stream()
                .filter(row -> row.hard() && row.step() > 0)
                .mapToLong(Row::step)
                .distinct()
                .sorted()
                .toArray();
        this.softRows = IntStream.range(0, booking.rows().size())
                .filter(row -> !booking.rows().get(row).hard())
                .toArray();
        this.hasChoices = booking.hasChoices();
        this.columns = objective.columns();
        this.totalMayChange =
                booking.rows().stream().anyMatch(row -> row.kind() == LimitKind.TOTAL && row.lower() < row.upper());
    }

    /** Deltas to cells. */
    record Change(int[] cells, long[] deltas) {}

    /** A change that the rules allow; null if none was found. */
    @Nullable Change next(Draft plan, Random random) {
        for (int attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++) {
            if (hasChoices && attempt < MOST_REBUILT && random.nextInt(REBUILD) == 0) {
                Change change = rebuilt(plan, random);
                if (change != null) {
                    return change;
                }
            }
            Change change = random(plan, random);
            if (change != null && plan.allows(change.cells(), change.deltas())) {
                return change;
            }
        }
        return null;
    }

    /**
     * A few cells are set otherwise, and some others changed until all rules hold again: how a channel is switched on or
     * off, or a change moved to another period. Null if that fails.
     */
    private @Nullable Change rebuilt(Draft plan, Random random) {
        Draft other = plan.copy();
        int first = any(random);
        var frozen = new BitSet();
        switch (random.nextInt(4)) {
            case 0 -> exchange(other, frozen, first, neighbour(first, random), false);
            case 1 -> exchange(other, frozen, first, neighbour(first, random), true);
            default -> {
                int chosen = 1 + random.nextInt(MOST_CHOSEN);
                for (int k = 0; k < chosen; k++) {
                    int cell = k == 0 ? first : neighbour(first, random);
                    set(other, frozen, cell, otherwise(plan, cell, random));
                }
            }
        }
        int[] movable = some(first, frozen, random);
        Repair.mend(booking, other, movable);
        return other.violation() > 0 ? null : difference(plan, other);
    }

    /** One cell gets what another has, which gets all of it instead of, or on top of, its own. */
    private void exchange(Draft plan, BitSet frozen, int one, int other, boolean swap) {
        long given = plan.amount(one);
        long taken = plan.amount(other);
        set(plan, frozen, one, whole(one, swap ? taken : 0));
        set(plan, frozen, other, whole(other, swap ? given : given + taken));
    }

    private void set(Draft plan, BitSet frozen, int cell, long amount) {
        long delta = amount - plan.amount(cell);
        if (!frozen.get(cell) && plan.inRange(cell, delta)) {
            plan.change(cell, delta);
            frozen.set(cell);
        }
    }

    /** The nearest amount that a cell may have by rules on it alone. */
    private long whole(int cell, long amount) {
        long granule = booking.granule(cell);
        long whole = (amount + granule / 2) / granule * granule;
        return Math.max(booking.low(cell), Math.min(booking.high(cell), whole));
    }

    /** Another amount for a cell: nothing, the least of a clause, that of another cell, a few granules more or less. */
    private long otherwise(Draft plan, int cell, Random random) {
        long granule = booking.granule(cell);
        int[] clauses = booking.clausesOf(cell);
        long amount = switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> plan.amount(neighbour(cell, random));
            case 2 -> {
                if (clauses.length > 0) {
                    Clause clause = booking.clauses().get(clauses[random.nextInt(clauses.length)]);
                    yield clause instanceof OnMinimum onMin ? onMin.least() : plan.amount(cell);
                }
                yield booking.low(cell);
            }
            default ->
                plan.amount(cell)
                        + (random.nextBoolean() ? 1 : -1)
                                * (granule > 1
                                        ? granule * (1 + random.nextInt(3))
                                        : size(plan.total() / open.length + 1, random));
        };
        return whole(cell, amount);
    }

    /** A cell of the same period, or of the same column, or any. */
    private int neighbour(int cell, Random random) {
        int periods = booking.cells() / columns;
        return switch (random.nextInt(3)) {
            case 0 -> cell / columns * columns + random.nextInt(columns);
            case 1 -> random.nextInt(periods) * columns + cell % columns;
            default -> any(random);
        };
    }

    private int[] some(int first, BitSet frozen, Random random) {
        var chosen = new BitSet();
        int size = 1 + random.nextInt(MOST_MOVABLE);
        for (int k = 0; k < size; k++) {
            chosen.set(open.length <= MOST_MOVABLE ? any(random) : neighbour(first, random));
        }
        chosen.andNot(frozen);
        return chosen.stream()
                .filter(cell -> booking.low(cell) < booking.high(cell))
                .toArray();
    }

    private @Nullable Change difference(Draft plan, Draft other) {
        int[] cells = IntStream.range(0, booking.cells())
                .filter(cell -> plan.amount(cell) != other.amount(cell))
                .toArray();
        if (cells.length == 0) {
            return null;
        }
        return new Change(
                cells,
                Arrays.stream(cells)
                        .mapToLong(cell -> other.amount(cell) - plan.amount(cell))
                        .toArray());
    }

    private @Nullable Change random(Draft plan, Random random) {
        if (totalMayChange && random.nextInt(4) == 0) {
            return alone(plan, random);
        }
        if (softRows.length > 0 && random.nextInt(4) == 0) {
            return towardsSoftRule(plan, random);
        }
        return open.length > 1 ? pair(plan, random) : null;
    }

    private Change alone(Draft plan, Random random) {
        int cell = any(random);
        long granule = booking.granule(cell);
        long size = granule > 1 ? granule : size(plan.amount(cell), random);
        return new Change(new int[] {cell}, new long[] {random.nextBoolean() ? size : -size});
    }

    /** What one cell of a broken soft rule lacks, from another cell. */
    private @Nullable Change towardsSoftRule(Draft plan, Random random) {
        int number = softRows[random.nextInt(softRows.length)];
        Row row = booking.rows().get(number);
        long[] needs = Repair.needs(row, plan.sum(number));
        int k = random.nextInt(row.cells().length);
        int cell = row.cells()[k];
        long need = needs[random.nextInt(needs.length)];
        long delta = Repair.towards(need, row.coefficients()[k], booking.granule(cell));
        int other = any(random);
        return delta == 0 || other == cell ? null : between(other, cell, delta);
    }

    private @Nullable Change pair(Draft plan, Random random) {
        int from = any(random);
        int to = any(random);
        for (int candidate = 1; candidate < CANDIDATE_PAIRS; candidate++) {
            int otherFrom = any(random);
            int otherTo = any(random);
            if (marginal[otherTo] - marginal[otherFrom] > marginal[to] - marginal[from]) {
                from = otherFrom;
                to = otherTo;
            }
        }
        return from == to ? null : transfer(plan, from, to, random);
    }

    private Change transfer(Draft plan, int from, int to, Random random) {
        long give = booking.granule(from);
        long take = booking.granule(to);
        if (give == 1 && take == 1) {
            long size = steps.length > 0 && random.nextBoolean()
                    ? steps[random.nextInt(steps.length)]
                    : size(Math.max(plan.amount(from), plan.amount(to)), random);
            return between(from, to, size);
        }
        int third = any(random);
        boolean fits = give % take == 0 || take % give == 0;
        if (!fits && third != from && third != to && (give - take) % booking.granule(third) == 0) {
            return new Change(new int[] {from, to, third}, new long[] {-give, take, give - take});
        }
        return between(from, to, Amounts.lcm(give, take) * (1 + random.nextInt(2)));
    }

    private static Change between(int from, int to, long size) {
        return new Change(new int[] {from, to}, new long[] {-size, size});
    }

    /** From one quantum to a few percent of an amount, all orders of magnitude alike. */
    private static long size(long amount, Random random) {
        double greatest = Math.max(1, amount * GREATEST_PART);
        return Math.max(1, Math.round(Math.pow(greatest, random.nextDouble())));
    }

    private int any(Random random) {
        return open[random.nextInt(open.length)];
    }
}
