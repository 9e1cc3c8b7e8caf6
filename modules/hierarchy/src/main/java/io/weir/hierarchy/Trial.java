package io.weir.hierarchy;

import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Market.Snapshot;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.enforcer.Ledger;
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
    /** Shares of the budget that are moved at once in search of the best split. */
    private static final double[] MOVES = {0.2, 0.1, 0.05, 0.025};

    /** Periods of the history that tell what channels usually spend: a year of weeks. */
    private static final int USUAL = 52;

    /** Periods after a run that count. */
    public static final int AFTER = 8;

    private final SimulatedMarket market;
    private final SimulatedHistory history;
    private final Snapshot begin;
    private final int periods;
    private final ImmutableDoubleArray usual;

    /**
     * Plays the history.
     *
     * @param periods of each run, {@code >= 1}
     */
    public Trial(World world, long seed, int periods, Progress progress) {
        this.periods = (int) requirePositive("periods", periods);
        this.market = SimulatedMarket.sampled(world, world.periods() + periods + AFTER);
        this.history =
                SimulatedHistory.of(market, SimulatedHistory.targets(world, world.periods(), seed), seed, progress);
        this.begin = market.snapshot();
        this.usual = ImmutableDoubleArray.copyOf(history.usualSpend(USUAL));
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
        TeamRun run = new ClosedLoop(market, Teams.paced(market.layout()), rules, ledger)
                .run(setter, budget, periods, progress);
        var usually = TargetRun.ofOwnBidders(market);
        double after = 0;
        while (!market.ended()) {
            usually.period(usual.toArray());
            after += market.kpi(market.period() - 1);
        }
        return new Outcome(run, after);
    }

    /** A run in which nothing is spent. */
    public Outcome without() {
        return trial(new double[usual.length()], 0);
    }

    private Outcome trial(double[] targets, double budget) {
        return run(
                TargetSetter.planned("", new double[][] {targets}),
                budget,
                ImmutableList.of(),
                Optional.empty(),
                Progress.SILENT);
    }

    /**
     * The best split of the budget, the same in every period, found with hindsight by trying in this very market what is gained by
     * moving money between channels. No bound: a plan that changes from period to period may bring more.
     *
     * @param budget currency, of all periods
     * @return currency per channel and period
     */
    public double[] hindsight(double budget, Progress progress) {
        double share = budget / periods / usual.stream().sum();
        double[] best = usual.stream().map(one -> share * one).toArray();
        double most = trial(best, budget).kpi();
        for (int k = 0; k < MOVES.length; k++) {
            double amount = MOVES[k] * budget / periods;
            boolean gains = true;
            while (gains) {
                progress.at("the best split with hindsight", k / (double) MOVES.length);
                double[] moved = moved(best, amount, budget);
                double brings = trial(moved, budget).kpi();
                gains = brings > most;
                most = gains ? brings : most;
                best = gains ? moved : best;
            }
        }
        return best;
    }

    /** An amount taken from where it is missed least and given to where it brings most, each tried by itself. */
    private double[] moved(double[] split, double amount, double budget) {
        int from = 0;
        int to = 0;
        double leastMissed = Double.NEGATIVE_INFINITY;
        double mostGained = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < split.length; c++) {
            double[] more = split.clone();
            more[c] += amount;
            double gained = trial(more, budget + amount * periods).kpi();
            if (gained > mostGained) {
                mostGained = gained;
                to = c;
            }
        }
        for (int c = 0; c < split.length; c++) {
            if (c != to && split[c] > 0) {
                double[] less = split.clone();
                less[c] = Math.max(0, less[c] - amount);
                double missed = trial(less, budget).kpi();
                if (missed > leastMissed) {
                    leastMissed = missed;
                    from = c;
                }
            }
        }
        double[] moved = split.clone();
        double part = Math.min(amount, moved[from]);
        moved[from] -= part;
        moved[to] += part;
        return moved;
    }
}
