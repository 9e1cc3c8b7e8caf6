package io.weir.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.OptionalInt;

/** Stands between every proposal and the money. */
public interface BudgetEnforcer {
    /**
     * What the rules allow, before amounts are made bookable.
     *
     * @throws RuleConflictException if hard rules cannot hold together
     */
    FeasibleRegion region(RuleSet rules);

    /**
     * The part of what the rules allow around a plan that keeps them: which channels spend in a period, and which change,
     * stays as it is there.
     *
     * @param micros per cell
     * @return {@link #region} itself where rules leave no such choice
     */
    FeasibleRegion regionAround(RuleSet rules, long[] micros);

    /** Whether hard rules leave a choice of which channels spend, or which change. */
    boolean leavesChoices(RuleSet rules);

    /**
     * The best bookable plan near a proposal: hard rules hold to the smallest booked amount.
     *
     * @param proposal currency per cell
     * @param objective what plans are compared by
     * @param seed of the search
     * @param progress told how far it is
     * @throws RuleConflictException if no bookable plan keeps the hard rules
     */
    Enforced enforce(RuleSet rules, double[] proposal, Objective objective, long seed, Progress progress);

    /**
     * A plan that may be executed.
     *
     * @param micros spend per cell, micros
     * @param unspent what of an exact budget is not spent, micros; 0 if it is met
     * @param unspentBecause the rules that stop it, ids; empty if it is met
     * @param bindingByCell ids of the rules that hold each cell, one set per cell
     * @param reasons per cell, why it is as it is
     * @param broken soft rules that are broken, with the amount, in words
     * @param penalties what broken soft rules cost, objective units
     * @param score of the search, for provenance
     */
    record Enforced(
            long[] micros,
            long unspent,
            ImmutableSet<String> unspentBecause,
            ImmutableList<ImmutableSet<String>> bindingByCell,
            ImmutableList<Reasons> reasons,
            ImmutableList<String> broken,
            double penalties,
            String score) {
        /** Currency per cell. */
        public double[] spend() {
            return Arrays.stream(micros).mapToDouble(MoneyUnit::fromMicros).toArray();
        }
    }

    /**
     * Why a cell spends what it does.
     *
     * @param notMore why it does not spend more
     * @param notLess why it does not spend less
     */
    record Reasons(Reason notMore, Reason notLess) {}

    /**
     * Why a cell does not spend more, or less: rules forbid it, or it would change the expected value by so much.
     *
     * @param micros the step that was tried, micros; 0 where there is nothing to take away
     * @param rules ids of the rules that forbid it; empty if none does
     * @param other the cell that would spend as much less (or more), the best of those that may; empty if none need
     * @param change of the expected value, objective units; 0 if rules forbid the step
     */
    record Reason(long micros, ImmutableSet<String> rules, OptionalInt other, double change) {}
}
