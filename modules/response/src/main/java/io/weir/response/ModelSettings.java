package io.weir.response;

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
 */
public record ModelSettings(
        ImmutableMap<String, ChannelSettings> channels, Interactions interactions, boolean drift) {
    /** Everything by default. */
    public static ModelSettings defaults() {
        return new ModelSettings(ImmutableMap.of(), Interactions.AUTO, true);
    }

    /** The settings of one channel; {@link ChannelSettings#NONE} if there are none. */
    public ChannelSettings of(String channel) {
        return channels.getOrDefault(channel, ChannelSettings.NONE);
    }

    /**
     * @param adstock its family
     * @param saturation its family
     * @param returns prior of the average return over the history
     * @param fatigue whether the channel tires its audience; by default only e-mail does
     * @param drift whether its effectiveness may change over time; by default as {@link ModelSettings#drift}
     */
    public record ChannelSettings(
            Optional<AdstockKind> adstock,
            Optional<SaturationKind> saturation,
            Optional<ReturnPrior> returns,
            Optional<Boolean> fatigue,
            Optional<Boolean> drift) {
        /** Nothing set. */
        public static final ChannelSettings NONE =
                new ChannelSettings(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Log-normal prior of a channel's return: incremental KPI (or its value in currency, where one is given) per unit of
     * spend, averaged over the history.
     *
     * @param median {@code > 0}
     * @param spread standard deviation of the log, {@code > 0}
     */
    public record ReturnPrior(double median, double spread) {
        /** @throws IllegalArgumentException if a component is not positive */
        public ReturnPrior {
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
