package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Reads the name of a channel where one is asked for. */
final class ChannelNames {
    private ChannelNames() {}

    /** The name; empty, and a fault with the nearest name, if there is no such channel. */
    static Optional<String> read(YamlValue value, ImmutableSet<String> channels) {
        return value.text().filter(name -> {
            if (!channels.contains(name) && !channels.isEmpty()) {
                value.fault(
                        "is not a channel; channels are " + Texts.list(channels) + ".",
                        Spelling.remedy(name, channels, ""));
            }
            return channels.contains(name);
        });
    }
}
