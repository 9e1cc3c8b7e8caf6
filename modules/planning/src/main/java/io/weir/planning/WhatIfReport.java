package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Band;
import io.weir.planning.PlanReport.Estimate;
import java.util.Optional;

/**
 * A workspace's plan beside those of some scenarios, on the same draws: what {@code whatif.csv}, {@code whatif.json}, {@code
 * whatif.html} and the terminal show. Differences are taken draw by draw; every interval holds 90 % of the posterior.
 *
 * @param workspace name of the workspace
 * @param base the plan of the workspace as it is
 * @param scenarios in the order they were given
 * @param seconds that planning took, scenarios' own calibrations included
 * @param provenance name to value: hashes of inputs, seed, versions
 */
public record WhatIfReport(
        String workspace,
        PlanReport base,
        ImmutableList<ScenarioReport> scenarios,
        double seconds,
        ImmutableMap<String, String> provenance) {

    /**
     * One scenario.
     *
     * @param name unique
     * @param file it was read from, as it was given
     * @param changes what it changes, a phrase each
     * @param ownCalibration whether it changes what the model is made from; then its draws are not the base's, and
     *     differences carry the noise of two calibrations
     * @param plan the best plan in the scenario
     * @param difference the scenario's plan less the base's; empty where they cannot be compared
     * @param incomparable why not; empty where they can
     * @param unchanged the base's plan carried out in the scenario; empty where that cannot be
     * @param impossible why not; empty where it can
     * @param played how its plan did in a market; empty where that was not asked
     * @param notes what the planner should know, in sentences
     */
    public record ScenarioReport(
            String name,
            String file,
            ImmutableList<String> changes,
            boolean ownCalibration,
            PlanReport plan,
            Optional<Difference> difference,
            String incomparable,
            Optional<Unchanged> unchanged,
            String impossible,
            Optional<Played> played,
            ImmutableList<String> notes) {}

    /**
     * A scenario's plan spent by bidding agents in a market that is fitted to the workspace, with the scenario's prices.
     *
     * @param change KPI that it brings there less what the base's plan brings with the base's prices, on the same draws, with its 95 %
     *     interval over markets; empty where it cannot be played
     * @param markets in which both were spent
     * @param impossible why it cannot be played; empty where it can
     */
    public record Played(Optional<Band> change, int markets, String impossible) {}

    /**
     * One value less another, draw by draw.
     *
     * @param change the difference, in units of the goal
     * @param probabilityBetter share of draws in which it is above zero; draws at zero count half
     */
    public record Difference(Estimate change, double probabilityBetter) {}

    /**
     * What comes of the base's plan in a scenario's world if nobody changes it.
     *
     * @param spend of it over the horizon, currency; less than in the base where a pause keeps some of it from being spent
     * @param value expected incremental value
     * @param difference less the base's plan in the base's world; empty where they cannot be compared
     * @param replanning the scenario's plan less this: what planning anew wins
     */
    public record Unchanged(double spend, Estimate value, Optional<Difference> difference, Difference replanning) {}
}
