package io.weir.enforcer.internal;

import io.weir.core.Objective;
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

    /** Greatest part of a cell that moves at once, where there are no steps. */
    private static final double GREATEST_PART = 0.05;

    private final Booking booking;
    private final int[] open;
    private final double[] marginal;
    private final long[] steps;
    private final int[] softRows;
    private final boolean totalMayChange;

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
        this.totalMayChange =
                booking.rows().stream().anyMatch(row -> row.kind() == LimitKind.TOTAL && row.lower() < row.upper());
    }

    /** Deltas to cells. */
    record Change(int[] cells, long[] deltas) {}

    /** A change that the rules allow; null if none was found. */
    @Nullable Change next(Draft plan, Random random) {
        for (int attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++) {
            Change change = random(plan, random);
            if (change != null && plan.allows(change.cells(), change.deltas())) {
                return change;
            }
        }
        return null;
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
