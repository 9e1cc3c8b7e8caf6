package io.weir.learning.internal;

import io.weir.core.BadInputException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/** The native library that networks are trained with. */
final class Engine {
    private static boolean tried;
    private static @Nullable BadInputException fault;

    private Engine() {}

    /**
     * Loads the library, once.
     *
     * @throws BadInputException if it cannot be loaded here, each time
     */
    static synchronized void require() {
        if (!tried) {
            tried = true;
            fault = attempt(Engine::start);
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** What hindered it, if anything. */
    static @Nullable BadInputException attempt(Runnable start) {
        try {
            start.run();
            return null;
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            var told = BadInputException.of(
                    "learning",
                    "the native library of Deeplearning4j cannot be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + cause + ".",
                    "Maybe the folder it is unpacked to cannot be written (set -Dorg.bytedeco.javacpp.cachedir=DIR), or there is"
                            + " none for this machine: train on Linux x86-64; what was trained runs anywhere.");
            told.initCause(e);
            return told;
        }
    }

    /** One thread: networks here are so small that two take longer, and sums keep their order. */
    private static void start() {
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
        Nd4j.getMemoryManager().togglePeriodicGc(false);
    }
}
