package io.weir.core;

import static io.weir.core.Checks.require;

/**
 * Where money is spent, or, if organic, what works like a channel but costs nothing and is not planned.
 *
 * @param name unique in a workspace, not blank
 * @param kind decides the priors
 * @param organic whether it has volume but no spend
 */
public record Channel(String name, ChannelKind kind, boolean organic) {
    /** @throws IllegalArgumentException if the name is blank */
    public Channel {
        require(!name.isBlank(), "channel name (%s) must not be blank.", name);
    }

    /** A channel that money is spent on. */
    public static Channel paid(String name, ChannelKind kind) {
        return new Channel(name, kind, false);
    }
}
