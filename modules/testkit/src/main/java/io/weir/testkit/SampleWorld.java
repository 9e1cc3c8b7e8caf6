package io.weir.testkit;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.OptionalDouble;

/**
 * A small made-up market whose truth is known: {@code KPI = level + trend + season + weekday + controls + sum of the
 * channels' responses, each lifted by its halos, + noise}. Everything that {@link SampleGenerator} makes follows from it.
 *
 * @param name of the sample, also the folder's
 * @param about sentences for the head of the workspace file, one line each
 * @param seed of all chance in it
 * @param length of a period
 * @param start first day of the history
 * @param periods number of periods of the history, at least 2
 * @param kpi what is counted
 * @param channels where money is spent
 * @param halos how channels lift each other
 * @param controls what else moves the KPI
 * @param baseline what comes without any channel
 * @param noise what no model explains
 * @param plan what is to be planned
 */
public record SampleWorld(
        String name,
        ImmutableList<String> about,
        long seed,
        PeriodLength length,
        LocalDate start,
        int periods,
        Counted kpi,
        ImmutableList<SampleChannel> channels,
        ImmutableList<Halo> halos,
        ImmutableList<DayControl> controls,
        Baseline baseline,
        Noise noise,
        Planned plan) {
    /** @throws IllegalArgumentException if there is too little of anything, or a halo names no channel */
    public SampleWorld {
        require(periods >= 2, "periods (%s) must be at least 2.", periods);
        require(!channels.isEmpty(), "a world needs at least one channel.");
        for (Halo halo : halos) {
            require(
                    channels.stream().anyMatch(c -> c.name().equals(halo.source()))
                            && channels.stream().anyMatch(c -> c.name().equals(halo.target())),
                    "halo from %s to %s must join two channels.",
                    halo.source(),
                    halo.target());
        }
    }

    /** First day of a period; 0 is the first of the history, negative ones lie before it. */
    public LocalDate startOf(int period) {
        return length.plus(start, period);
    }

    /**
     * What is counted. Revenue is drawn with normal noise; conversions are drawn as whole numbers.
     *
     * @param column of the history
     * @param kind of the KPI
     * @param value currency per unit; empty for revenue
     * @param maturity share of a period's count that is known after 1, 2, ... periods; empty if all is known at once
     */
    public record Counted(String column, KpiKind kind, OptionalDouble value, ImmutableList<Double> maturity) {
        /** @throws IllegalArgumentException if a share is outside (0, 1] */
        public Counted {
            for (double share : maturity) {
                require(share > 0 && share <= 1, "maturity (%s) must be in (0, 1].", share);
            }
        }
    }

    /**
     * One channel's lift of another's response by the factor {@code 1 + strength * a / (half + a)}, {@code a} the source's
     * normalised geometric adstock.
     *
     * @param source channel that lifts
     * @param target channel that is lifted
     * @param strength most that it lifts, relative; {@code > 0}
     * @param carryOver share of the lift that is left after one period, in {@code [0, 1)}
     * @param half spend per period of the source that lifts by half the strength, currency; {@code > 0}
     */
    public record Halo(String source, String target, double strength, double carryOver, double half) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Halo {
            requirePositive("strength", strength);
            requireInRange("carryOver", carryOver, 0, 0.99);
            requirePositive("half", half);
        }
    }

    /**
     * Days of the year that move the KPI. The column counts them in each period.
     *
     * @param name of the column
     * @param effect KPI per such day; negative for days that cost
     * @param windows the days, the same each year
     */
    public record DayControl(String name, double effect, ImmutableList<Window> windows) {
        /** Such days among the {@code days} days from {@code first}. */
        public int count(LocalDate first, int days) {
            int count = 0;
            for (int d = 0; d < days; d++) {
                MonthDay day = MonthDay.from(first.plusDays(d));
                if (windows.stream().anyMatch(w -> w.contains(day))) {
                    count++;
                }
            }
            return count;
        }
    }

    /**
     * Days within one year.
     *
     * @param first day
     * @param last day, inclusive, not before {@code first}
     */
    public record Window(MonthDay first, MonthDay last) {
        /** From day {@code d1} of month {@code m1} to day {@code d2} of month {@code m2}. */
        public static Window of(int m1, int d1, int m2, int d2) {
            return new Window(MonthDay.of(m1, d1), MonthDay.of(m2, d2));
        }

        boolean contains(MonthDay day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /**
     * What comes without any channel: {@code level + trendPerYear * years + season * cos(2 pi (day - peak) / 365.25) +
     * weekday}.
     *
     * @param level KPI per period at the start; {@code > 0}
     * @param trendPerYear change of it per year
     * @param season amplitude, KPI per period
     * @param seasonPeak day of the year with the highest season
     * @param weekday KPI to add Monday to Sunday, for daily periods; empty for none
     */
    public record Baseline(
            double level, double trendPerYear, double season, int seasonPeak, ImmutableList<Double> weekday) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Baseline {
            requirePositive("level", level);
            require(weekday.isEmpty() || weekday.size() == 7, "weekday (%s) must have 7 entries or none.", weekday);
        }
    }

    /**
     * What no model explains: normal, with memory. Counts vary on top by chance (Poisson).
     *
     * @param deviation standard deviation, KPI per period; {@code >= 0}
     * @param memory correlation of neighbouring periods, in {@code [0, 1)}
     */
    public record Noise(double deviation, double memory) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Noise {
            requireInRange("deviation", deviation, 0, Double.MAX_VALUE);
            requireInRange("memory", memory, 0, 0.99);
        }
    }

    /**
     * What is to be planned. The budget is what history spent per period, for as many periods, in round numbers.
     *
     * @param periods of the horizon, at least 1
     * @param round budget is a multiple of this, currency; {@code > 0}
     * @param rules one line of the workspace file each, without the leading dash
     */
    public record Planned(int periods, double round, ImmutableList<String> rules) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Planned {
            require(periods >= 1, "periods (%s) must be at least 1.", periods);
            requirePositive("round", round);
        }
    }
}
