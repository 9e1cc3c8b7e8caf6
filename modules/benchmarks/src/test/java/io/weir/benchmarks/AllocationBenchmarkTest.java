package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import io.weir.core.BadInputException;
import io.weir.core.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationBenchmarkTest {
    @TempDir
    private Path folder;

    @Test
    void asksForWorldsWhereThereAreNone() {
        for (Path worlds : new Path[] {folder, folder.resolve("nowhere")}) {
            var setup = new BenchmarkSetup(worlds, ImmutableSet.of("optimiser"), true, Kept.nowhere(), Progress.SILENT);
            assertThatThrownBy(() -> AllocationBenchmark.run(setup))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(worlds.toString())
                    .hasMessageContaining("Maybe name their folder: --worlds DIR.");
        }
    }
}
