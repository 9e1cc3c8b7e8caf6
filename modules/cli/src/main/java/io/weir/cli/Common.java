package io.weir.cli;

import io.weir.planning.Options;
import picocli.CommandLine.Option;

/** Options that several commands share. */
final class Common {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed of all randomness; the same inputs and seed give the same result (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "Print one JSON document to standard output instead of text.")
    boolean json;

    Options options(TerminalProgress progress) {
        return new Options(seed, progress);
    }
}
