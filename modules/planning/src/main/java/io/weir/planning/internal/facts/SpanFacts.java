package io.weir.planning.internal.facts;

import io.weir.core.ChannelHistory;
import io.weir.core.Control;
import io.weir.core.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the history is, and where it seems to have been filled. */
final class SpanFacts {
    /** Fewer periods than this teach little. */
    private static final int FEW = 20;

    private final History history;
    private final FactList facts;

    SpanFacts(History history, FactList facts) {
        this.history = history;
        this.facts = facts;
    }

    void add() {
        span();
        season();
        filled();
        constantControls();
    }

    private void span() {
        int periods = history.periods();
        String regions = history.geos().size() == 1 ? "" : ", " + history.geos().size() + " regions";
        String text = String.format(
                Locale.ROOT,
                "The history holds %s, %s to %s (%.1f years)%s.",
                facts.periods(periods),
                history.start(),
                history.startOf(periods).minusDays(1),
                periods / history.length().perYear(),
                regions);
        if (periods < FEW) {
            facts.warn("%s So few periods teach little: expect wide intervals. Two years are good.", text);
        } else {
            facts.info("%s", text);
        }
    }

    private void season() {
        double years = history.periods() / history.length().perYear();
        if (years < 0.98) {
            facts.warn(
                    "The history is shorter than a year: what the season does cannot be told from a trend, and periods of"
                            + " the year that were never seen are planned blindly.");
        } else if (years < 1.95) {
            facts.info("The history is shorter than two years: most of the season was seen only once.");
        }
    }

    /** Periods in which everything is zero, or everything lies exactly between its neighbours. */
    private void filled() {
        List<double[]> series = varying();
        if (series.size() < 2) {
            return;
        }
        List<Integer> empty =
                FactList.where(history.periods(), t -> series.stream().allMatch(x -> x[t] == 0));
        if (!empty.isEmpty()) {
            facts.warn(
                    "In %s neither KPI nor spend was recorded (%s): these look like gaps that were counted as zero.",
                    facts.periods(empty.size()), facts.dates(empty));
        }
        List<Integer> between = FactList.where(
                history.periods(), t -> series.stream().allMatch(x -> isBetween(x, t)) && !empty.contains(t));
        if (!between.isEmpty()) {
            facts.info(
                    "In %s all values lie exactly between their neighbours (%s): these look like gaps that were interpolated.",
                    facts.periods(between.size()), facts.dates(between));
        }
    }

    private static boolean isBetween(double[] x, int t) {
        if (t == 0 || t == x.length - 1) {
            return false;
        }
        double bend = x[t - 1] - 2 * x[t] + x[t + 1];
        return Math.abs(bend) <= 1e-9 * (Math.abs(x[t - 1]) + Math.abs(x[t + 1]));
    }

    private List<double[]> varying() {
        var all = new ArrayList<double[]>();
        all.add(history.kpi().counted().national());
        for (ChannelHistory channel : history.paid()) {
            all.add(channel.spend().national());
        }
        all.removeIf(x -> Statistics.deviation(x) == 0);
        return all;
    }

    private void constantControls() {
        for (Control control : history.controls()) {
            if (Statistics.deviation(control.values().national()) == 0) {
                facts.info("Control %s never changes and explains nothing.", control.name());
            }
        }
    }
}
