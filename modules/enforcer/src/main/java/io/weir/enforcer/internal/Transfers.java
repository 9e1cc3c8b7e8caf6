package io.weir.enforcer.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/** Gives the solver the moves that {@link MoveGuide} proposes. */
public final class Transfers implements MoveIteratorFactory<SearchPlan, Transfer> {
    private @Nullable Draft draft;

    @Override
    public long getSize(ScoreDirector<SearchPlan> director) {
        return director.getWorkingSolution().cells().size();
    }

    @Override
    public Iterator<Transfer> createOriginalMoveIterator(ScoreDirector<SearchPlan> director) {
        return Collections.emptyIterator();
    }

    @Override
    public Iterator<Transfer> createRandomMoveIterator(ScoreDirector<SearchPlan> director, Random random) {
        SearchPlan plan = director.getWorkingSolution();
        return new Moves(plan, upToDate(plan), random);
    }

    private Draft upToDate(SearchPlan plan) {
        Draft current = draft;
        if (current == null) {
            current = Draft.of(plan.booking(), plan.cellAmounts());
            draft = current;
        }
        for (PlannedCell cell : plan.cells()) {
            long delta = cell.amount() - current.amount(cell.number());
            if (delta != 0) {
                current.change(cell.number(), delta);
            }
        }
        return current;
    }

    private static final class Moves implements Iterator<Transfer> {
        private final SearchPlan plan;
        private final Draft draft;
        private final Random random;
        private MoveGuide.@Nullable Change next;

        Moves(SearchPlan plan, Draft draft, Random random) {
            this.plan = plan;
            this.draft = draft;
            this.random = random;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = plan.guide().next(draft, random);
            }
            return next != null;
        }

        @Override
        public Transfer next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            var change = next;
            next = null;
            List<PlannedCell> cells =
                    Arrays.stream(change.cells()).mapToObj(plan.cells()::get).toList();
            return new Transfer(cells, change.deltas());
        }
    }
}
