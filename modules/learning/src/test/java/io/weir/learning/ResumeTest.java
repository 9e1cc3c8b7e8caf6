package io.weir.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BadInputException;
import io.weir.core.Progress;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final Team TEAM = new Team(true, false, RewardMode.DIFFERENCE, 1);

    @TempDir
    private Path folder;

    /** With all that has to be remembered. */
    private static final Team ALL = new Team(true, false, RewardMode.DIFFERENCE, 1, ActorStep.SLOPE, 0.7, 0.1);

    private static LearningSettings settings(long seed, int patience) {
        return settings(seed, patience, TEAM);
    }

    private static LearningSettings settings(long seed, int patience, Team team) {
        return new LearningSettings(seed, team, Methods.small(), new Schedule(12, 2, 8, 6, 60, 3, 4, patience));
    }

    private byte[] bytes(Learned learned) throws IOException {
        Path file = folder.resolve("network.net");
        var all = new java.io.ByteArrayOutputStream();
        for (Network network : learned.networks()) {
            NetworkFile.write(file, network);
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    private static Learned learn(long seed, Path folder) {
        return new Learner(settings(seed, 0), Progress.SILENT).learn(new NeighboursGame(2), folder);
    }

    /** Stops as a kill would, at the start of a round. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void givesTheSameBytesAgainAndOthersForAnotherSeed() throws IOException {
        byte[] once = bytes(learn(1, folder.resolve("a")));
        assertThat(bytes(learn(1, folder.resolve("b")))).isEqualTo(once);
        assertThat(bytes(learn(2, folder.resolve("c")))).isNotEqualTo(once);
        assertThat(bytes(new Learner(settings(1, 0), Progress.SILENT).learn(new NeighboursGame(2))))
                .isEqualTo(once);
    }

    @Test
    void endsWithTheSameBytesAfterAKill() throws IOException {
        Path whole = folder.resolve("whole");
        byte[] uninterrupted = bytes(learn(1, whole));
        for (int round : new int[] {1, 5, 7, 11}) {
            Path run = folder.resolve("killed" + round);
            Progress kill = (task, fraction) -> {
                if (fraction >= round / 12.0) {
                    throw new Killed();
                }
            };
            assertThatThrownBy(() -> new Learner(settings(1, 0), kill).learn(new NeighboursGame(2), run))
                    .isInstanceOf(Killed.class);
            assertThat(bytes(learn(1, run))).as("killed in round %s", round).isEqualTo(uninterrupted);
            assertThat(run.resolve("learning.csv")).hasSameTextualContentAs(whole.resolve("learning.csv"));
        }
        assertThat(bytes(learn(1, whole))).as("run again when it had ended").isEqualTo(uninterrupted);
    }

    @Test
    void endsWithTheSameBytesWithOpponentsOfThePastAndAMeanOfPolicies() throws IOException {
        Path run = folder.resolve("all");
        byte[] uninterrupted = bytes(new Learner(settings(1, 0, ALL), Progress.SILENT).learn(new NeighboursGame(2)));
        assertThat(uninterrupted).isNotEqualTo(bytes(learn(1, folder.resolve("plain"))));
        Progress kill = (task, fraction) -> {
            if (fraction >= 8 / 12.0) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> new Learner(settings(1, 0, ALL), kill).learn(new NeighboursGame(2), run))
                .isInstanceOf(Killed.class);
        assertThat(bytes(new Learner(settings(1, 0, ALL), Progress.SILENT).learn(new NeighboursGame(2), run)))
                .isEqualTo(uninterrupted);
    }

    @Test
    void logsWhatAPersonCanPlot() throws IOException {
        learn(1, folder);
        List<String> lines = Files.readAllLines(folder.resolve("learning.csv"));
        assertThat(lines.get(0)).isEqualTo("round,steps,updates,reward,reward_a0,reward_a1,critic_loss,value");
        assertThat(lines).hasSize(5);
        assertThat(lines.get(4)).startsWith("12,96,60,");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void refusesTheCheckpointOfAnotherRunAndADamagedOne() throws IOException {
        learn(1, folder);
        assertThatThrownBy(() -> learn(2, folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is of a run with another environment or other settings")
                .hasMessageContaining("Maybe delete it");
        Path file = folder.resolve("checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> learn(1, folder)).hasMessageContaining("checkpoint is damaged");
        Files.write(file, new byte[7]);
        assertThatThrownBy(() -> learn(1, folder)).hasMessageContaining("checkpoint is damaged");
    }

    @Test
    void keepsTheBestWhereItGetsNoBetter() {
        var schedule = new Schedule(200, 2, 32, 10, 5000, 5, 16, 4);
        var team = new Team(false, true, RewardMode.COOPERATIVE, 1);
        Learned learned = new Learner(new LearningSettings(2, team, Methods.small(), schedule), Progress.SILENT)
                .learn(new NeighboursGame(2));
        assertThat(learned.stoppedEarly()).isTrue();
        double best = learned.evaluations().stream()
                .mapToDouble(Evaluation::total)
                .max()
                .orElseThrow();
        int last = learned.evaluations().size() - 1;
        assertThat(learned.evaluations().get(last - 4).total()).isEqualTo(best);
    }
}
