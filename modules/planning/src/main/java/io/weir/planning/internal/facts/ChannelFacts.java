package io.weir.planning.internal.facts;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What stands out in single channels. */
final class ChannelFacts {
    /** Below this coefficient of variation a channel hardly varied. */
    private static final double HARDLY = 0.05;
    /** Below this share of active periods a channel was almost always silent. */
    private static final double SELDOM = 0.25;
    /** Fewer active periods than this teach little. */
    private static final int FEW = 8;
    /** Up to this share of active periods an oddity is only mentioned. */
    private static final double RARE = 0.05;

    private final History history;
    private final FactList facts;

    ChannelFacts(History history, FactList facts) {
        this.history = history;
        this.facts = facts;
    }

    void add() {
        for (ChannelHistory channel : history.channels()) {
            String name = channel.channel().name();
            if (channel.channel().organic()) {
                channel.volume().ifPresent(volume -> activity(name, "volume", volume));
            } else {
                activity(name, "spend", channel.spend());
                channel.volume().ifPresent(volume -> volume(name, channel.spend(), volume));
            }
        }
    }

    private void activity(String name, String what, Panel panel) {
        double[] series = panel.national();
        List<Integer> active = FactList.where(series.length, t -> series[t] > 0);
        if (active.isEmpty()) {
            facts.warn("%s never had any %s: what it would do is taken from other channels alone.", name, what);
        } else if (active.size() < FEW || active.size() < SELDOM * series.length) {
            facts.warn(
                    "%s had %s in only %s of %s (%s to %s): its effect will be known poorly.",
                    name,
                    what,
                    active.size(),
                    facts.periods(series.length),
                    facts.date(active.get(0)),
                    facts.date(active.get(active.size() - 1)));
        } else {
            variation(name, what, panel, series);
            stopped(name, what, series, active);
        }
    }

    private void variation(String name, String what, Panel panel, double[] series) {
        double mean = Statistics.mean(series);
        double variation = Statistics.deviation(series) / mean;
        String amount = what.equals("spend") ? facts.money(mean) : FactList.number(mean);
        if (variation == 0 && isEverywhereConstant(panel)) {
            facts.warn(
                    "%s never varied: its %s was %s in every %s. What it brings cannot be learnt from this history; a"
                            + " deliberate change of a few weeks would teach most.",
                    name, what, amount, facts.period());
        } else if (variation < HARDLY) {
            facts.warn(
                    "%s hardly varied: its %s stayed within %s of %s per %s (standard deviation). Its effect will be known"
                            + " poorly.",
                    name, what, FactList.percent(variation), amount, facts.period());
        }
    }

    private static boolean isEverywhereConstant(Panel panel) {
        return Arrays.stream(panel.toArray()).allMatch(series -> Statistics.deviation(series) == 0);
    }

    private void stopped(String name, String what, double[] series, List<Integer> active) {
        int last = active.get(active.size() - 1);
        int silent = series.length - 1 - last;
        if (silent >= Season.year(history.length()) / 4) {
            facts.info(
                    "%s had no %s in the last %s; the last was in the %s of %s.",
                    name, what, facts.periods(silent), facts.period(), facts.date(last));
        }
        jump(name, what, series);
    }

    /** The last quarter of a year against the quarter before. */
    private void jump(String name, String what, double[] series) {
        int quarter = Season.year(history.length()) / 4;
        if (series.length < 3 * quarter) {
            return;
        }
        double before =
                Statistics.mean(Arrays.copyOfRange(series, series.length - 3 * quarter, series.length - quarter));
        double after = Statistics.mean(Arrays.copyOfRange(series, series.length - quarter, series.length));
        if (before > 0 && after > 0 && (after > 2 * before || after < before / 2)) {
            String from = what.equals("spend") ? facts.money(before) : FactList.number(before);
            String to = what.equals("spend") ? facts.money(after) : FactList.number(after);
            facts.info(
                    "%s %s lately: its %s was %s per %s in the last %s, and %s in the half year before.",
                    name, after > before ? "rose" : "fell", what, to, facts.period(), facts.periods(quarter), from);
        }
    }

    private void volume(String name, Panel spend, Panel volume) {
        int without = 0;
        int free = 0;
        int active = 0;
        for (int g = 0; g < spend.geos(); g++) {
            for (int t = 0; t < spend.periods(); t++) {
                boolean spent = spend.at(g, t) > 0;
                boolean seen = volume.at(g, t) > 0;
                active += spent ? 1 : 0;
                without += spent && !seen ? 1 : 0;
                free += seen && !spent ? 1 : 0;
            }
        }
        if (without > 0) {
            String text = String.format(
                    Locale.ROOT,
                    "%s has spend without volume in %,d of %s with spend: money was booked in other periods than it was"
                            + " used, or volume is missing.",
                    name,
                    without,
                    rows(spend, active));
            tell(text, without, active);
        }
        if (free > 0) {
            String text = String.format(
                    Locale.ROOT,
                    "%s has volume without spend in %s: some of it was free, or spend is missing.",
                    name,
                    rows(spend, free));
            tell(text, free, active);
        }
    }

    private String rows(Panel spend, int count) {
        return spend.geos() > 1
                ? String.format(Locale.ROOT, "%,d row%s", count, count == 1 ? "" : "s")
                : facts.periods(count);
    }

    private void tell(String text, int count, int active) {
        if (count > RARE * active) {
            facts.warn("%s", text);
        } else {
            facts.info("%s", text);
        }
    }
}
