package io.weir.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;

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
     * @param broken soft rules that are broken, with the amount, in words
     * @param penalties what broken soft rules cost, objective units
     * @param score of the search, for provenance
     */
    record Enforced(
            long[] micros,
            long unspent,
            ImmutableSet<String> unspentBecause,
            ImmutableList<ImmutableSet<String>> bindingByCell,
            ImmutableList<String> broken,
            double penalties,
            String score) {
        /** Currency per cell. */
        public double[] spend() {
            return Arrays.stream(micros).mapToDouble(MoneyUnit::fromMicros).toArray();
        }
    }
}
