package io.weir.planning.internal.facts;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import java.util.Arrays;
import java.util.Locale;

/** Channels whose spend follows demand, so that demand may be taken for their effect. */
final class DemandFacts {
    /** Told from this correlation. */
    private static final double CLOSE = 0.6;

    private final History history;
    private final FactList facts;

    DemandFacts(History history, FactList facts) {
        this.history = history;
        this.facts = facts;
    }

    void add() {
        double[] kpi = history.kpi().counted().national();
        if (kpi.length < Season.year(history.length())) {
            return;
        }
        double[] expected = Season.of(kpi, history.length()).expected();
        for (ChannelHistory channel : history.paid()) {
            double[] spend = channel.spend().national();
            double season = Statistics.correlation(spend, expected);
            double lagged = Statistics.correlation(
                    Arrays.copyOfRange(spend, 1, spend.length), Arrays.copyOf(kpi, kpi.length - 1));
            String name = channel.channel().name();
            if (season > CLOSE) {
                tell(name, season, "season and trend", "it is spent on most when much is sold anyway");
            } else if (lagged > CLOSE) {
                tell(name, lagged, "value one " + facts.period() + " before", "it is raised after good results");
            }
        }
    }

    private void tell(String channel, double correlation, String with, String meaning) {
        facts.warn(
                "Spend of %s follows demand: %s (correlation %s with %s's %s). Part of what looks like its effect may be"
                        + " demand; a lift test would tell.",
                channel,
                meaning,
                String.format(Locale.ROOT, "%.2f", correlation),
                history.kpi().name(),
                with);
    }
}
