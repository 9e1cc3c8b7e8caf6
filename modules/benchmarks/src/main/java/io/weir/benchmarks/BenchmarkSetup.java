package io.weir.benchmarks;

import com.google.common.collect.ImmutableSet;
import io.weir.core.Progress;
import java.nio.file.Path;

/**
 * How a benchmark is run.
 *
 * @param worlds folder of worlds with known truth; need not exist for benchmarks that draw their own
 * @param only parts to run; empty for all
 * @param quick a smaller run within two minutes, whose figures are rougher
 * @param kept where long parts keep what they found, and go on from
 * @param progress told how far it is
 */
public record BenchmarkSetup(Path worlds, ImmutableSet<String> only, boolean quick, Kept kept, Progress progress) {
    boolean runs(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
