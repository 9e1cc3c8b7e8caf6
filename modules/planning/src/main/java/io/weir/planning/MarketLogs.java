package io.weir.planning;

import io.weir.core.BadInputException;
import io.weir.core.Line;
import io.weir.core.MarketLayout;
import io.weir.planning.internal.reading.LogReader;
import io.weir.simulator.MarketLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Logs of markets as CSV files: a row per tick and line. */
public final class MarketLogs {
    private static final long LARGEST = 256L << 20;

    private MarketLogs() {}

    /**
     * Reads one.
     *
     * @throws BadInputException with every fault, if it cannot be used
     */
    public static MarketLog read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw BadInputException.of(file.toString(), "is larger than 256 MB.", "Maybe cut it into years.");
            }
            return LogReader.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw BadInputException.of(file.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
    }

    /** A log as the text of a file. */
    public static byte[] csv(MarketLog log) {
        MarketLayout layout = log.layout();
        var text = new StringBuilder(String.join(",", LogReader.COLUMNS)).append('\n');
        for (int tick = 0; tick < log.opportunities().length; tick++) {
            int seat = 0;
            for (MarketLayout.Seat channel : layout.channels()) {
                for (Line line : channel.lines()) {
                    text.append(layout.dateOf(tick))
                            .append(',')
                            .append(tick % layout.ticksPerDay())
                            .append(',')
                            .append(channel.channel().name())
                            .append(',')
                            .append(channel.channel().kind().name().toLowerCase(Locale.ROOT))
                            .append(',')
                            .append(line.name())
                            .append(',')
                            .append(line.unit().name().toLowerCase(Locale.ROOT));
                    for (double[][] column : new double[][][] {
                        log.opportunities(), log.price(), log.clickRate(), log.conversionRate(), log.value()
                    }) {
                        text.append(',').append(column[tick][seat]);
                    }
                    text.append('\n');
                    seat++;
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
