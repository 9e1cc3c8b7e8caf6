package io.weir.enforcer.internal;

import com.google.ortools.Loader;
import com.google.ortools.init.OrToolsVersion;
import com.google.ortools.linearsolver.MPSolver;
import io.weir.core.BadInputException;

/** OR-Tools, whose native libraries are loaded once, when first needed. */
final class NativeSolvers {
    private NativeSolvers() {}

    private static boolean loaded;

    /**
     * Has to be called before anything of OR-Tools is used.
     *
     * @throws BadInputException if its native libraries cannot be loaded on this machine
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Loader.loadNativeLibraries();
            // the loader is content without libraries; only a call tells
            loaded = OrToolsVersion.getMajorNumber() > 0;
        } catch (LinkageError | RuntimeException e) {
            throw BadInputException.of(
                    "OR-Tools",
                    "its native libraries cannot be unpacked to " + System.getProperty("java.io.tmpdir")
                            + " and loaded from there: " + e.getMessage(),
                    "Maybe the folder has to exist and have 100 MB of room, or name another in JAVA_TOOL_OPTIONS:"
                            + " -Djava.io.tmpdir=DIR. Linux (with glibc), macOS and Windows are known to it.");
        }
    }

    /** For linear programs; the caller deletes it. */
    static MPSolver linear() {
        return create("GLOP");
    }

    /** For mixed-integer programs; the caller deletes it. */
    static MPSolver mixed() {
        return create("SCIP");
    }

    private static MPSolver create(String name) {
        load();
        MPSolver solver = MPSolver.createSolver(name);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no solver " + name + ".");
        }
        return solver;
    }
}
