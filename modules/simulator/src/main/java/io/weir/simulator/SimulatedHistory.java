package io.weir.simulator;

import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.simulator.internal.SpendPaths;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a business would have seen of a world, period by period, and what was true.
 *
 * @param targets what each channel was to spend, currency, {@code [period][channel]}
 * @param spend what it spent
 * @param volume clicks, impressions or mails
 * @param clicks clicks
 * @param kpi the true KPI of each period
 * @param visible the KPI as it is reported when the history ends
 * @param orders made in each period
 * @param flows how many people went from one state to another
 */
public record SimulatedHistory(
        double[][] targets,
        double[][] spend,
        double[][] volume,
        double[][] clicks,
        double[] kpi,
        double[] visible,
        double[] orders,
        ImmutableMap<Flow, Double> flows) {
    /** Plays the history of a world with its channels' own bidders. */
    public static SimulatedHistory of(World world, long seed, Progress progress) {
        return of(
                SimulatedMarket.sampled(world, world.periods()), targets(world, world.periods(), seed), seed, progress);
    }

    /** What the channels of a world mean to spend, currency, {@code [period][channel]}. */
    public static double[][] targets(World world, int periods, long seed) {
        return SpendPaths.of(world, periods, seed);
    }

    /** Plays given targets in a market that lasts at least as long. */
    public static SimulatedHistory of(SimulatedMarket market, double[][] targets, long seed, Progress progress) {
        market.reset(seed);
        var run = TargetRun.ofOwnBidders(market);
        int periods = targets.length;
        for (int t = 0; t < periods; t++) {
            run.period(targets[t]);
            progress.at("periods simulated", (t + 1.0) / periods);
            progress.soFar(summary(market, t));
        }
        return seen(market, targets);
    }

    /**
     * What is seen by now of a market, whoever has bid in it.
     *
     * @param targets that its channels had, currency, {@code [period][channel]}, one row per period that is over
     */
    public static SimulatedHistory seen(SimulatedMarket market, double[][] targets) {
        int periods = targets.length;
        int channels = market.layout().channels().size();
        double[][] spend = new double[periods][channels];
        double[][] volume = new double[periods][channels];
        double[][] clicks = new double[periods][channels];
        double[] kpi = new double[periods];
        double[] visible = new double[periods];
        double[] orders = new double[periods];
        for (int t = 0; t < periods; t++) {
            for (int channel = 0; channel < channels; channel++) {
                spend[t][channel] = market.spend(t, channel);
                volume[t][channel] = market.volume(t, channel);
                clicks[t][channel] = market.clicks(t, channel);
            }
            kpi[t] = market.kpi(t);
            visible[t] = market.visibleKpi(t, periods - 1);
            orders[t] = market.orders(t);
        }
        return new SimulatedHistory(targets, spend, volume, clicks, kpi, visible, orders, flows(market));
    }

    /** A period in a few words. */
    private static String summary(SimulatedMarket market, int period) {
        double spent = 0;
        for (int channel = 0; channel < market.layout().channels().size(); channel++) {
            spent += market.spend(period, channel);
        }
        double customers = 0;
        for (int audience = 0; audience < market.layout().audiences().size(); audience++) {
            customers += market.customers(audience);
        }
        return String.format(
                Locale.ROOT,
                "%s: spent %,.0f, %s %,.0f, %,.0f customers",
                market.layout().period().plus(market.layout().start(), period),
                spent,
                market.world().kpi().name().toLowerCase(Locale.ROOT),
                market.kpi(period),
                customers);
    }

    /** Currency that each channel spent per period in the last periods of the history, or in all of a shorter one. */
    public double[] usualSpend(int periods) {
        int from = Math.max(0, spend.length - periods);
        double[] usual = new double[spend[0].length];
        Arrays.setAll(
                usual,
                c -> Arrays.stream(spend, from, spend.length)
                        .mapToDouble(row -> row[c])
                        .average()
                        .orElse(0));
        return usual;
    }

    private static ImmutableMap<Flow, Double> flows(SimulatedMarket market) {
        return Arrays.stream(Flow.values()).collect(ImmutableMap.toImmutableMap(flow -> flow, market::flow));
    }
}
