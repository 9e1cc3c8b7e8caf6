package io.weir.enforcer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;

/** Moves money between cells; the amounts added and taken away usually cancel. */
final class Transfer extends AbstractMove<SearchPlan> {
    private static final String VARIABLE = "amount";

    private final List<PlannedCell> cells;
    private final long[] deltas;

    Transfer(List<PlannedCell> cells, long[] deltas) {
        this.cells = cells;
        this.deltas = deltas;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<SearchPlan> director) {
        return true;
    }

    @Override
    protected Transfer createUndoMove(ScoreDirector<SearchPlan> director) {
        return new Transfer(cells, Arrays.stream(deltas).map(delta -> -delta).toArray());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<SearchPlan> director) {
        for (int k = 0; k < deltas.length; k++) {
            PlannedCell cell = cells.get(k);
            director.beforeVariableChanged(cell, VARIABLE);
            cell.setAmount(cell.amount() + deltas[k]);
            director.afterVariableChanged(cell, VARIABLE);
        }
    }

    @Override
    public Transfer rebase(ScoreDirector<SearchPlan> destination) {
        return new Transfer(cells.stream().map(destination::lookUpWorkingObject).toList(), deltas);
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return cells;
    }

    @Override
    public Collection<?> getPlanningValues() {
        return new ArrayList<>(cells.stream().map(PlannedCell::amount).toList());
    }

    @Override
    public String toString() {
        var text = new StringBuilder("transfer");
        for (int k = 0; k < deltas.length; k++) {
            text.append(' ').append(cells.get(k).number()).append(':').append(deltas[k]);
        }
        return text.toString();
    }
}
