package io.weir.testkit;

import io.weir.testkit.internal.HistoryTable;
import io.weir.testkit.internal.MadeHistory;
import io.weir.testkit.internal.TruthText;
import io.weir.testkit.internal.WorkspaceText;

/**
 * Makes a workspace of a world: what a team would have exported, and beside it what is true. The same world gives the same
 * bytes on every machine. Thread-safe.
 *
 * <p>The response follows Jin, Wang, Sun, Chan and Koehler (2017), <em>Bayesian Methods for Media Mix Modeling with Carryover
 * and Shape Effects</em>: Hill saturation of a normalised geometric adstock.
 */
public final class SampleGenerator {
    private SampleGenerator() {}

    /** The workspace of a world. */
    public static Sample generate(SampleWorld world) {
        MadeHistory history = MadeHistory.of(world);
        return new Sample(
                world.name(),
                WorkspaceText.of(world, history),
                HistoryTable.of(world, history),
                TruthText.of(world, history));
    }
}
