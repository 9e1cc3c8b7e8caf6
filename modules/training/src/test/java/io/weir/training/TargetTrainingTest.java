package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Progress;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.planning.Worlds;
import io.weir.policy.NetworkFile;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTrainingTest {
    @TempDir
    private Path folder;

    private World byDay(long number) {
        try {
            String text = new String(
                    Worlds.find(number % 2 == 0 ? "steady" : "halo", 1).yaml(), StandardCharsets.UTF_8);
            Path file = Files.writeString(
                    folder.resolve("world-" + number + ".yaml"),
                    text.replace("tick: hour", "tick: day").replaceAll("auctions: \\d+", "auctions: 8"));
            return Worlds.find(file.toString(), 1).world().over(12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model that knows nothing: the same of every channel. */
    private static ReturnModel ignorant(World world, long seed, Trial trial) {
        return targets -> {
            double[][] same = new double[targets.length][];
            Arrays.fill(same, new double[] {1, 3});
            return same;
        };
    }

    private byte[] learned(Path file) throws IOException {
        var training = new TargetTraining(this::byDay, TargetTrainingTest::ignorant, 1, 10);
        TargetTraining.Learned learned = training.learn("test", Progress.SILENT);
        assertThat(learned.rows()).isEqualTo(10 * 3 * 3);
        assertThat(learned.errors())
                .hasSize(3)
                .allSatisfy(
                        errors -> assertThat(errors.policy()).as("%s", errors).isLessThan(errors.model()));
        NetworkFile.write(file, learned.network());
        return Files.readAllBytes(file);
    }

    @Test
    void learnsMoreThanAnIgnorantModelKnowsAndTheSameAgain() throws IOException {
        assertThat(learned(folder.resolve("a.net"))).isEqualTo(learned(folder.resolve("b.net")));
    }
}
