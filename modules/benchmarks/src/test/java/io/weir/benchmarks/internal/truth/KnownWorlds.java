package io.weir.benchmarks.internal.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Worlds in files: the samples, and small worlds with reference plans, which stand beside the repository where there are any. */
final class KnownWorlds {
    private static final Path ROOT = root();

    private KnownWorlds() {}

    /** The samples; nobody has computed their optimum. */
    static ImmutableList<TrueWorld> samples() {
        return TrueWorld.all(ROOT.resolve("data-samples"));
    }

    /** Skips the test where there are none. */
    static ImmutableList<TrueWorld> withReferences() {
        Path worlds = ROOT.resolveSibling("shared").resolve("worlds");
        assumeTrue(Files.isDirectory(worlds), "skipped: there are no worlds beside the repository");
        return TrueWorld.all(worlds);
    }

    /** The samples, and the others where there are any. */
    static Stream<TrueWorld> all() {
        Path worlds = ROOT.resolveSibling("shared").resolve("worlds");
        return Stream.concat(
                samples().stream(), Files.isDirectory(worlds) ? TrueWorld.all(worlds).stream() : Stream.empty());
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (path.getParent() != null && !Files.isDirectory(path.resolve("modules"))) {
            path = path.getParent();
        }
        return path;
    }
}
