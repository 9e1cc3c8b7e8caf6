package io.weir.enforcer.internal;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;

/** OR-Tools, whose native libraries are loaded once, when first needed. */
final class NativeSolvers {
    private NativeSolvers() {}

    /** Initialised by the first caller; the others wait. */
    private static final class Loaded {
        static final boolean LOADED = load();

        private static boolean load() {
            Loader.loadNativeLibraries();
            return true;
        }
    }

    /** Has to be called before anything of OR-Tools is used. */
    static void load() {
        if (!Loaded.LOADED) {
            throw new IllegalStateException("the native libraries of OR-Tools are not loaded.");
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
