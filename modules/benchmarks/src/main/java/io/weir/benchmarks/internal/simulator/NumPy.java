package io.weir.benchmarks.internal.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The same auctions in NumPy, where Python has it. */
public final class NumPy {
    private static final int LONGEST = 120;
    /** The one that a shell finds may lack NumPy where the system's has it. */
    private static final ImmutableList<String> PYTHONS = ImmutableList.of("python3", "/usr/bin/python3");

    private NumPy() {}

    /**
     * Bids per second of one thread; empty where Python with NumPy is not there.
     *
     * @param folder for the script
     * @param seconds to measure
     */
    public static OptionalDouble bidsPerSecond(Path folder, double seconds) {
        Path script = folder.resolve("auctionnet_lite.py");
        try {
            Files.write(script, Resources.toByteArray(Resources.getResource(NumPy.class, "auctionnet_lite.py")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PYTHONS.stream()
                .map(python -> run(python, script, seconds))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble run(String python, Path script, double seconds) {
        var builder = new ProcessBuilder(python, script.toString(), Double.toString(seconds));
        // one thread, as on our side
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(LONGEST, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? OptionalDouble.of(Double.parseDouble(told))
                    : OptionalDouble.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        } catch (IOException e) {
            // there is no such Python
            return OptionalDouble.empty();
        }
    }
}
