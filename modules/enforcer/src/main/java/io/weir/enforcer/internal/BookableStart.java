package io.weir.enforcer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bookable plan nearest to a proposal, as far as cheap means reach: first by rounding and repair; where that breaks
 * a rule or leaves money, from the nearest point of the linear program, and last from that of the mixed-integer one.
 */
final class BookableStart {
    /** A proposal that breaks rows by more than this, quanta per cell, is not merely unrounded. */
    private static final double ROUNDING = 4;

    /** Quanta of room that programs leave for rounding, tried in turn. */
    private static final int[] MARGINS = {0, 1, 3};

    /** How many granules whole amounts may be from a point of a program, tried in turn. */
    private static final int[] REACHES = {1, 3, 30};

    /** Relative error of a total that a program computed. */
    private static final double PROGRAM_TOLERANCE = 1e-8;

    private final Booking booking;
    private final Programs programs;
    private double attainable = -1;

    BookableStart(Booking booking) {
        this.booking = booking;
        this.programs = Programs.of(booking);
    }

    /**
     * The nearest plan that was found; the caller checks whether it breaks a rule.
     *
     * @param amounts quanta per cell, need not be whole
     * @return whole amounts that break as little as was possible
     */
    Draft nearest(double[] amounts) {
        Draft best = null;
        for (Supplier<Optional<double[]>> attempt : attempts(amounts)) {
            if (best == null || !done(best)) {
                best = better(best, rounded(attempt.get().orElse(amounts)));
            }
        }
        return Objects.requireNonNull(best);
    }

    /** From the cheapest to the surest; each gives amounts that rounding may make bookable. */
    private List<Supplier<Optional<double[]>>> attempts(double[] amounts) {
        double[] target = programs.shares(clipped(amounts));
        double wanted = booking.wanted() / programs.unit();
        var attempts = new ArrayList<Supplier<Optional<double[]>>>();
        if (!isFarOut(amounts)) {
            attempts.add(() -> Optional.of(amounts));
        }
        Programs all = Programs.of(booking.spendingAtLeast(booking.wanted()));
        if (booking.isLarge() && booking.hasChoices()) {
            attempts.add(() -> chosen(all.booking(), amounts));
            attempts.add(() -> chosen(booking, amounts));
            attempts.add(() -> amounts(all.program().nearest(target, wanted)));
            attempts.add(() -> amounts(programs.program().nearest(target, wanted)));
            return attempts;
        }
        for (int margin : MARGINS) {
            attempts.add(() -> amounts(programs.program(margin).relaxed().nearest(target, wanted)));
        }
        for (int margin : booking.hasChoices() ? MARGINS : new int[0]) {
            attempts.add(() -> amounts(all.program(margin).nearest(target, wanted)));
        }
        if (booking.hasChoices()) {
            attempts.add(() -> amounts(programs.program().greatest()));
        }
        for (int margin : booking.hasChoices() ? MARGINS : new int[0]) {
            attempts.add(() -> amounts(programs.program(margin).nearest(target, wanted)));
        }
        attempts.add(() -> tried(booking.spendingAtLeast(booking.wanted())));
        attempts.add(() -> tried(booking));
        return attempts;
    }

    private static Optional<double[]> chosen(Booking some, double[] amounts) {
        PatternSearch search = PatternSearch.of(some);
        return search.near(amounts).flatMap(search::inSteps);
    }

    private static Optional<double[]> tried(Booking some) {
        return WholeProgram.search(some)
                .plan()
                .map(plan -> Arrays.stream(plan).asDoubleStream().toArray());
    }

    private Optional<double[]> amounts(Optional<double[]> shares) {
        return shares.map(programs::amounts);
    }

    /** Rounds to whole amounts that break nothing, if there are any near, and mends what is broken otherwise. */
    private Draft rounded(double[] amounts) {
        Draft draft = Draft.of(booking, wholeAmounts(amounts));
        if (!booking.isLarge()) {
            Repair.mendAndSpend(booking, draft);
        }
        if (draft.violation() > 0 && !isFarOut(amounts)) {
            draft = near(amounts).map(whole -> Draft.of(booking, whole)).orElse(draft);
        }
        if (booking.isLarge() && draft.violation() == 0) {
            Repair.spend(booking, draft, booking.wanted());
        }
        return draft;
    }

    /** Whether rounding and mending make a plan that breaks nothing, whatever it spends. */
    boolean isRoundable(double[] amounts) {
        Draft draft = Draft.of(booking, wholeAmounts(amounts));
        Repair.mend(booking, draft);
        return draft.violation() == 0
                || !isFarOut(amounts) && near(booking, amounts).isPresent();
    }

    /** Whole amounts near a point that spend all that is wanted, or else what they can; of a large plan the last cents come later. */
    private Optional<long[]> near(double[] point) {
        return booking.isLarge()
                ? near(booking, point)
                : near(booking.spendingAtLeast(booking.wanted()), point).or(() -> near(booking, point));
    }

    private static Optional<long[]> near(Booking some, double[] point) {
        return Arrays.stream(REACHES)
                .mapToObj(reach -> WholeProgram.near(some, point, reach))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Draft better(@Nullable Draft one, Draft other) {
        if (one == null) {
            return other;
        }
        var order = Comparator.<Draft>comparingDouble(Draft::violation).thenComparingLong(draft -> -draft.total());
        return order.compare(other, one) < 0 ? other : one;
    }

    private boolean done(Draft draft) {
        return draft.violation() == 0
                && (booking.wanted() - draft.total() < booking.finestChange() || draft.total() >= attainable());
    }

    /** The greatest total that limits let be spent, to within what one change of a cell makes. */
    private double attainable() {
        if (attainable < 0) {
            double sum = programs.program()
                    .relaxed()
                    .greatest()
                    .map(shares -> Arrays.stream(shares).sum() * programs.unit())
                    .orElse(Double.POSITIVE_INFINITY);
            boolean limitsStop = sum < booking.wanted() * (1 - PROGRAM_TOLERANCE);
            double lost = sum * PROGRAM_TOLERANCE + booking.finestChange() - 1;
            attainable = limitsStop ? Math.max(0, sum - lost) : booking.wanted();
        }
        return attainable;
    }

    private boolean isFarOut(double[] amounts) {
        long[] nearest = clipped(amounts);
        double broken = booking.rows().stream()
                .filter(row -> row.hard() && row.step() == 0)
                .mapToDouble(row -> row.violation(row.at(nearest)) / (double) row.scale())
                .sum();
        broken += booking.clauses().stream()
                .filter(Clause::hard)
                .mapToDouble(clause -> clause.violation(cell -> nearest[cell]))
                .sum();
        return broken > ROUNDING * booking.cells();
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
            double amount = Math.max((double) booking.low(cell), Math.min((double) booking.high(cell), amounts[cell]));
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
