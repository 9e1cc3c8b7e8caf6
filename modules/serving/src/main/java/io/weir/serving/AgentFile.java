package io.weir.serving;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.serving.internal.AgentFileReader;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An agent as a file holds it.
 *
 * @param kind of channel that it was made for
 * @param controller its name in the file
 * @param lines that it bids on, in its order; at least one
 * @param agent fresh from the file; not safe for use by several threads
 */
public record AgentFile(ChannelKind kind, String controller, ImmutableList<AgentLine> lines, BiddingAgent agent) {
    /** @throws IllegalArgumentException if there is no line */
    public AgentFile {
        require(!lines.isEmpty(), "lines (%s) must not be empty.", lines);
    }

    /**
     * Reads a file of the format {@code weir-agent}; docs/agent.md words it.
     *
     * @throws BadInputException if it cannot be read, is of another format or version, or a setting is out of range
     */
    public static AgentFile read(Path file) {
        return AgentFileReader.read(file);
    }

    /**
     * The same, for a channel.
     *
     * @param file it was read from
     * @throws BadInputException if it was made for another kind of channel
     */
    public AgentFile forChannel(Path file, String channel, ChannelKind wanted) {
        if (kind != wanted && kind != ChannelKind.OTHER) {
            throw BadInputException.of(
                    file.toString(),
                    String.format(
                            "kind (%s) is not that of the channel %s, which is %s.", word(kind), channel, word(wanted)),
                    "Maybe name another channel, or a file that was made for " + word(wanted) + ".");
        }
        return this;
    }

    private static String word(ChannelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
