package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BadInputException;
import io.weir.core.PeriodLength;
import io.weir.simulator.MarketLog;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketLogsTest {
    private static final MarketLog LOG = log();
    private static final String CSV = new String(MarketLogs.csv(LOG), StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static MarketLog log() {
        World world = Worlds.named("small-business").over(1);
        SimulatedMarket market = SimulatedMarket.sampled(world, 1);
        market.reset(1);
        return MarketLog.record(
                market,
                world.channels().stream().map(c -> c.bidder().copy()).toList(),
                SimulatedHistory.targets(world, 1, 1));
    }

    private MarketLog read(String text) throws IOException {
        return MarketLogs.read(Files.writeString(folder.resolve("log.csv"), text));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        MarketLog read = read(CSV);
        assertThat(read.opportunities()).isDeepEqualTo(LOG.opportunities());
        assertThat(read.price()).isDeepEqualTo(LOG.price());
        assertThat(read.value()).isDeepEqualTo(LOG.value());
        assertThat(read.layout().channels()).isEqualTo(LOG.layout().channels());
        assertThat(read.layout().period()).isEqualTo(PeriodLength.WEEK);
        assertThat(read.layout().ticksPerDay()).isEqualTo(24);
        assertThat(read.layout().periods()).isEqualTo(1);
    }

    @Test
    void holesAreToldByHourAndLine() {
        List<String> lines = CSV.lines().toList();
        String holed = lines.stream()
                .filter(line -> !Pattern.compile("^2022-01-0[35],7,search")
                        .matcher(line)
                        .find())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> read(holed))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has a hole: no row for 2022-01-03, hour 7, search, bakery.")
                .hasMessageContaining("no row for 2022-01-05, hour 7, search, bakery.");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2022-01-03,0,search | yesterday,0,search | date (yesterday) is no date",
                "2022-01-03,0,search | 2022-01-03,25,search | hour (25) must be a number from 0 to 23",
                "2022-01-03,0,search,search | 2022-01-03,0,search,radio | kind (radio) must be one of",
                "2022-01-03,0,search | 2022-01-03,0, | names no channel or no line",
                "2022-01-03,1,search | 2022-01-03,0,search | a second time",
                "2022-01-03,0,search | 1022-01-03,0,search | more than a log of its rows can hold",
                "opportunities,price | opportunities,prize | has no column price",
            })
    void whatCannotBeUsedIsToldWithItsLine(String instead, String by, String expected) {
        String text = CSV.replaceFirst(Pattern.quote(instead.strip()), by.strip());
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("log.csv")
                .hasMessageContaining(expected.strip());
    }

    @Test
    void anEmptyOrMissingFileIsToldToBe() {
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> read(CSV.lines().findFirst().orElseThrow() + "\n"))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> MarketLogs.read(folder.resolve("nowhere.csv"))).isInstanceOf(BadInputException.class);
    }
}
