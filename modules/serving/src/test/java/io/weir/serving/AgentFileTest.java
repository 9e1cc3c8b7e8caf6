package io.weir.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.bidding.FrequencyCap;
import io.weir.bidding.LearnedBidder;
import io.weir.bidding.LearnedPolicies;
import io.weir.core.BadInputException;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.policy.DualPacing;
import io.weir.policy.FixedBid;
import io.weir.policy.FixedCpa;
import io.weir.policy.MailCalendar;
import io.weir.policy.NetworkFile;
import io.weir.policy.PidPacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFileTest {
    private static final String GOOD = """
            {
              "format": "weir-agent", "version": 1, "kind": "search",
              "controller": "dual-pacing", "settings": {"price": 1.5, "rate": 0.05},
              "lines": [
                {"name": "brand", "unit": "click", "value": 3.0, "conversion-rate": 0.05, "price": 0.8}
              ]
            }
            """;

    @TempDir
    private Path folder;

    private AgentFile read(String text) {
        Path file = folder.resolve("agent.json");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return AgentFile.read(file);
    }

    private static String with(String controller, String settings) {
        return GOOD.replace("dual-pacing", controller).replace("{\"price\": 1.5, \"rate\": 0.05}", settings);
    }

    @Test
    void holdsABidderAndItsLines() {
        AgentFile file = read(GOOD);
        assertThat(file.kind()).isEqualTo(ChannelKind.SEARCH);
        assertThat(file.controller()).isEqualTo("dual-pacing");
        assertThat(file.agent()).isInstanceOf(DualPacing.class);
        assertThat(file.lines()).containsExactly(new AgentLine(new Line("brand", Line.Unit.CLICK), 3, 0.05, 0.8));
    }

    @Test
    void knowsTheControllers() {
        assertThat(read(with("fixed-bid", "{\"bid\": 2}")).agent()).isInstanceOf(FixedBid.class);
        assertThat(read(with("fixed-cpa", "{\"cpa\": 20}")).agent()).isInstanceOf(FixedCpa.class);
        assertThat(read(with("dual-pacing", "{\"price\": 1, \"rate\": 0.1, \"most\": 1}"))
                        .agent())
                .isInstanceOf(DualPacing.class);
        assertThat(read(with(
                                "pid-pacing",
                                "{\"multiplier\": 1, \"proportional\": 0.1, \"integral\": 0.1, \"derivative\": 0}"))
                        .agent())
                .isInstanceOf(PidPacing.class);
        String mail = with("mail-calendar", "{\"weekdays\": [0, 3], \"hour\": 9}")
                .replace("\"search\"", "\"email\"")
                .replace("\"click\"", "\"send\"");
        assertThat(read(mail).agent()).isInstanceOf(MailCalendar.class);
    }

    @Test
    void takesAPolicyThatComesWithWeirOrOneOfAFile() {
        for (String name : LearnedPolicies.NAMES) {
            assertThat(read(with("learned", "{\"start\": 0.5, \"network\": \"" + name + "\"}"))
                            .agent())
                    .isInstanceOf(LearnedBidder.class);
        }
        NetworkFile.write(folder.resolve("mine.net"), LearnedPolicies.named("search"));
        assertThat(read(with("learned", "{\"start\": 0.5, \"network\": \"mine.net\"}"))
                        .agent())
                .isInstanceOf(LearnedBidder.class);
    }

    @Test
    void refusesPoliciesThatCannotBeUsed() throws IOException {
        byte[] good = NetworkFiles.of("search");
        good[good.length / 2] ^= 1;
        Files.write(folder.resolve("damaged.net"), good);
        Files.writeString(folder.resolve("foreign.net"), "PK\u0003\u0004");
        NetworkFile.write(folder.resolve("other.net"), NetworkFiles.forOtherInputs());
        refusesNetwork("\"damaged.net\"", "damaged.net: checksum does not fit: the file is damaged.");
        refusesNetwork("\"foreign.net\"", "foreign.net: is no network");
        refusesNetwork("\"nowhere.net\"", "nowhere.net: network cannot be read");
        refusesNetwork("\"other.net\"", "other.net: inputs (a, b) must be time-left, ");
        refusesNetwork("7", "settings.network (7) must be a word.");
        refusesNetwork("\"\"", "settings.network () must be a word.");
    }

    private void refusesNetwork(String network, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(with("learned", "{\"start\": 0.5, \"network\": " + network + "}")))
                .withMessageContaining(message);
    }

    @Test
    void capsImpressionsPerPerson() {
        String social = with("paced", "{\"start\": 0.5, \"frequency-cap\": 3}")
                .replace("\"search\"", "\"social\"")
                .replace("\"click\"", "\"thousand-impressions\"");
        String counted = social.replace("\"price\": 0.8", "\"price\": 0.8, \"people\": 40000");
        assertThat(read(counted).agent()).isInstanceOf(FrequencyCap.class);
        refuses(social, "lines[0].people (missing) must be a number.");
        refuses(counted.replace("40000", "0"), "people (0.0) must be in");
        refuses(counted.replace("cap\": 3", "cap\": -1"), "frequency-cap (-1.0) must be in");
        refuses(
                with("paced", "{\"start\": 0.5, \"frequency-cap\": 3}"),
                "settings.frequency-cap is for lines in thousand-impressions; lines[0].unit (click) is not.");
    }

    private void refuses(String text, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(message);
    }

    @Test
    void isMadeForOneKindOfChannel() {
        Path path = folder.resolve("agent.json");
        assertThat(read(GOOD).forChannel(path, "google", ChannelKind.SEARCH)).isNotNull();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(GOOD).forChannel(path, "news", ChannelKind.EMAIL))
                .withMessageContaining("kind (search) is not that of the channel news, which is email.")
                .withMessageContaining("Maybe name another channel");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "weir-agent|other|format (other) must be weir-agent.",
                "\"version\": 1|\"version\": 2|version (2) must be 1.",
                "\"version\": 1|\"version\": \"1\"|version (1) must be 1.",
                "\"search\"|\"radio\"|kind (radio) must be one of search, social, email, other.",
                "dual-pacing|magic|controller (magic) must be one of budget-pacer, dual-pacing, fixed-bid",
                "\"price\": 1.5|\"price\": -1|price (-1.0) must be finite and > 0.",
                "\"price\": 1.5|\"price\": \"x\"|settings.price (x) must be a number.",
                "\"price\": 1.5, |`` |settings.price (missing) must be a number.",
                "\"rate\"|\"speed\"|settings.rate (missing) must be a number.",
                "\"rate\": 0.05|\"rate\": 0.05, \"speed\": 3|settings.speed is not a known key.",
                "\"lines\"|\"rows\"|rows is not a known key.",
                "\"unit\": \"click\"|\"unit\": \"cm\"|lines[0].unit (cm) must be one of click, thousand-impressions, send.",
                "\"unit\": \"click\"|\"unit\": \"send\"|lines[0].unit (send) is not what is bid for in search.",
                "\"brand\"|\" \"|line name ( ) must not be blank.",
                "\"value\": 3.0|\"value\": 1e999|value (Infinity) must be finite and >= 0.",
                "\"value\": 3.0|\"value\": 3.0, \"value\": 2|Duplicate field 'value'",
                "}|]|is no JSON",
            })
    void namesWhatIsWrong(String what, String instead, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(GOOD.replace(what, instead)))
                .withMessageContaining("agent.json")
                .withMessageContaining(message);
    }

    @Test
    void refusesFilesThatAreNone() throws IOException {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> AgentFile.read(folder.resolve("nowhere.json")))
                .withMessageContaining("does not exist.");
        for (String text : new String[] {"", "7", "[]", "PK\u0003\u0004", GOOD.substring(0, 100), GOOD + GOOD}) {
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(text));
        }
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[(16 << 20) + 1]);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> AgentFile.read(large))
                .withMessageContaining("an agent has at most");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(GOOD.replace("\"search\"", "\"x\"").replace("1.5", "0")))
                .satisfies(e -> assertThat(e.faults()).hasSize(2));
    }
}
