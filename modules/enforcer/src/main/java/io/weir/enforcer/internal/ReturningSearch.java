package io.weir.enforcer.internal;

import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.enforcer.internal.PlanSearch.Found;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the whole budget cannot be spent at the returns that rules ask for: the plan that spends most of it at these
 * returns. It starts where the channels concerned spend the least they must, and is led to spend more as long as the returns
 * are brought.
 */
final class ReturningSearch {
    private static final int HALVINGS = 7;

    private final Booking booking;
    private final Objective objective;
    private final long seed;
    private final Progress progress;

    ReturningSearch(Booking booking, Objective objective, long seed, Progress progress) {
        this.booking = booking;
        this.objective = objective;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param amounts of a plan that keeps all other rules, quanta
     * @param least that must be spent, quanta
     * @return empty if none was found
     */
    Optional<Found> find(long[] amounts, long least) {
        Optional<Found> best = from(lowered(amounts), least);
        if (best.isEmpty()) {
            return best;
        }
        long low = total(best.get());
        long high = booking.wanted();
        for (int k = 0; k < HALVINGS && high - low > booking.finestChange(); k++) {
            long middle = low + (high - low + 1) / 2;
            Draft more = Draft.of(booking, best.get().amounts());
            Repair.spend(booking, more, middle);
            Optional<Found> found = more.total() >= middle ? from(more, middle) : Optional.empty();
            if (found.isPresent()) {
                best = found;
                low = Math.max(middle, total(found.get()));
            } else {
                high = middle;
            }
        }
        return best;
    }

    private static long total(Found found) {
        return IntStream.range(0, found.amounts().length)
                .mapToLong(cell -> found.amounts()[cell])
                .sum();
    }

    /** The plan with the least that channels must spend where they must bring returns. */
    private Draft lowered(long[] amounts) {
        Draft draft = Draft.of(booking, amounts);
        for (ReturnFloor floor : booking.floors()) {
            for (int cell : floor.hard() ? floor.cells() : new int[0]) {
                draft.change(cell, booking.low(cell) - draft.amount(cell));
            }
        }
        Repair.mend(booking, draft);
        return draft;
    }

    private Optional<Found> from(Draft start, long least) {
        Draft draft = start;
        if (draft.total() < least) {
            draft = start.copy();
            Repair.spend(booking, draft, least);
        }
        if (draft.violation() > 0 || draft.total() < least) {
            return Optional.empty();
        }
        Found found =
                new PlanSearch(booking.spendingAtLeast(least), objective, seed, progress).improve(draft.amounts());
        return Enforcement.lacksReturns(booking, found.amounts(), objective) ? Optional.empty() : Optional.of(found);
    }
}
