package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The samples that the simulator makes are what it makes today, but for their truth, which takes minutes. */
class SimulatedSamplesTest {
    static final ImmutableList<String> samples = Samples.SIMULATED.keySet().asList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @FieldSource("samples")
    void aSampleIsWhatItsWorldMakes(String sample) throws Exception {
        Path copy = folder.resolve(sample);
        Samples.copy(sample, copy);
        Worlds.Source source = Worlds.find(Objects.requireNonNull(Samples.SIMULATED.get(sample)), 1);
        assertThat(Files.readAllBytes(copy.resolve("world.yaml"))).isEqualTo(source.yaml());
        World world = source.world();
        SimulatedHistory history = SimulatedHistory.of(world, 1, Progress.SILENT);
        for (Map.Entry<String, byte[]> file :
                Simulation.workspace(world, 1, history).entrySet()) {
            assertThat(Files.readString(copy.resolve(file.getKey())))
                    .as("weir simulate %s --out data-samples/%s", world.name(), sample)
                    .isEqualTo(new String(file.getValue(), java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(Workspace.open(copy).history().channels())
                .hasSize(world.channels().size());
        assertThat(Files.size(copy.resolve("truth.json"))).isPositive();
    }
}
