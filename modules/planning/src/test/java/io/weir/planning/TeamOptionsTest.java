package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamOptionsTest {
    @TempDir
    private Path folder;

    private TeamOptions read(String yaml) throws IOException {
        return TeamOptions.read(Files.writeString(folder.resolve("t.yaml"), yaml));
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws IOException {
        assertThat(read("rounds: 9")).isEqualTo(read("{structure: hierarchy, credit: team, rounds: 9}"));
        assertThat(TeamOptions.standard().structure()).isEqualTo("hierarchy");
        assertThat(read("information: messages").messages()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        TeamOptions all = read("""
                structure: independent
                information: messages
                messages: 3
                central-critic: true
                shared-parameters: true
                sharing: cooperative
                credit: shapley
                past-opponents: 0.25
                averaging: 0.01
                reward: lifetime-value
                horizon: period
                history: 30
                periods: 6
                markets: 2
                rounds: 12
                """);
        assertThat(all.longTerm()).isFalse();
        assertThat(read(all.yaml())).isEqualTo(all);
        assertThat(read(TeamOptions.standard().yaml())).isEqualTo(TeamOptions.standard());
    }

    @Test
    void rivalsLearnForWhatTheirWholeFirmWins() throws IOException {
        TeamOptions firms = read("rivals: learn");
        assertThat(firms.rivalsLearn()).isTrue();
        assertThat(firms.averaging()).as("firms go in circles").isEqualTo(0.01);
        assertThat(read("rivals: learn\naveraging: 0").averaging()).isZero();
        assertThat(read(firms.yaml())).isEqualTo(firms);
        assertThat(read("rivals: as-they-are")).isEqualTo(TeamOptions.standard());
        for (String other : new String[] {"sharing: mixed", "credit: difference"}) {
            assertThatThrownBy(() -> read("rivals: learn\n" + other))
                    .hasMessageContaining("t.yaml:1: rivals (learn) learn for what their whole firm wins");
        }
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> read("""
                        structure: flat
                        information: messages
                        credit: coma
                        central-critic: false
                        sharing: mixed
                        temperature: 0
                        rounds: 2.5
                        colour: blue
                        """))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("t.yaml:2: information (messages) needs several agents")
                .hasMessageContaining("t.yaml:3: credit (coma) is of the team's reward: it needs sharing: cooperative")
                .hasMessageContaining("needs central-critic: true")
                .hasMessageContaining("t.yaml:6: temperature (0) must be a number above 0")
                .hasMessageContaining("t.yaml:7: rounds (2.5) must be a whole number from 4 to 10000")
                .hasMessageContaining("t.yaml:8: colour is not a known key");
    }

    @Test
    void messagesNeedAgentsThatSendThem() {
        assertThatThrownBy(() -> read("messages: 2")).hasMessageContaining("messages (2) needs information: messages.");
        assertThatThrownBy(() -> TeamOptions.read(folder.resolve("nowhere.yaml")))
                .hasMessageContaining("nowhere.yaml")
                .hasMessageContaining("is not a file");
    }
}
