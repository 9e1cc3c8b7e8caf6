package io.weir.simulator;

import static io.weir.core.Checks.require;

import io.weir.core.BiddingAgent;
import io.weir.core.Market.Snapshot;
import java.util.List;

/**
 * What would have come of other spend, everything else the same: a market is played up to a period, and from there any number
 * of times with other targets, each time on the same draws. Not safe for use by several threads.
 */
public final class Counterfactual {
    private final SimulatedMarket market;
    private final int from;
    private final int tail;
    private final double[] usual;
    private final Snapshot start;
    private final List<BiddingAgent> agents;

    /**
     * What came of it.
     *
     * @param kpi the true KPI from the first changed period to the end of the tail
     * @param revenue currency, from there to the end of what was played
     * @param spend currency per channel in the changed periods
     */
    public record Result(double kpi, double revenue, double[] spend) {}

    /**
     * @param market sampled or expected, to last at least {@code from} periods, those that are changed, and the tail
     * @param history targets before {@code from}, currency, {@code [period][channel]}
     * @param from first period that may be changed
     * @param tail periods after those that are changed, in which the mean of each channel's history is spent: what comes later
     *     counts too
     */
    public Counterfactual(SimulatedMarket market, double[][] history, int from, int tail, long seed) {
        require(from <= history.length, "from (%s) must not be beyond the history (%s).", from, history.length);
        this.market = market;
        this.from = from;
        this.tail = tail;
        this.usual = market.world().channels().stream()
                .mapToDouble(channel -> channel.spend().mean())
                .toArray();
        market.reset(seed);
        var run = TargetRun.ofOwnBidders(market);
        for (int t = 0; t < from; t++) {
            run.period(history[t]);
        }
        this.start = market.snapshot();
        this.agents = run.agents();
    }

    /**
     * Plays other targets.
     *
     * @param targets currency, {@code [period][channel]}, from {@code from} on
     */
    public Result of(double[][] targets) {
        return of(targets, tail);
    }

    /**
     * The same, with revenue counted for longer than the KPI.
     *
     * @param after periods after those that are changed, {@code >= tail}; the market must last so long
     */
    public Result of(double[][] targets, int after) {
        require(after >= tail, "after (%s) must be at least the tail (%s).", after, tail);
        market.restore(start);
        var run = new TargetRun(market, agents.stream().map(BiddingAgent::copy).toList());
        for (double[] row : targets) {
            run.period(row);
        }
        for (int t = 0; t < after; t++) {
            run.period(usual);
        }
        double kpi = 0;
        double revenue = 0;
        for (int t = from; t < from + targets.length + after; t++) {
            kpi += t < from + targets.length + tail ? market.kpi(t) : 0;
            revenue += market.revenue(t);
        }
        double[] spend = new double[usual.length];
        for (int t = from; t < from + targets.length; t++) {
            for (int channel = 0; channel < spend.length; channel++) {
                spend[channel] += market.spend(t, channel);
            }
        }
        return new Result(kpi, revenue, spend);
    }
}
