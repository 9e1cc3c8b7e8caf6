package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.valuerange.CountableValueRange;
import org.optaplanner.core.api.domain.valuerange.ValueRangeFactory;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;

/** A plan as the solver sees it. */
@PlanningSolution
public final class SearchPlan {
    static final String AMOUNTS = "amounts";

    @PlanningEntityCollectionProperty
    private List<PlannedCell> cells;

    @ProblemFactCollectionProperty
    @SuppressWarnings("UnusedVariable") // read by the solver
    private List<Term> terms;

    @ProblemFactCollectionProperty
    @SuppressWarnings("UnusedVariable") // read by the solver
    private List<ClausePart> parts;

    @PlanningScore
    private HardSoftLongScore score;

    private Booking booking;
    private MoveGuide guide;

    /** For the solver's clones. */
    @SuppressWarnings("NullAway.Init")
    public SearchPlan() {}

    @SuppressWarnings("NullAway.Init")
    SearchPlan(Booking booking, long[] amounts, Valuation valuation, MoveGuide guide) {
        this.booking = booking;
        this.guide = guide;
        this.cells = new ArrayList<>();
        for (int number = 0; number < amounts.length; number++) {
            cells.add(new PlannedCell(number, amounts[number], valuation));
        }
        this.terms = terms(booking.rows());
        this.parts = parts(booking.clauses());
    }

    /** What any cell may be given; the rules say more. */
    @ValueRangeProvider(id = AMOUNTS)
    public CountableValueRange<Long> amounts() {
        return ValueRangeFactory.createLongValueRange(0, Math.max(1, booking.most() + 1));
    }

    List<PlannedCell> cells() {
        return cells;
    }

    HardSoftLongScore score() {
        return score;
    }

    Booking booking() {
        return booking;
    }

    MoveGuide guide() {
        return guide;
    }

    long[] cellAmounts() {
        return cells.stream().mapToLong(PlannedCell::amount).toArray();
    }

    static List<Term> terms(ImmutableList<Row> rows) {
        return rows.stream()
                .flatMap(row -> IntStream.range(0, row.cells().length)
                        .mapToObj(k -> new Term(row.cells()[k], row.coefficients()[k], row)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static List<ClausePart> parts(ImmutableList<Clause> clauses) {
        return clauses.stream()
                .flatMap(clause -> IntStream.of(clause.cells()).mapToObj(cell -> new ClausePart(cell, clause)))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
