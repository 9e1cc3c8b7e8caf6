package io.weir.enforcer.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The bookable plan nearest to a proposal, as far as cheap means reach: first by rounding and repair; where that breaks
 * a rule or leaves money, from the nearest point of the linear program, and last from that of the mixed-integer one.
 */
final class BookableStart {
    /** A proposal that breaks rows by more than this, quanta per cell, is not merely unrounded. */
    private static final double ROUNDING = 4;

    private final Booking booking;
    private final Programs programs;

    BookableStart(Booking booking) {
        this.booking = booking;
        this.programs = Programs.of(booking);
    }

    /**
     * @param amounts quanta per cell, need not be whole
     * @return whole amounts that break as little as was possible
     */
    Draft nearest(double[] amounts) {
        Draft best = rounded(amounts);
        if (done(best) && !isFarOut(amounts)) {
            return best;
        }
        double[] target = programs.shares(clipped(amounts));
        double wanted = booking.wanted() / programs.unit();
        LinearProgram program = programs.program();
        best = better(best, program.relaxed().nearest(target, wanted), isFarOut(amounts));
        if (!done(best) && booking.hasSteps()) {
            best = better(best, program.nearest(target, wanted), false);
        }
        return best;
    }

    /** Rounds to whole amounts and mends what that broke. */
    Draft rounded(double[] amounts) {
        Draft draft = Draft.of(booking, wholeAmounts(amounts));
        Repair.mend(booking, draft);
        return draft;
    }

    private Draft better(Draft one, Optional<double[]> shares, boolean preferred) {
        if (shares.isEmpty()) {
            return one;
        }
        Draft other = rounded(programs.amounts(shares.get()));
        var order = Comparator.<Draft>comparingDouble(Draft::violation).thenComparingLong(draft -> -draft.total());
        int comparison = order.compare(other, one);
        return comparison < 0 || (preferred && comparison == 0) ? other : one;
    }

    private boolean done(Draft draft) {
        return draft.violation() == 0 && booking.wanted() - draft.total() < booking.finestChange();
    }

    private boolean isFarOut(double[] amounts) {
        return Draft.of(booking, clipped(amounts)).violation() > ROUNDING * booking.cells();
    }

    private long[] clipped(double[] amounts) {
        long[] clipped = new long[amounts.length];
        for (int cell = 0; cell < amounts.length; cell++) {
            clipped[cell] = Math.max(booking.low(cell), Math.min(booking.high(cell), Math.round(amounts[cell])));
        }
        return clipped;
    }

    /** Rounded down to granules; what that leaves of the sum goes where most was cut off. */
    private long[] wholeAmounts(double[] amounts) {
        long[] whole = new long[amounts.length];
        double[] cut = new double[amounts.length];
        double sum = 0;
        long total = 0;
        for (int cell = 0; cell < amounts.length; cell++) {
            double amount = Math.max(booking.low(cell), Math.min(booking.high(cell), amounts[cell]));
            long granule = booking.granule(cell);
            whole[cell] = (long) Math.floor(amount / granule + 1e-9) * granule;
            cut[cell] = (amount - whole[cell]) / granule;
            sum += amount;
            total += whole[cell];
        }
        long goal = Math.max(booking.wanted(), Math.min(booking.most(), Math.round(sum)));
        List<Integer> order = new ArrayList<>();
        for (int cell = 0; cell < amounts.length; cell++) {
            order.add(cell);
        }
        order.sort(Comparator.comparingDouble(cell -> -cut[cell]));
        for (int cell : order) {
            long granule = booking.granule(cell);
            if (cut[cell] > 1e-6 && total + granule <= goal && whole[cell] + granule <= booking.high(cell)) {
                whole[cell] += granule;
                total += granule;
            }
        }
        return whole;
    }
}
