package io.weir.planning.internal.facts;

import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.PeriodLength;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What stands out in the KPI. */
final class KpiFacts {
    /** Robust standard deviations beyond which a period is extraordinary. */
    private static final double EXTRAORDINARY = 4.5;
    /** Robust standard deviations below which the end of the KPI looks unfinished. */
    private static final double UNFINISHED = 4;

    private final History history;
    private final Kpi kpi;
    private final double[] series;
    private final FactList facts;

    KpiFacts(History history, FactList facts) {
        this.history = history;
        this.kpi = history.kpi();
        this.series = grown(kpi);
        this.facts = facts;
    }

    /** The KPI with young periods brought to their expected full size, so that they do not look like a fall. */
    private static double[] grown(Kpi kpi) {
        double[] series = kpi.counted().national();
        for (int t = 0; t < series.length; t++) {
            series[t] /= kpi.visibleShare(series.length - t);
        }
        return series;
    }

    void add() {
        below();
        zero();
        if (Statistics.deviation(series) == 0) {
            facts.warn("%s is the same in every %s: nothing can be learnt from it.", kpi.name(), facts.period());
        } else {
            int unfinished = unfinished();
            outliers(unfinished);
            level();
        }
    }

    private void below() {
        List<Integer> negative = FactList.where(
                series.length,
                t -> IntStream.range(0, history.geos().size())
                        .anyMatch(g -> kpi.counted().at(g, t) < 0));
        if (!negative.isEmpty()) {
            facts.warn(
                    "%s is below zero in %s (%s): returns or corrections are booked in it.",
                    kpi.name(), facts.periods(negative.size()), facts.dates(negative));
        }
    }

    private void zero() {
        List<Integer> zero = FactList.where(series.length, t -> series[t] == 0);
        if (!zero.isEmpty()) {
            facts.warn("%s is zero in %s (%s).", kpi.name(), facts.periods(zero.size()), facts.dates(zero));
        }
        for (int g = 0; g < history.geos().size() && history.geos().size() > 1; g++) {
            if (Arrays.stream(kpi.counted().geo(g)).allMatch(x -> x == 0)) {
                Geo geo = history.geos().get(g);
                facts.warn("%s is zero in every %s of %s.", kpi.name(), facts.period(), geo.name());
            }
        }
    }

    /** Deviations from what a rolling median and the season expect, in robust standard deviations. */
    private double[] deviations() {
        double[] rest = Statistics.minus(series, usual());
        double deviation = Statistics.robustDeviation(rest);
        return Arrays.stream(rest).map(r -> deviation > 0 ? r / deviation : 0).toArray();
    }

    private double[] usual() {
        double[] season = Season.of(series, history.length()).season();
        return Statistics.plus(Statistics.rollingMedian(Statistics.minus(series, season), half()), season);
    }

    /** Half the window of the rolling median: two weeks of days, a quarter of weeks. */
    private int half() {
        return history.length() == PeriodLength.DAY ? 14 : 6;
    }

    /** At the ends the rolling median looks to one side only, so that a slope looks like a deviation. */
    private double threshold(int t) {
        boolean inside = t >= half() && t < series.length - half();
        return inside ? EXTRAORDINARY : 1.5 * EXTRAORDINARY;
    }

    /** Whether another year had something like it at about the same time. */
    private boolean isSeason(double[] deviations, int t) {
        int year = Season.year(history.length());
        int spread = history.length() == PeriodLength.DAY ? 6 : 2;
        for (int s = t % year; s < deviations.length + spread; s += year) {
            for (int near = Math.max(0, s - spread); near <= Math.min(deviations.length - 1, s + spread); near++) {
                if (Math.abs(near - t) > 2 * spread && deviations[near] / deviations[t] > 0.5) {
                    return true;
                }
            }
        }
        return false;
    }

    private void outliers(int unfinished) {
        double[] deviations = deviations();
        double[] usual = usual();
        List<Integer> outliers = FactList.where(
                series.length - Math.max(unfinished, kpi.maturity().size()),
                t -> series[t] != 0 && Math.abs(deviations[t]) > threshold(t) && !isSeason(deviations, t));
        if (outliers.isEmpty()) {
            return;
        }
        String listed = outliers.stream()
                .sorted((a, b) -> Double.compare(Math.abs(deviations[b]), Math.abs(deviations[a])))
                .limit(5)
                .sorted()
                .map(t -> facts.date(t) + " (" + FactList.number(series[t]) + ", about " + FactList.number(usual[t])
                        + " would be usual)")
                .collect(Collectors.joining(", "));
        facts.warn(
                "%s is extraordinary in %s: %s%s. If the reason is known, a control for it keeps it out of the channels'"
                        + " effects.",
                kpi.name(), facts.periods(outliers.size()), listed, outliers.size() > 5 ? " and others" : "");
    }

    /** Tells of periods that are not complete; answers how many at the end look so without being declared. */
    private int unfinished() {
        if (!kpi.maturity().isEmpty()) {
            declared();
            return 0;
        }
        double[] deviations = deviations();
        int count = 0;
        while (count < 3 && count < series.length && deviations[series.length - 1 - count] < -UNFINISHED) {
            count++;
        }
        if (count > 0) {
            double[] usual = usual();
            int first = series.length - count;
            facts.warn(
                    "%s falls to %s from about %s in the last %s: perhaps conversions are still arriving. If so,"
                            + " kpi.maturity tells how much is visible, or the last rows are better left out.",
                    kpi.name(),
                    FactList.number(series[series.length - 1]),
                    FactList.number(usual[first]),
                    count == 1 ? facts.period() : facts.periods(count));
        }
        return count;
    }

    private void declared() {
        String shares = IntStream.rangeClosed(1, kpi.maturity().size())
                .filter(age -> age <= series.length && kpi.visibleShare(age) < 1)
                .mapToObj(age ->
                        FactList.percent(kpi.visibleShare(age)) + " of the one from " + facts.date(series.length - age))
                .collect(Collectors.joining(", "));
        if (!shares.isEmpty()) {
            facts.info("The last periods are not complete: visible are %s.", shares);
        }
    }

    /** The greatest lasting change of level, if there is a large one. */
    private void level() {
        LevelChange.largest(Season.of(series, history.length()), series, history.length())
                .ifPresent(change -> facts.warn(
                        "%s changed its level around %s: from about %s to about %s per %s. If the reason is known, a"
                                + " control for it helps.",
                        kpi.name(),
                        facts.date(change.period()),
                        FactList.number(change.before()),
                        FactList.number(change.after()),
                        facts.period()));
    }
}
