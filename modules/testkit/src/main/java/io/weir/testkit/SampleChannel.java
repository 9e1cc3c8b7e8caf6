package io.weir.testkit;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import java.util.Optional;

/**
 * A channel of a made-up market: how its spend comes about, and what it truly brings.
 *
 * @param name of the channel
 * @param kind of the channel
 * @param spending how much is spent when
 * @param response what the spend brings
 */
public record SampleChannel(String name, ChannelKind kind, Spending spending, Response response) {

    /**
     * How spend comes about: {@code mean * exp(season + wave + jitter) * weekday * burst}, or nothing in a pause. The wave
     * is what a team changes slowly, the jitter what differs from one period to the next; together they are the
     * variation a model learns from.
     *
     * @param mean spend of an ordinary period, currency; {@code > 0}
     * @param season amplitude of the yearly swing of the logarithm; {@code >= 0}
     * @param seasonPeak day of the year with the highest spend, 1 to 366
     * @param wave standard deviation of the slow part of the logarithm; {@code >= 0}
     * @param wavePeriods periods after which the slow part is forgotten to 1/e; {@code > 0}
     * @param jitter standard deviation of the part that is new in each period; {@code >= 0}
     * @param burst campaigns on top
     * @param pause stretches without spend
     * @param weekday factors Monday to Sunday for daily periods; empty for none
     * @param unit amounts are multiples of this, currency; {@code > 0}
     */
    public record Spending(
            double mean,
            double season,
            int seasonPeak,
            double wave,
            double wavePeriods,
            double jitter,
            Spell burst,
            Spell pause,
            ImmutableList<Double> weekday,
            double unit) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Spending {
            requirePositive("mean", mean);
            requireInRange("season", season, 0, 2);
            requireInRange("seasonPeak", seasonPeak, 1, 366);
            requireInRange("wave", wave, 0, 2);
            requirePositive("wavePeriods", wavePeriods);
            requireInRange("jitter", jitter, 0, 2);
            requirePositive("unit", unit);
            require(weekday.isEmpty() || weekday.size() == 7, "weekday (%s) must have 7 factors or none.", weekday);
        }
    }

    /**
     * Something that begins by chance and lasts some periods.
     *
     * @param chance that it begins in a period in which it does not run, 0 to 1
     * @param shortest fewest periods, at least 1
     * @param longest most periods, at least {@code shortest}
     * @param factor on the spend while it runs; 0 for a pause
     */
    public record Spell(double chance, int shortest, int longest, double factor) {
        /** Never happens. */
        public static final Spell NONE = new Spell(0, 1, 1, 1);

        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Spell {
            requireInRange("chance", chance, 0, 1);
            require(
                    shortest >= 1 && longest >= shortest,
                    "lengths (%s to %s) must be 1 <= shortest <= longest.",
                    shortest,
                    longest);
            requireInRange("factor", factor, 0, 100);
        }
    }

    /**
     * What spend brings: {@code ceiling * a^slope / (half^slope + a^slope) * exp(-fatigue * b) * drift}, with {@code a} the
     * spend's normalised geometric adstock, {@code b} that of the tired audience.
     *
     * @param ceiling KPI per period approached as spend grows; {@code > 0}
     * @param carryOver share of the effect that is left after one period, in {@code [0, 1)}
     * @param half spend per period that brings half the ceiling, currency; {@code > 0}
     * @param slope steepness, dimensionless; in {@code (0, 10]}
     * @param fatigue whether and how it tires its audience
     * @param drift whether and when it changed
     */
    public record Response(
            double ceiling,
            double carryOver,
            double half,
            double slope,
            Optional<Fatigue> fatigue,
            Optional<Drift> drift) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Response {
            requirePositive("ceiling", ceiling);
            requireInRange("carryOver", carryOver, 0, 0.99);
            requirePositive("half", half);
            requirePositive("slope", slope);
            requireInRange("slope", slope, 0, 10);
        }

        /** Neither tires nor changes. */
        public static Response steady(double ceiling, double carryOver, double half, double slope) {
            return new Response(ceiling, carryOver, half, slope, Optional.empty(), Optional.empty());
        }

        /** The same with an audience that tires. */
        public Response tiring(double strength, double memory) {
            return new Response(ceiling, carryOver, half, slope, Optional.of(new Fatigue(strength, memory)), drift);
        }

        /** The same with a change on the way. */
        public Response drifting(int fromRow, double factor) {
            return new Response(ceiling, carryOver, half, slope, fatigue, Optional.of(new Drift(fromRow, factor)));
        }
    }

    /**
     * An audience that tires.
     *
     * @param strength fall of the logarithm of the response per 1,000 currency of remembered spend per period;
     *     {@code >= 0}
     * @param memory share that is remembered after one period, in {@code [0, 1)}
     */
    public record Fatigue(double strength, double memory) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Fatigue {
            requireInRange("strength", strength, 0, 1000);
            requireInRange("memory", memory, 0, 0.99);
        }
    }

    /**
     * A lasting change of effectiveness.
     *
     * @param fromRow first row of the history in which it holds, from 0
     * @param factor on the response; {@code > 0}
     */
    public record Drift(int fromRow, double factor) {
        /** @throws IllegalArgumentException if a component is outside its range or NaN */
        public Drift {
            require(fromRow >= 0, "fromRow (%s) must be at least 0.", fromRow);
            requirePositive("factor", factor);
        }
    }
}
