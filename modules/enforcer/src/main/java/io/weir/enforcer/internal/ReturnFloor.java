package io.weir.enforcer.internal;

import io.weir.core.Objective;
import io.weir.core.Objective.Tracker;
import io.weir.core.Rule;
import java.util.BitSet;

/**
 * Over the horizon cells bring at least so much for what they spend: the value of the plan less that of the plan without
 * them. Neither linear nor known without the objective.
 *
 * @param head of the rule
 * @param what in words
 * @param cells ascending
 * @param least objective units per unit of currency
 */
record ReturnFloor(Rule.Head head, String what, int[] cells, double least) {
    boolean hard() {
        return head.soft().isEmpty();
    }

    /**
     * By how much a plan falls short, currency: the spend that has not brought its return. 0 if it holds.
     *
     * @param spend currency per cell
     */
    double shortfall(Objective expectation, double[] spend) {
        return shortfall(spent(spend), expectation.value(spend) - expectation.value(without(spend)));
    }

    /**
     * @param spent by the cells, currency
     * @param brought by them, objective units
     */
    double shortfall(double spent, double brought) {
        double missing = least * spent - brought;
        return missing > 0 ? missing / (least > 0 ? least : 1) : 0;
    }

    double spent(double[] spend) {
        double sum = 0;
        for (int cell : cells) {
            sum += spend[cell];
        }
        return sum;
    }

    /** The plan with nothing in the cells. */
    double[] without(double[] spend) {
        double[] others = spend.clone();
        for (int cell : cells) {
            others[cell] = 0;
        }
        return others;
    }

    /** Follows a plan that changes cell by cell. */
    final class Follower {
        private final Tracker others;
        private final BitSet own = new BitSet();
        private final double[] spend;

        Follower(Objective expectation, double[] spend) {
            this.spend = spend.clone();
            this.others = expectation.track(without(spend));
            for (int cell : cells) {
                own.set(cell);
            }
        }

        void set(int cell, double amount) {
            spend[cell] = amount;
            if (!own.get(cell)) {
                others.set(cell, amount);
            }
        }

        /** @param value of the whole plan */
        double shortfall(double value) {
            return ReturnFloor.this.shortfall(spent(spend), value - others.value());
        }
    }
}
