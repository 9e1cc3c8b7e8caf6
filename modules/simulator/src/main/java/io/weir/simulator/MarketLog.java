package io.weir.simulator;

import static io.weir.core.Checks.require;

import io.weir.core.BiddingAgent;
import io.weir.core.Line.Unit;
import io.weir.core.Market;
import io.weir.core.MarketLayout;
import io.weir.core.Observation;
import java.util.List;

/**
 * What could be bought in every tick of a market, at what price, and what it would have brought: enough to ask what another
 * bidder would have won. Entries are {@code [tick][seat]}, where a seat is a line of a channel, channels in order.
 *
 * @param layout of the market
 * @param opportunities queries, impressions, readers that could be mailed
 * @param price least bid that would have won, in the unit of the line; for mail the cost of one
 * @param clickRate clicks per opportunity that is won
 * @param conversionRate conversions per click, thousand impressions or mail
 * @param value KPI value per click, thousand impressions or mail, currency
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MarketLog(
        MarketLayout layout,
        double[][] opportunities,
        double[][] price,
        double[][] clickRate,
        double[][] conversionRate,
        double[][] value) {
    private static final double THOUSAND = 1000;

    /** @throws IllegalArgumentException if it does not hold an entry for every tick and line */
    public MarketLog {
        int ticks = layout.periods() * layout.ticksPerPeriod();
        int seats = seats(layout);
        for (double[][] column : new double[][][] {opportunities, price, clickRate, conversionRate, value}) {
            require(column.length == ticks, "a column of %s ticks must have %s.", column.length, ticks);
            for (double[] row : column) {
                require(row.length == seats, "a tick of %s lines must have %s.", row.length, seats);
            }
        }
    }

    private static int seats(MarketLayout layout) {
        return layout.channels().stream().mapToInt(seat -> seat.lines().size()).sum();
    }

    /** Entry of the first line of a channel. */
    int first(int channel) {
        return layout.channels().subList(0, channel).stream()
                .mapToInt(seat -> seat.lines().size())
                .sum();
    }

    /**
     * Plays a market to its end and notes what there was.
     *
     * @param market that was reset
     * @param agents one per channel; used and changed
     * @param targets currency, {@code [period][channel]}
     */
    public static MarketLog record(Market market, List<BiddingAgent> agents, double[][] targets) {
        MarketLayout layout = market.layout();
        int ticks = layout.periods() * layout.ticksPerPeriod();
        int seats = seats(layout);
        var log = new MarketLog(
                layout,
                new double[ticks][seats],
                new double[ticks][seats],
                new double[ticks][seats],
                new double[ticks][seats],
                new double[ticks][seats]);
        double[] lastRate = new double[seats];
        var run = new TargetRun(market, agents);
        for (int period = 0; period < layout.periods(); period++) {
            int first = period * layout.ticksPerPeriod();
            run.period(targets[period], (tick, bids) -> {
                for (int c = 0; c < bids.length; c++) {
                    log.note(first + tick, c, market.observation(c), lastRate);
                }
            });
        }
        return log;
    }

    /** The click rate of a tick in which nothing was won is that of the tick before. */
    private void note(int tick, int channel, Observation seen, double[] lastRate) {
        for (int line = 0; line < seen.lines(); line++) {
            int at = first(channel) + line;
            if (seen.won(line) > 0) {
                lastRate[at] = seen.clicks(line) / seen.won(line);
            }
            opportunities[tick][at] = seen.opportunities(line);
            price[tick][at] = seen.price(line);
            clickRate[tick][at] = lastRate[at];
            conversionRate[tick][at] = seen.conversionRate(line);
            value[tick][at] = seen.value(line);
        }
    }

    /** What one unit of a bid is of an opportunity: a click, a thousandth, a mail. */
    double units(Unit unit, double won, double clicked) {
        return switch (unit) {
            case CLICK -> clicked;
            case THOUSAND_IMPRESSIONS -> won / THOUSAND;
            case SEND -> won;
        };
    }
}
