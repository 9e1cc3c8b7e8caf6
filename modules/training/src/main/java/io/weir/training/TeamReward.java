package io.weir.training;

import io.weir.simulator.SimulatedMarket;

/** What a team learns to raise, per period. */
public enum TeamReward {
    /** The world's own KPI. */
    KPI((market, period) -> market.kpi(period)),
    /** Revenue, currency. */
    REVENUE((market, period) -> market.revenue(period)),
    /** Revenue times the margin, less what was spent, currency. */
    PROFIT(TeamReward::profit),
    /** Revenue per currency that was spent; a period without spend counts as none. */
    RETURN((market, period) -> {
        double spend = spend(market, period);
        return spend > 0 ? market.revenue(period) / spend : 0;
    }),
    /** Orders. */
    CONVERSIONS((market, period) -> market.orders(period)),
    /** Clicks in all channels. */
    ENGAGEMENT((market, period) -> {
        double clicks = 0;
        for (int c = 0; c < channels(market); c++) {
            clicks += market.clicks(period, c);
        }
        return clicks;
    }),
    /** Profit of the run and of a year after it, in which channels spend what is usual: what customers and readers bring later. */
    LIFETIME_VALUE(TeamReward::profit);

    /** Periods after a run that count for lifetime value. */
    private static final int LIFETIME = 52;

    private final OfPeriod ofPeriod;

    /** What a period of a market brought. */
    @FunctionalInterface
    private interface OfPeriod {
        double in(SimulatedMarket market, int period);
    }

    TeamReward(OfPeriod ofPeriod) {
        this.ofPeriod = ofPeriod;
    }

    private static int channels(SimulatedMarket market) {
        return market.world().channels().size();
    }

    private static double spend(SimulatedMarket market, int period) {
        double spend = 0;
        for (int c = 0; c < channels(market); c++) {
            spend += market.spend(period, c);
        }
        return spend;
    }

    private static double profit(SimulatedMarket market, int period) {
        return market.world().margin() * market.revenue(period) - spend(market, period);
    }

    /** What the latest period brought. */
    double latest(SimulatedMarket market) {
        return ofPeriod.in(market, market.period() - 1);
    }

    /** Periods after a run that count. */
    int after(int usual) {
        return this == LIFETIME_VALUE ? LIFETIME : usual;
    }
}
