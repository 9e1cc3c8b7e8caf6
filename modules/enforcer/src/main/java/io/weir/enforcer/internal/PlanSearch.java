package io.weir.enforcer.internal;

import io.weir.core.Objective;
import io.weir.core.Progress;
import java.util.List;
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
    private static final int EVALUATIONS_WITH_CHOICES = 3000;
    private static final int HISTORY = 10;

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

    /** The best plan found, never worse than {@code first}. */
    Found improve(long[] first) {
        int evaluations = booking.hasChoices() ? EVALUATIONS_WITH_CHOICES : EVALUATIONS;
        var valuation = new Valuation(objective, first, booking.quantum(), progress, evaluations);
        var guide = new MoveGuide(booking, objective, valuation.spend(first));
        var plan = new SearchPlan(booking, first, valuation, guide);
        SearchPlan best = SolverFactory.<SearchPlan>create(config(evaluations))
                .buildSolver()
                .solve(plan);
        long[] found = best.cellAmounts();
        boolean better = worth(valuation, found) >= worth(valuation, first);
        return new Found(better ? found : first.clone(), best.score().toString());
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
        return valuation.score(objective.value(valuation.spend(amounts))) - penalties - choices;
    }

    private SolverConfig config(int evaluations) {
        var search = new LocalSearchPhaseConfig();
        search.setMoveSelectorConfig(new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(Transfers.class));
        search.setAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(HISTORY));
        search.setForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
        search.setTerminationConfig(new TerminationConfig()
                .withScoreCalculationCountLimit((long) evaluations)
                .withUnimprovedStepCountLimit(Math.max(50, evaluations / 5)));
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
