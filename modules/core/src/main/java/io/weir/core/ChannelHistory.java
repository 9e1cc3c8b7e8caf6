package io.weir.core;

import static io.weir.core.Checks.require;

import java.util.Optional;

/**
 * What one channel did.
 *
 * @param channel which
 * @param spend currency per period, {@code [geo][period]}, {@code >= 0}; all zero for an organic channel
 * @param volume clicks, impressions, mails per period, {@code [geo][period]}, {@code >= 0}; empty if not given
 */
public record ChannelHistory(Channel channel, Panel spend, Optional<Panel> volume) {
    /** @throws IllegalArgumentException if shapes differ or an organic channel has no volume */
    public ChannelHistory {
        require(!channel.organic() || volume.isPresent(), "organic channel %s needs a volume.", channel.name());
        volume.ifPresent(panel -> require(
                panel.geos() == spend.geos() && panel.periods() == spend.periods(),
                "spend and volume of %s must have the same shape.",
                channel.name()));
    }
}
