package io.weir.enforcer.internal;

import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.lookup.PlanningId;
import org.optaplanner.core.api.domain.variable.PlanningVariable;

/** One cell of a plan whose amount the search changes. */
@PlanningEntity
public final class PlannedCell {
    @PlanningId
    private int number;

    private Valuation valuation;

    @PlanningVariable(valueRangeProviderRefs = SearchPlan.AMOUNTS)
    private Long amount;

    /** For the solver's clones. */
    @SuppressWarnings("NullAway.Init")
    public PlannedCell() {}

    PlannedCell(int number, long amount, Valuation valuation) {
        this.number = number;
        this.amount = amount;
        this.valuation = valuation;
    }

    /** The cell's number in the grid. */
    public int number() {
        return number;
    }

    /** Quanta. */
    public long amount() {
        return amount;
    }

    Valuation valuation() {
        return valuation;
    }

    void setAmount(long amount) {
        this.amount = amount;
    }
}
