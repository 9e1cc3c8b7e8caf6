package io.weir.enforcer.internal;

import io.weir.core.Objective;
import io.weir.core.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.optaplanner.core.api.domain.common.DomainAccessType;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * Local search (late acceptance) among bookable plans from a feasible one. It ends after a number of evaluations, not
 * after a time, so that the same inputs and seed give the same plan.
 *
 * <p>Source: E. K. Burke and Y. Bykov (2017), <em>The late acceptance Hill-Climbing heuristic</em>, European Journal of
 * Operational Research 258(1).
 */
final class PlanSearch {
    private static final int EVALUATIONS = 400;
    /** So many more for each step, switch and return. */
    private static final int PER_CHOICE = 100;

    private static final int MOST_EVALUATIONS = 3000;
    /** Evaluations times cells: those of large plans take longer, and leave less to gain. */
    private static final int MOST_CELLS = 900_000;
    /** How many other starts there are, and by how much fewer evaluations each has. */
    private static final int OTHER_STARTS = 3;

    private static final int HISTORY = 50;
    /** Half of the evaluations without an improvement end the search. */
    private static final int UNIMPROVED = 2;

    private final Booking booking;
    private final Objective objective;
    private final long seed;
    private final Progress progress;

    PlanSearch(Booking booking, Objective objective, long seed, Progress progress) {
        this.booking = booking;
        this.objective = objective;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param amounts in quanta
     * @param score of the solver
     */
    record Found(long[] amounts, String score) {}

    /** The best plan found, never worse than {@code first}; it lacks returns only where none was found that brings them. */
    Found improve(long[] first) {
        int most = Math.min(MOST_EVALUATIONS, MOST_CELLS / booking.cells());
        int evaluations = Math.min(most, EVALUATIONS + PER_CHOICE * booking.choices());
        var valuation = new Valuation(objective, booking.floors(), first, booking.quantum(), progress, evaluations);
        Found best = null;
        for (long[] start : starts(first, valuation)) {
            Found found = improve(start, valuation, evaluations);
            best = best == null || isBetter(valuation, found.amounts(), best.amounts()) ? found : best;
        }
        for (long[] start : booking.isMostlyChoices() ? otherStarts(first) : List.<long[]>of()) {
            Found found = improve(start, valuation, evaluations / OTHER_STARTS);
            best = best == null || isBetter(valuation, found.amounts(), best.amounts()) ? found : best;
        }
        return Objects.requireNonNull(best);
    }

    /** Plans far from the first: where steps and switches decide, the way there may lead through worse ones. */
    private List<long[]> otherStarts(long[] first) {
        var starts = new ArrayList<long[]>();
        var random = new SplittableRandom(seed);
        long total = Arrays.stream(first).sum();
        var nearest = new BookableStart(booking);
        for (int k = 0; k < OTHER_STARTS; k++) {
            double[] weights = random.doubles(first.length)
                    .map(u -> Math.pow(-Math.log(1 - u), 2))
                    .toArray();
            double sum = Arrays.stream(weights).sum();
            Draft start = nearest.nearest(
                    Arrays.stream(weights).map(w -> w / sum * total).toArray());
            if (start.violation() == 0) {
                starts.add(start.amounts());
            }
        }
        return starts;
    }

    private Found improve(long[] start, Valuation valuation, int evaluations) {
        var guide = new MoveGuide(booking, objective, valuation.spend(start));
        var plan = new SearchPlan(booking, start, valuation, guide);
        SearchPlan best = SolverFactory.<SearchPlan>create(config(evaluations))
                .buildSolver()
                .solve(plan);
        long[] found = best.cellAmounts();
        boolean better = !isBetter(valuation, start, found);
        return new Found(better ? found : start.clone(), best.score().toString());
    }

    /** Where returns are lacking, also without the spend that does not bring them. */
    private List<long[]> starts(long[] first, Valuation valuation) {
        var starts = new ArrayList<long[]>();
        starts.add(first);
        Draft without = Draft.of(booking, first);
        var lowered = new BitSet();
        for (ReturnFloor floor : valuation.floors(true)) {
            if (floor.shortfall(valuation.expectation(), valuation.spend(first)) > 0) {
                for (int cell : floor.cells()) {
                    without.change(cell, booking.low(cell) - without.amount(cell));
                    lowered.set(cell);
                }
            }
        }
        if (!lowered.isEmpty()) {
            int[] others = IntStream.range(0, booking.cells())
                    .filter(cell -> !lowered.get(cell))
                    .toArray();
            Repair.mend(booking, without, others);
            if (without.violation() == 0) {
                starts.add(without.amounts());
            }
        }
        return starts;
    }

    private boolean isBetter(Valuation valuation, long[] one, long[] other) {
        double lacking = lacking(valuation, one) - lacking(valuation, other);
        return lacking != 0 ? lacking < 0 : worth(valuation, one) > worth(valuation, other);
    }

    /** What plans lack of hard returns, currency, from scratch. */
    private double lacking(Valuation valuation, long[] amounts) {
        return valuation.floors(true).stream()
                .mapToDouble(floor -> floor.shortfall(valuation.expectation(), valuation.spend(amounts)))
                .sum();
    }

    /** Value less penalties from scratch: a tracker that is kept up to date may err in its last digits. */
    private long worth(Valuation valuation, long[] amounts) {
        long penalties = booking.rows().stream()
                .filter(row -> !row.hard())
                .mapToLong(row -> valuation.penalty(row, row.at(amounts)))
                .sum();
        long choices = booking.clauses().stream()
                .filter(clause -> !clause.hard())
                .mapToLong(clause -> valuation.penalty(clause.head().soft(), clause.violation(cell -> amounts[cell])))
                .sum();
        double[] spend = valuation.spend(amounts);
        long returns = valuation.floors(false).stream()
                .mapToLong(floor -> valuation.penalty(
                        floor.head().soft(), valuation.quanta(floor.shortfall(valuation.expectation(), spend))))
                .sum();
        return valuation.score(objective.value(spend)) - penalties - choices - returns;
    }

    private SolverConfig config(int evaluations) {
        var search = new LocalSearchPhaseConfig();
        search.setMoveSelectorConfig(new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(Transfers.class));
        search.setAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(HISTORY));
        search.setForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
        search.setTerminationConfig(new TerminationConfig()
                .withScoreCalculationCountLimit((long) evaluations)
                .withUnimprovedStepCountLimit(Math.max(50, evaluations / UNIMPROVED)));
        return new SolverConfig()
                .withSolutionClass(SearchPlan.class)
                .withEntityClassList(List.of(PlannedCell.class))
                .withDomainAccessType(DomainAccessType.REFLECTION)
                .withScoreDirectorFactory(new ScoreDirectorFactoryConfig()
                        .withConstraintProviderClass(PlanConstraints.class)
                        .withConstraintStreamImplType(ConstraintStreamImplType.BAVET))
                .withEnvironmentMode(EnvironmentMode.REPRODUCIBLE)
                .withMoveThreadCount(SolverConfig.MOVE_THREAD_COUNT_NONE)
                .withRandomSeed(seed)
                .withPhases(search);
    }
}
