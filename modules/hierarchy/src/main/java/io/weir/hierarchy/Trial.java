package io.weir.hierarchy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Market.Snapshot;
import io.weir.core.MarketLayout;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.enforcer.Ledger;
import io.weir.simulator.Shapley;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A world after its history, from which any number of runs begin on the same draws: what differs between them is what their teams did.
 * After a run some more periods are played in which the channels' own bidders spend what is usual, as what was done in the run has effects
 * after it.
 * Not safe for use by several threads.
 */
public final class Trial {
    /** Periods of the history that tell what channels usually spend: a year of weeks. */
    private static final int USUAL = 52;

    /** Most channels whose credit is told: every set of them is played. */
    public static final int MOST_CREDITED = 4;

    /** Periods after a run that count. */
    public static final int AFTER = 8;

    private final SimulatedMarket market;
    private final SimulatedHistory history;
    private final Snapshot begin;
    private final int periods;
    private final ImmutableDoubleArray usual;

    /**
     * Plays the history, as long as the world says, on drawn outcomes.
     *
     * @param periods of each run, {@code >= 1}
     */
    public Trial(World world, long seed, int periods, Progress progress) {
        this(
                SimulatedMarket.sampled(world, world.periods() + periods + AFTER),
                world.periods(),
                seed,
                periods,
                progress);
    }

    /**
     * Plays the history.
     *
     * @param market that lasts for the history, the run and {@link #AFTER} more
     * @param before periods of the history, {@code >= 1}
     * @param periods of each run, {@code >= 1}
     */
    public Trial(SimulatedMarket market, int before, long seed, int periods, Progress progress) {
        this.periods = (int) requirePositive("periods", periods);
        this.market = market;
        this.history =
                SimulatedHistory.of(market, SimulatedHistory.targets(market.world(), before, seed), seed, progress);
        this.begin = market.snapshot();
        this.usual = ImmutableDoubleArray.copyOf(history.usualSpend(USUAL));
    }

    /** What the market is made of. */
    public MarketLayout layout() {
        return market.layout();
    }

    /** Periods of each run. */
    public int periods() {
        return periods;
    }

    /** What a business saw before the runs. */
    public SimulatedHistory history() {
        return history;
    }

    /** What a business has seen by now: the history, and of the run that is going on the periods that are over. */
    public SimulatedHistory seen() {
        double[][] targets = Arrays.copyOf(history.targets(), market.period());
        for (int t = history.targets().length; t < targets.length; t++) {
            targets[t] = new double[usual.length()];
            for (int c = 0; c < targets[t].length; c++) {
                targets[t][c] = market.spend(t, c);
            }
        }
        return SimulatedHistory.seen(market, targets);
    }

    /** What each channel spent per period in the last year of the history, currency. */
    public ImmutableDoubleArray usual() {
        return usual;
    }

    /** The usual spend of all channels over the periods of a run, currency. */
    public double usualBudget() {
        return usual.stream().sum() * periods;
    }

    /**
     * What came of a run.
     *
     * @param run period by period
     * @param after true KPI of the periods after it
     */
    public record Outcome(TeamRun run, double after) {
        /** True KPI of the run and what comes after it. */
        public double kpi() {
            return run.kpi() + after;
        }
    }

    /**
     * A run.
     *
     * @param setter of targets
     * @param budget currency, of all periods
     * @param rules that targets keep in every period
     * @param ledger where money is booked; empty for none
     */
    public Outcome run(
            TargetSetter setter, double budget, List<Rule> rules, Optional<Ledger> ledger, Progress progress) {
        market.restore(begin);
        TeamRun run = new ClosedLoop(market, setter.bidders(market.layout()), rules, ledger)
                .run(setter, budget, periods, progress);
        var usually = TargetRun.ofOwnBidders(market);
        double after = 0;
        while (!market.ended()) {
            usually.period(usual.toArray());
            after += market.kpi(market.period() - 1);
        }
        return new Outcome(run, after);
    }

    /** A run with the usual budget, without rules and without a ledger. */
    public Outcome tried(TargetSetter setter) {
        return run(setter, usualBudget(), ImmutableList.of(), Optional.empty(), Progress.SILENT);
    }

    /**
     * What each channel's spend truly brought in a run, of what all brought together: exact Shapley values. The targets of the run are played
     * again on the same draws by the usual bidders, once for every set of channels, the others off; what comes after the run counts.
     *
     * @param run of this trial, of at most {@link #MOST_CREDITED} channels
     * @return KPI per channel
     */
    public ImmutableDoubleArray shapley(TeamRun run, Progress progress) {
        int channels = usual.length();
        require(channels <= MOST_CREDITED, "channels (%s) must be at most %s.", channels, MOST_CREDITED);
        double[] values = new double[1 << channels];
        for (int set = 0; set < values.length; set++) {
            double[][] plan = new double[periods][channels];
            for (int p = 0; p < periods; p++) {
                ImmutableDoubleArray targets = run.periods().get(p).enforced();
                for (int c = 0; c < channels; c++) {
                    plan[p][c] = (set >> c & 1) == 1 ? targets.get(c) : 0;
                }
            }
            values[set] = tried(plan).kpi();
            progress.at("credit", (set + 1.0) / values.length);
        }
        return ImmutableDoubleArray.copyOf(Shapley.values(values, channels));
    }

    /** A run in which nothing is spent. */
    public Outcome without() {
        return tried(new double[periods][usual.length()]);
    }

    /**
     * A run of a plan, without a ledger, whatever it costs.
     *
     * @param plan currency, {@code [period][channel]}
     */
    public Outcome tried(double[][] plan) {
        return run(
                TargetSetter.planned("", plan),
                Arrays.stream(plan).flatMapToDouble(Arrays::stream).sum(),
                ImmutableList.of(),
                Optional.empty(),
                Progress.SILENT);
    }
}
