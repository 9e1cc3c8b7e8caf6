package io.weir.response;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What the user decides about the model instead of leaving it to the defaults: the {@code model:} part of a workspace.
 *
 * @param channels per channel name
 * @param interactions which channels may change another's response
 * @param drift whether channels' effectiveness may change over time, where a channel does not say
 * @param baseline what the KPI without any channel looks like
 */
public record ModelSettings(
        ImmutableMap<String, ChannelSettings> channels,
        Interactions interactions,
        boolean drift,
        BaselineSettings baseline) {
    /** Everything by default. */
    public static ModelSettings defaults() {
        return new ModelSettings(ImmutableMap.of(), Interactions.AUTO, true, BaselineSettings.DEFAULT);
    }

    /** The settings of one channel; {@link ChannelSettings#NONE} if there are none. */
    public ChannelSettings of(String channel) {
        return channels.getOrDefault(channel, ChannelSettings.NONE);
    }

    /** The same with other settings of one channel. */
    public ModelSettings with(String channel, ChannelSettings settings) {
        var all = ImmutableMap.<String, ChannelSettings>builder()
                .putAll(channels)
                .put(channel, settings)
                .buildKeepingLast();
        return new ModelSettings(all, interactions, drift, baseline);
    }

    /** The same with other interactions. */
    public ModelSettings with(Interactions other) {
        return new ModelSettings(channels, other, drift, baseline);
    }

    /**
     * What the KPI without any channel looks like.
     *
     * @param waves sine waves a year that the season is made of, 0 (no season) to 26; the history must hold a year and a
     *     half for more than one
     * @param flexibleTrend whether the trend may bend each quarter, or is a straight line
     */
    public record BaselineSettings(int waves, boolean flexibleTrend) {
        /** A season of eight waves, shrunk, and a trend that may bend. */
        public static final BaselineSettings DEFAULT = new BaselineSettings(8, true);

        /** @throws IllegalArgumentException if there are too many waves */
        public BaselineSettings {
            require(waves >= 0 && waves <= 26, "waves (%s) must be in [0, 26].", waves);
        }
    }

    /**
     * One channel; what is empty is left to the defaults.
     *
     * @param adstock its family; by default chosen by evidence
     * @param saturation its family; by default chosen by evidence
     * @param priors what is believed of it before the history is seen
     * @param fatigue whether the channel tires its audience; by default only e-mail does
     * @param drift whether its effectiveness may change over time; by default as {@link ModelSettings#drift}
     * @param costCurve whether its price may rise with what is bought, where volume is given; by default it may
     * @param followsDemand whether part of its spend follows demand that the baseline does not see; by default where the
     *     history shows signs of it
     * @param fitted its response as another tool has fitted it, taken as certain
     */
    public record ChannelSettings(
            Optional<AdstockKind> adstock,
            Optional<SaturationKind> saturation,
            PriorSettings priors,
            Optional<Boolean> fatigue,
            Optional<Boolean> drift,
            Optional<Boolean> costCurve,
            Optional<Boolean> followsDemand,
            Optional<FittedElsewhere> fitted) {
        /** Nothing set. */
        public static final ChannelSettings NONE = new Builder().build();

        /** The same with a family of adstock. */
        public ChannelSettings with(AdstockKind kind) {
            return new ChannelSettings(
                    Optional.of(kind), saturation, priors, fatigue, drift, costCurve, followsDemand, fitted);
        }

        /** The same with a family of saturation. */
        public ChannelSettings with(SaturationKind kind) {
            return new ChannelSettings(
                    adstock, Optional.of(kind), priors, fatigue, drift, costCurve, followsDemand, fitted);
        }

        /** The same with spend that follows demand, or not. */
        public ChannelSettings withFollowsDemand(boolean value) {
            return new ChannelSettings(
                    adstock, saturation, priors, fatigue, drift, costCurve, Optional.of(value), fitted);
        }

        /** A builder with nothing set. */
        public static Builder builder() {
            return new Builder();
        }

        /** Sets what is not to be left to the defaults. */
        public static final class Builder {
            private Optional<AdstockKind> adstock = Optional.empty();
            private Optional<SaturationKind> saturation = Optional.empty();
            private PriorSettings priors = PriorSettings.NONE;
            private Optional<Boolean> fatigue = Optional.empty();
            private Optional<Boolean> drift = Optional.empty();
            private Optional<Boolean> costCurve = Optional.empty();
            private Optional<Boolean> followsDemand = Optional.empty();
            private Optional<FittedElsewhere> fitted = Optional.empty();

            private Builder() {}

            public Builder adstock(AdstockKind value) {
                adstock = Optional.of(value);
                return this;
            }

            public Builder saturation(SaturationKind value) {
                saturation = Optional.of(value);
                return this;
            }

            public Builder priors(PriorSettings value) {
                priors = value;
                return this;
            }

            public Builder fatigue(boolean value) {
                fatigue = Optional.of(value);
                return this;
            }

            public Builder drift(boolean value) {
                drift = Optional.of(value);
                return this;
            }

            public Builder costCurve(boolean value) {
                costCurve = Optional.of(value);
                return this;
            }

            public Builder followsDemand(boolean value) {
                followsDemand = Optional.of(value);
                return this;
            }

            public Builder fitted(FittedElsewhere value) {
                fitted = Optional.of(value);
                return this;
            }

            public ChannelSettings build() {
                return new ChannelSettings(
                        adstock, saturation, priors, fatigue, drift, costCurve, followsDemand, fitted);
            }
        }
    }

    /**
     * What is believed of a channel before its history is seen; empty where the defaults hold.
     *
     * @param returns incremental KPI (or its value in currency, where one is given) per unit of spend, averaged over the
     *     history: log-normal
     * @param retention share of an effect that remains after a week: normal on the logit
     * @param half volume at half of the ceiling, relative to the mean of active periods: log-normal
     * @param slope Hill slope: log-normal
     */
    public record PriorSettings(
            Optional<Prior> returns, Optional<Prior> retention, Optional<Prior> half, Optional<Prior> slope) {
        /** Nothing set. */
        public static final PriorSettings NONE =
                new PriorSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** @throws IllegalArgumentException if the median of the retention is not a share below 1 */
        public PriorSettings {
            retention.ifPresent(p -> requireInRange("retention median", p.median(), 0, Math.nextDown(1.0)));
        }

        /** The return alone. */
        public static PriorSettings ofReturn(double median, double spread) {
            return new PriorSettings(
                    Optional.of(new Prior(median, spread)), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * A median and how sure it is.
     *
     * @param median as likely exceeded as not, {@code > 0}
     * @param spread standard deviation of the logarithm (of the logit for a share), {@code > 0}
     */
    public record Prior(double median, double spread) {
        /** @throws IllegalArgumentException if a component is not positive */
        public Prior {
            requirePositive("prior median", median);
            requirePositive("prior spread", spread);
        }
    }

    /**
     * Which channels may change another's response.
     *
     * @param auto pairs chosen by channel kind, shrunk toward no effect
     * @param pairs source and target names, where the user gave them
     */
    public record Interactions(boolean auto, ImmutableList<Pair> pairs) {
        /** Pairs chosen by channel kind. */
        public static final Interactions AUTO = new Interactions(true, ImmutableList.of());
        /** No interactions. */
        public static final Interactions NONE = new Interactions(false, ImmutableList.of());
    }

    /**
     * @param source the channel that acts
     * @param target the channel whose response it changes
     */
    public record Pair(String source, String target) {}
}
