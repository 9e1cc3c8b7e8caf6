package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Band;
import io.weir.core.ChannelKind;
import io.weir.core.Goal;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A plan and everything that is said about it: what {@code plan.json}, the workbook, the report and the terminal show.
 * Spend is in currency per period, values in units of the goal; every interval holds 90 % of the posterior.
 *
 * @param workspace name of the workspace
 * @param goal what was maximised
 * @param kpiName column the KPI came from
 * @param unit currency of the spend, and of values if the goal is money
 * @param grid periods and columns
 * @param headline the plan as a whole
 * @param cells one per period and column, in the grid's order
 * @param channels one per planned channel, in order
 * @param rules one per entry of the rules file, in order
 * @param fit the model against the history, national
 * @param facts about the data, before any model
 * @param diagnostics of model and plan
 * @param experiment the lift tests that would improve the plan most; empty where none was looked for or the rules leave no
 *     room, as the notes say
 * @param advice what a learned agent would do otherwise; empty where none was asked
 * @param notes what the planner should know: files read, defaults taken
 * @param provenance name to value: hashes of inputs, seed, versions, settings
 */
public record PlanReport(
        String workspace,
        Goal goal,
        String kpiName,
        MoneyUnit unit,
        PlanGrid grid,
        Headline headline,
        ImmutableList<Cell> cells,
        ImmutableList<ChannelReport> channels,
        ImmutableList<RuleReport> rules,
        Fit fit,
        ImmutableList<Fact> facts,
        Diagnostics diagnostics,
        Optional<NextExperiment> experiment,
        Optional<Advice> advice,
        ImmutableList<String> notes,
        ImmutableMap<String, String> provenance) {

    /**
     * A mean with its 90 % interval.
     *
     * @param mean of the posterior
     * @param low 5 % quantile
     * @param high 95 % quantile
     */
    public record Estimate(double mean, double low, double high) {}

    /**
     * The plan as a whole.
     *
     * @param budget what could be spent, currency
     * @param spend what the plan spends, currency
     * @param value expected incremental value of the plan
     * @param carryingOnSpend what carrying on spends, currency
     * @param carryingOn expected incremental value of carrying on
     * @param change value of the plan less that of carrying on, draw by draw
     * @param probabilityBetter share of draws in which the plan beats carrying on
     * @param probabilityHarm share of draws in which it earns less than carrying on by over 1 % of that
     * @param gap at most this share of the best possible expected value is missing, 0 to 1; NaN where that was not proved
     * @param returnOnSpend value per unit of spend; empty if nothing is spent
     * @param marginalReturn what one more unit of budget would earn
     * @param carryOut part of the value that comes after the horizon
     * @param unspent what of the budget is not spent, currency
     * @param unspentBecause ids of the rules that stop it
     */
    public record Headline(
            double budget,
            double spend,
            Estimate value,
            double carryingOnSpend,
            Estimate carryingOn,
            Estimate change,
            double probabilityBetter,
            double probabilityHarm,
            double gap,
            Optional<Estimate> returnOnSpend,
            double marginalReturn,
            Estimate carryOut,
            double unspent,
            ImmutableSet<String> unspentBecause) {}

    /**
     * A learned agent's plan beside the optimiser's.
     *
     * @param policy of the agent, a name or a file
     * @param used whether this report's plan is the agent's
     * @param optimiser expected incremental value of the optimiser's plan
     * @param agent expected incremental value of the agent's plan
     * @param harm probability that the agent's plan earns less than carrying on by over 1 % of that
     * @param caution most of it that is allowed; empty for no bound
     * @param gain KPI that the agent's plan brings in a world fitted to the workspace over what the optimiser's brings there, less 1
     * @param markets of that world
     * @param channels one per planned channel, in order
     */
    public record Advice(
            String policy,
            boolean used,
            Estimate optimiser,
            Estimate agent,
            double harm,
            OptionalDouble caution,
            Band gain,
            int markets,
            ImmutableList<ChannelAdvice> channels) {}

    /**
     * Mean spend per period of one channel.
     *
     * @param name of the channel
     * @param optimiser currency per period
     * @param agent currency per period
     */
    public record ChannelAdvice(String name, double optimiser, double agent) {}

    /**
     * One period of one column.
     *
     * @param period 0 is the first of the horizon
     * @param column of the grid
     * @param micros spend, micros
     * @param expected value lost were this cell alone zero
     * @param marginalReturn what one more unit spent here would earn
     * @param binding ids of the rules that hold it
     * @param notMore why it is not more
     * @param notLess why it is not less
     * @param carryingOn what carrying on would spend here, currency
     */
    public record Cell(
            int period,
            int column,
            long micros,
            Estimate expected,
            double marginalReturn,
            ImmutableSet<String> binding,
            Reason notMore,
            Reason notLess,
            double carryingOn) {
        /** Spend in currency. */
        public double spend() {
            return MoneyUnit.fromMicros(micros);
        }
    }

    /**
     * Why a cell does not spend more, or less: rules forbid it, or a step would change the expected value by so much.
     *
     * @param step that was tried, currency; 0 where there is nothing to take away
     * @param rules ids of the rules that forbid it, {@code budget} for the total; empty if none does
     * @param other number of the cell that would spend as much less (or more), the best of those that may; empty if the step
     *     needs none
     * @param change of the expected value by the step; 0 if rules forbid it
     */
    public record Reason(double step, ImmutableSet<String> rules, OptionalInt other, double change) {}

    /**
     * One channel over the whole horizon; sums over geos where the plan is by geo.
     *
     * @param name of the channel
     * @param kind of the channel
     * @param historyMean spend per period over the last year of history, currency
     * @param historyMax most spend in a period of history, currency
     * @param carryingOn spend per period were one to carry on, currency
     * @param planned mean spend per period of the plan, currency
     * @param allowedLow least mean spend per period that the rules allow, currency
     * @param allowedHigh most mean spend per period that the rules allow, currency
     * @param expected value lost were the channel's whole plan zero
     * @param returnOnSpend {@code expected} per unit of spend; empty if nothing is spent
     * @param marginalBefore what one more unit per period would earn at carrying on
     * @param marginalAfter the same at the plan
     * @param curve response to a constant spend per period with the others as planned
     * @param carryOver share of the effect that falls 0, 1, 2, ... periods after the spend
     * @param learnt how much the history says about it, 0 (prior alone) to 1
     * @param overlap area that prior and posterior of its return share: 1 the same, 0 apart
     * @param drift effectiveness at the end of the history relative to its average over it
     * @param verdict how much the history says about it, in words
     */
    public record ChannelReport(
            String name,
            ChannelKind kind,
            double historyMean,
            double historyMax,
            double carryingOn,
            double planned,
            double allowedLow,
            double allowedHigh,
            Estimate expected,
            Optional<Estimate> returnOnSpend,
            Estimate marginalBefore,
            Estimate marginalAfter,
            ImmutableList<CurvePoint> curve,
            ImmutableList<Estimate> carryOver,
            double learnt,
            double overlap,
            Estimate drift,
            String verdict) {}

    /**
     * A point of a response curve.
     *
     * @param spend currency per period
     * @param value incremental value per period that this spend brings
     */
    public record CurvePoint(double spend, Estimate value) {}

    /**
     * What became of one entry of the rules file.
     *
     * @param id of the rule
     * @param where file and line
     * @param text the rule in words, with amounts
     * @param binding whether it holds the plan back
     * @param cost expected value that would be gained without it, 0 if it does not bind
     * @param shadowPrice what loosening it by a step would earn, in all periods in which it holds
     * @param step of the shadow price, {@code 1 EUR more of max}; empty where there is no price
     * @param broken whether it is soft and broken
     */
    public record RuleReport(
            String id,
            String where,
            String text,
            boolean binding,
            double cost,
            double shadowPrice,
            String step,
            boolean broken) {}

    /**
     * The model against the history, summed over geos.
     *
     * @param periods first days
     * @param actual KPI as counted
     * @param fitted what the model says, with its interval for new data
     * @param baseline what would have come without any channel
     * @param contributions per channel name (organic ones too), mean contribution per period
     * @param r2 share of the KPI's variance explained, in sample
     * @param mape mean absolute error relative to the KPI, in sample
     */
    public record Fit(
            ImmutableList<LocalDate> periods,
            ImmutableList<Double> actual,
            ImmutableList<Estimate> fitted,
            ImmutableList<Double> baseline,
            ImmutableMap<String, ImmutableList<Double>> contributions,
            double r2,
            double mape) {}

    /**
     * Something about the data that a planner should know.
     *
     * @param severity how much it matters
     * @param text a sentence with the numbers
     */
    public record Fact(Severity severity, String text) {}

    /** How much a fact matters. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** May mislead the plan. */
        WARNING
    }

    /**
     * Whether the numbers can be trusted.
     *
     * @param rHat largest split R-hat of a channel parameter; at most 1.01 is good
     * @param effectiveDraws smallest effective sample size of a channel parameter
     * @param divergences number of divergent transitions
     * @param draws number of posterior draws the plan was made on
     * @param seconds of calibration; 0 if it was done before
     * @param inside share of the history's periods within the 90 % interval for new data, in sample
     * @param holdout how well the model foretold periods that it had not seen; empty where the history is too short to try
     * @param warnings what may mislead the plan, in plain words
     * @param sentences the rest in plain words
     */
    public record Diagnostics(
            double rHat,
            double effectiveDraws,
            int divergences,
            int draws,
            double seconds,
            double inside,
            Optional<Holdout> holdout,
            ImmutableList<String> warnings,
            ImmutableList<String> sentences) {}

    /**
     * The last periods of the history, foretold by a model fitted without their KPI.
     *
     * @param periods how many
     * @param error mean absolute error relative to the KPI
     * @param naiveError the same for repeating the KPI of a year before
     * @param inside share of the periods within the 90 % interval
     */
    public record Holdout(int periods, double error, double naiveError, double inside) {}

    /**
     * The lift tests that would improve the plan most.
     *
     * @param tests by what they gain less what they cost, best first, each of another channel; at least one
     */
    public record NextExperiment(ImmutableList<LiftTest> tests) {
        /** A gain of a smaller share of the plan's value is none. */
        private static final double LEAST_SHARE = 1e-4;

        /** The best. */
        public LiftTest best() {
            return tests.get(0);
        }

        /** Whether the best gains more than it costs, and enough to speak of. */
        public boolean pays() {
            return best().gain() > best().cost() && best().gainShare() > LEAST_SHARE;
        }
    }

    /**
     * A lift test: one channel spends another amount than planned from the horizon's first period on, and the KPI is held
     * against what it would have been.
     *
     * @param channel whose spend is changed, everything else as planned
     * @param periods how many
     * @param planned what the plan spends on the channel, mean of these periods, currency per period
     * @param tested what the test spends on it, currency per period; 0 pauses it
     * @param lift what the test is expected to change the KPI by, KPI units
     * @param standardError of the lift as measured, KPI units
     * @param cost expected value that the test loses against the plan; money that it spends more or less counts as what it
     *     would earn elsewhere; negative where the plan is held back by caution and the test is not
     * @param gain expected value by which the plan of one horizon like this one improves with the outcome known
     * @param gainShare that, as a share of the plan's value
     */
    public record LiftTest(
            String channel,
            int periods,
            double planned,
            double tested,
            Estimate lift,
            double standardError,
            double cost,
            double gain,
            double gainShare) {}
}
