package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainGroupTest {
    @TempDir
    private Path folder;

    private Path world;

    @BeforeEach
    void aWorld() throws IOException {
        world = Files.writeString(folder.resolve("tiny.yaml"), SimulateCommandTest.TINY);
    }

    @Test
    void trainsJudgesAndTells() throws IOException {
        Path policy = folder.resolve("s.net");
        Object[] words = {"train", "bidding", "social", world, "--rounds", "6", "--seeds", "2", "--out", policy};
        Run run = Shop.weir(words);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("social in tiny, judged in 2 fresh markets", "learned", "budget pacer", "train-minutes");
        assertThat(run.err())
                .contains("learning ...", "round 5 of 6: +0.00 % over paced", "judging in fresh markets ...")
                .contains("Look at " + folder.resolve("s.html"))
                .doesNotContain("\u2581", "\r");
        assertThat(Files.readString(policy, java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("weir-network 1\ninputs: time-left ");
        assertThat(folder.resolve("s.html")).content().contains("<title>Bidder: social</title>");
        assertThat(folder.resolve("s-training/learning.csv")).content().startsWith("round,steps,updates,reward");

        // the run is kept: the same again is there at once, with the same policy
        byte[] before = Files.readAllBytes(policy);
        Run again = Shop.weir(
                "train", "bidding", "social", world, "--rounds", "6", "--seeds", "2", "--out", policy, "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(policy)).isEqualTo(before);
        JsonNode document = new ObjectMapper().readTree(again.out());
        assertThat(document.path("markets").asInt()).isEqualTo(2);
        assertThat(document.path("worlds").get(0).asText()).isEqualTo("tiny");

        Run other = Shop.weir("train", "bidding", "social", world, "--rounds", "7", "--out", policy);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("is of a run with another environment or other settings", "Maybe delete it");
    }

    @Test
    void trainsATeamThatRuns() throws IOException {
        Path training = Files.writeString(
                folder.resolve("t.yaml"),
                "{rounds: 5, history: 4, periods: 2, markets: 2, information: messages, messages: 1}");
        Path out = folder.resolve("mine");
        Object[] words = {"train", "team", world, "--training", training, "--seeds", "2", "--out", out};
        Run run = Shop.weir(words);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("A team of 4 in tiny, judged in 2 fresh markets", "target over history's split");
        assertThat(run.err()).contains("round 4 of 5: ", "% over history's split", "judging in fresh markets ...");
        assertThat(out.resolve("team.html")).content().contains("<title>Team: tiny</title>");
        assertThat(out.resolve("team.yaml")).content().contains("information: messages", "rounds: 5");
        assertThat(out.resolve("training/learning.csv")).content().startsWith("round,steps,updates,reward");

        byte[] before = Files.readAllBytes(out.resolve("allocation.net"));
        Run again = Shop.weir("train", "team", world, "--training", training, "--seeds", "2", "--out", out, "--json");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve("allocation.net"))).isEqualTo(before);
        assertThat(new ObjectMapper().readTree(again.out()).path("changes")).hasSize(3);

        Path page = folder.resolve("run.html");
        Files.delete(out.resolve("email.net"));
        Path longer = Files.writeString(folder.resolve("longer.yaml"), SimulateCommandTest.TINY + "periods: 10\n");
        Run used = Shop.weir(
                "run",
                longer,
                "--methods",
                "team,equal",
                "--team",
                out,
                "--periods",
                "2",
                "--markets",
                "2",
                "--html",
                page);
        assertThat(used.code()).as(used.err()).isZero();
        assertThat(used.out()).contains("team", "nothing overspent");
        assertThat(page)
                .content()
                .contains("What agents said to each other", "chart-messages\"", "\"messages\":{\"allocation\":[")
                .contains("\"email\":[0,0]");
        assertThat(used.err()).containsOnlyOnce("Note: agent email was not trained: it leaves things as they are.");
    }

    @Test
    void trainsATeamAgainstAFirmThatLearnsToo() throws IOException {
        Path training = Files.writeString(
                folder.resolve("f.yaml"), "{rivals: learn, rounds: 4, history: 4, periods: 2, markets: 2}");
        Path out = folder.resolve("firm");
        Run run = Shop.weir("train", "team", world, "--training", training, "--seeds", "2", "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("A team of 4 in tiny, judged in 2 fresh markets, without the firm that it learned against;");
        assertThat(out.resolve("team.html"))
                .content()
                .contains("without the firm that it learned against,", "by round 4, was kept: another firm learned");
        // the sparring partner stays behind
        assertThat(out)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("firm"));
        assertThat(out.resolve("training/learning.csv")).content().contains("reward_firm-2-search");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "train bidding radio WORLD|has no channel radio and none of that kind",
                "train bidding email WORLD|the channel email is mail",
                "train bidding social nowhere|(nowhere) is neither a file nor a world that comes with Weir",
                "train allocation WORLD --markets 5|--markets: (5) must be a whole number from 10 to 10000.",
                "train allocation nowhere|(nowhere) is neither a file nor a world that comes with Weir",
                "train allocation WORLD --from nowhere.net|nowhere.net",
                "train allocation WORLD --pull 1|--pull: (1.0) is towards a policy that is trained further.",
                "train allocation WORLD --from learned --pull -1|--pull: (-1.0) must be a number from 0 to 1000000.",
                "train allocation WORLD --out nowhere/a.net|--out: (nowhere/a.net) must be a file in a folder",
                "train bidding social WORLD --rounds 0|--rounds: (0) must be a whole number from 1 to 10000.",
                "train bidding social WORLD --rounds 10001|--rounds: (10001) must be a whole number from 1 to 10000.",
                "train bidding social WORLD --seeds 1|--seeds: (1) must be a whole number from 2 to 200.",
                "train bidding social WORLD --out nowhere/s.net|--out: (nowhere/s.net) must be a file in a folder",
                "train bidding social WORLD --rounds many|many",
                "train bidding social|WORLD",
                "train team WORLD --seeds 1|--seeds: (1) must be a whole number from 2 to 200.",
                "train team nowhere|(nowhere) is neither a file nor a world that comes with Weir",
                "train team WORLD --training nowhere.yaml|nowhere.yaml: is not a file.",
                "run WORLD --methods team|--team: is missing: the method team needs the folder of one.",
                "run WORLD --methods team --team nowhere|--team: (nowhere) must be a folder that weir train team has written",
                "train|What is to be trained is missing"
            })
    void refuses(String line, String message) {
        Object[] words = List.of(line.split(" ")).stream()
                .map(word -> word.equals("WORLD") ? world : word)
                .toArray();
        Run run = Shop.weir(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void drawsACurveInBlocks() {
        assertThat(LearningCurve.sparkline(List.of())).isEmpty();
        assertThat(LearningCurve.sparkline(List.of(1.0, 1.0))).isEqualTo("\u2581\u2581");
        assertThat(LearningCurve.sparkline(List.of(0.0, 7.0, 3.0))).isEqualTo("\u2581\u2588\u2584");
    }
}
