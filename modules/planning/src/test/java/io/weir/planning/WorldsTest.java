package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.Progress;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldsTest {
    static final ImmutableList<String> names = Worlds.NAMES;

    private static final String GOOD = """
            name: small
            start: 2024-01-01
            periods: 8
            people:
              - {name: town, size: 20000, need: 0.01}
            channels:
              - name: search
                kind: search
                spend: {mean: 200}
                keywords: [{name: all}]
              - name: email
                kind: email
                spend: {mean: 5}
            rivals:
              - {name: rival, channel: search, budget: 300, value: 2}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("names")
    void everyWorldThatComesAlongSpendsItsMoneyAndSells(String name) {
        World world = Worlds.named(name).over(6);
        assertThat(world.about()).isNotBlank();
        SimulatedHistory history = SimulatedHistory.of(world, 1, Progress.SILENT);
        for (int c = 0; c < world.channels().size(); c++) {
            double spent = 0;
            double meant = 0;
            for (int t = 0; t < 6; t++) {
                spent += history.spend()[t][c];
                meant += history.targets()[t][c];
            }
            assertThat(spent / meant).as(world.channels().get(c).name()).isBetween(0.5, 1.0 + 1e-9);
        }
        assertThat(Arrays.stream(history.kpi()).min().orElseThrow()).isPositive();
        assertThat(history.visible()[0]).isLessThanOrEqualTo(history.kpi()[0] * (1 + 1e-9));
    }

    @Test
    void aDrawnWorldIsTheSameForTheSameSeedAndAnotherForAnother() {
        for (long seed = 1; seed <= 25; seed++) {
            assertThat(Worlds.find("random", seed).yaml())
                    .isEqualTo(Worlds.find("random", seed).yaml())
                    .isNotEqualTo(Worlds.find("random", seed + 1).yaml());
            assertThat(Worlds.drawn(seed).channels()).hasSizeBetween(3, 5);
        }
    }

    @Test
    void aWorldOfAFileIsRead() throws IOException {
        World world = Worlds.of(write(GOOD));
        assertThat(world.name()).isEqualTo("small");
        assertThat(world.periods()).isEqualTo(8);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "size: 20000 | size: -5 | people[0].size (-5) must be",
                "size: 20000 | size: 1000000000 | people[0].size (1000000000) must be",
                "need: 0.01 | need: 1.5 | people[0].need (1.5) must be a chance or share from 0 to 1",
                "periods: 8 | funnel: {recover: 0} | whoever buys once never needs anything again: a state of people cannot be reached",
                "periods: 8 | periods: 0 | periods (0) must be",
                "periods: 8 | periods: 8.5 | periods (8.5) must be",
                "budget: 300, | | budget",
                "budget: 300 | budget: 0 | budget (0) must be",
                "channel: search | channel: serch | channel (serch) is no channel with auctions",
                "channel: search | channel: email | channel (email) is no channel with auctions",
                "kind: email | kind: mail | kind (mail) must be one of",
                "keywords: [{name: all}] | keywords: [] | holds no group of queries",
                "start: 2024-01-01 | start: 2024-01-03 | must be a Monday where periods are weeks",
                "start: 2024-01-01 | start: soon | start (soon)",
                "name: email | name: search | stands here a second time",
                "mean: 200 | mean: -1 | mean (-1) must be",
                "name: small | nmae: small | nmae",
                "name: small | name: ../../small | name (../../small) must be a name that a file can have",
                "name: small | name: a\\b | name (a\\b) must be a name that a file can have",
                "name: small | name: .. | name (..) must be a name that a file can have",
            })
    void whatIsWrongIsToldWithPlaceAndValue(String instead, String by, String expected) throws IOException {
        String text = GOOD.replace(instead.strip(), by == null ? "" : by.strip());
        assertThat(text).isNotEqualTo(GOOD);
        var told = catchThrowableOfType(BadInputException.class, () -> Worlds.of(write(text)));
        assertThat(told).as(text).isNotNull();
        assertThat(told.getMessage()).contains(expected.strip()).contains("world.yaml");
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        String text = GOOD.replace("size: 20000", "size: -5")
                .replace("budget: 300", "budget: 0")
                .replace("periods: 8", "periods: 0");
        assertThatThrownBy(() -> Worlds.of(write(text)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("size (-5)")
                .hasMessageContaining("budget (0)")
                .hasMessageContaining("periods (0)");
    }

    @Test
    void tooManyPeopleTogetherAreToldToo() throws IOException {
        String text = GOOD.replace(
                "  - {name: town, size: 20000, need: 0.01}",
                "  - {name: a, size: 100000000}\n  - {name: b, size: 100000000}\n  - {name: c, size: 100000000}\n"
                        + "  - {name: d, size: 100000000}");
        assertThatThrownBy(() -> Worlds.of(write(text)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("people has 400,000,000 people; at most 300,000,000 are simulated.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "people: []\nchannels: []\n", "channels: []\n", "- 1\n", "people: 7\n", "name: [\n", "\u0000"
            })
    void aFileThatIsNoWorldIsToldToBeNone(String text) throws IOException {
        Path file = write(text).equals("") ? folder : folder.resolve("world.yaml");
        assertThatThrownBy(() -> Worlds.of(file.toString())).isInstanceOf(BadInputException.class);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> Worlds.of("hallo"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("(hallo)")
                .hasMessageContaining("halo")
                .hasMessageContaining("random");
        assertThatThrownBy(() -> Worlds.named("hallo")).isInstanceOf(BadInputException.class);
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("world.yaml"), text).toString();
    }
}
