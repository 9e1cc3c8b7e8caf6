package io.weir.training;

import io.weir.simulator.SimulatedMarket;
import java.util.Locale;

/** What a team learns to raise, per period. */
public enum TeamReward {
    /** The world's own KPI. */
    KPI {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return market.kpi(period);
        }
    },
    /** Revenue, currency. */
    REVENUE {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return market.revenue(period);
        }
    },
    /** Revenue times the margin, less what was spent, currency. */
    PROFIT {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return market.world().margin() * market.revenue(period) - spend;
        }
    },
    /** Revenue per currency that was spent; a period without spend counts as none. */
    RETURN {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return spend > 0 ? market.revenue(period) / spend : 0;
        }
    },
    /** Orders. */
    CONVERSIONS {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return market.orders(period);
        }
    },
    /** Clicks in all channels. */
    ENGAGEMENT {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            double clicks = 0;
            for (int c = 0; c < market.world().channels().size(); c++) {
                clicks += market.clicks(period, c);
            }
            return clicks;
        }
    },
    /** Profit of the period and of {@link #LIFETIME} after the run, in which channels spend what is usual: what customers and readers bring later. */
    LIFETIME_VALUE {
        @Override
        double of(SimulatedMarket market, int period, double spend) {
            return PROFIT.of(market, period, spend);
        }

        @Override
        int after(int usual) {
            return LIFETIME;
        }
    };

    /** Periods after a run that count for lifetime value. */
    static final int LIFETIME = 52;

    /** What a period brought. */
    abstract double of(SimulatedMarket market, int period, double spend);

    /** Periods after a run that count. */
    int after(int usual) {
        return usual;
    }

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
