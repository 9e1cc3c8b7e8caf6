package io.weir.enforcer.internal;

import static org.optaplanner.core.api.score.stream.ConstraintCollectors.sumLong;
import static org.optaplanner.core.api.score.stream.ConstraintCollectors.toMap;
import static org.optaplanner.core.api.score.stream.Joiners.equal;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.bi.BiConstraintStream;

/**
 * What the search is judged by. Hard: quanta by which limits are broken, one constraint for each kind of rule. Soft: the
 * expected value in billionths of the first plan's, less the penalties of soft rules.
 */
public final class PlanConstraints implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            bounds(factory),
            fixed(factory),
            share(factory),
            maxChange(factory),
            step(factory),
            off(factory),
            onMin(factory),
            atMostActive(factory),
            maxChanged(factory),
            changeAfterNothing(factory),
            testBudget(factory),
            minReturn(factory),
            commit(factory),
            total(factory),
            softRules(factory),
            softClauses(factory),
            softReturns(factory),
            expectedValue(factory)
        };
    }

    Constraint bounds(ConstraintFactory factory) {
        return hard(factory, LimitKind.BOUNDS, "min and max");
    }

    Constraint fixed(ConstraintFactory factory) {
        return hard(factory, LimitKind.FIXED, "fixed");
    }

    Constraint share(ConstraintFactory factory) {
        return hard(factory, LimitKind.SHARE, "min-share and max-share");
    }

    Constraint maxChange(ConstraintFactory factory) {
        return hard(factory, LimitKind.MAX_CHANGE, "max-change");
    }

    Constraint step(ConstraintFactory factory) {
        return hard(factory, LimitKind.STEP, "step");
    }

    Constraint off(ConstraintFactory factory) {
        return hard(factory, LimitKind.OFF, "off");
    }

    Constraint onMin(ConstraintFactory factory) {
        return hardClauses(factory, LimitKind.ON_MIN, "on-min");
    }

    Constraint atMostActive(ConstraintFactory factory) {
        return hardClauses(factory, LimitKind.AT_MOST_ACTIVE, "at-most-active");
    }

    Constraint maxChanged(ConstraintFactory factory) {
        return hardClauses(factory, LimitKind.MAX_CHANGED, "max-changed");
    }

    Constraint changeAfterNothing(ConstraintFactory factory) {
        return hardClauses(factory, LimitKind.MAX_CHANGE, "max-change after a period without spend");
    }

    Constraint testBudget(ConstraintFactory factory) {
        return hard(factory, LimitKind.TEST_BUDGET, "test-budget");
    }

    Constraint minReturn(ConstraintFactory factory) {
        return factory.forEach(PlannedCell.class)
                .groupBy(new ReturnShortfall(true))
                .penalizeLong(HardSoftLongScore.ONE_HARD, shortfall -> shortfall)
                .asConstraint("min-return");
    }

    Constraint commit(ConstraintFactory factory) {
        return hard(factory, LimitKind.COMMIT, "commit");
    }

    Constraint total(ConstraintFactory factory) {
        return hard(factory, LimitKind.TOTAL, "total");
    }

    Constraint softRules(ConstraintFactory factory) {
        return factory.forEach(Term.class)
                .filter(term -> !term.row().hard())
                .join(PlannedCell.class, equal(Term::cell, PlannedCell::number))
                .groupBy(
                        (term, cell) -> term.row(),
                        (term, cell) -> cell.valuation(),
                        sumLong((term, cell) -> term.coefficient() * cell.amount()))
                .penalizeLong(HardSoftLongScore.ONE_SOFT, (row, valuation, sum) -> valuation.penalty(row, sum))
                .asConstraint("soft rules");
    }

    Constraint softClauses(ConstraintFactory factory) {
        return clauses(factory, clause -> !clause.hard())
                .penalizeLong(HardSoftLongScore.ONE_SOFT, PlanConstraints::penalty)
                .asConstraint("soft on-min, at-most-active and max-changed");
    }

    Constraint softReturns(ConstraintFactory factory) {
        return factory.forEach(PlannedCell.class)
                .groupBy(new ReturnShortfall(false))
                .penalizeLong(HardSoftLongScore.ONE_SOFT, penalty -> penalty)
                .asConstraint("soft min-return");
    }

    Constraint expectedValue(ConstraintFactory factory) {
        return factory.forEach(PlannedCell.class)
                .groupBy(new ExpectedValue())
                .impactLong(HardSoftLongScore.ONE_SOFT, value -> value)
                .asConstraint("expected value");
    }

    private static Constraint hard(ConstraintFactory factory, LimitKind kind, String name) {
        return sums(factory, kind)
                .penalizeLong(HardSoftLongScore.ONE_HARD, Row::violationQuanta)
                .asConstraint(name);
    }

    private static Constraint hardClauses(ConstraintFactory factory, LimitKind kind, String name) {
        return clauses(factory, clause -> clause.hard() && clause.kind() == kind)
                .penalizeLong(HardSoftLongScore.ONE_HARD, PlanConstraints::violation)
                .asConstraint(name);
    }

    private static BiConstraintStream<Clause, Map<Integer, PlannedCell>> clauses(
            ConstraintFactory factory, Predicate<Clause> wanted) {
        return factory.forEach(ClausePart.class)
                .filter(part -> wanted.test(part.clause()))
                .join(PlannedCell.class, equal(ClausePart::cell, PlannedCell::number))
                .groupBy(
                        (part, cell) -> part.clause(),
                        toMap((part, cell) -> cell.number(), (part, cell) -> cell, (one, other) -> one));
    }

    private static long violation(Clause clause, Map<Integer, PlannedCell> cells) {
        return clause.violation(
                number -> Objects.requireNonNull(cells.get(number)).amount());
    }

    private static long penalty(Clause clause, Map<Integer, PlannedCell> cells) {
        PlannedCell any = cells.values().iterator().next();
        return any.valuation().penalty(clause.head().soft(), violation(clause, cells));
    }

    private static BiConstraintStream<Row, Long> sums(ConstraintFactory factory, LimitKind kind) {
        return factory.forEach(Term.class)
                .filter(term -> term.row().hard() && term.row().kind() == kind)
                .join(PlannedCell.class, equal(Term::cell, PlannedCell::number))
                .groupBy((term, cell) -> term.row(), sumLong((term, cell) -> term.coefficient() * cell.amount()));
    }
}
