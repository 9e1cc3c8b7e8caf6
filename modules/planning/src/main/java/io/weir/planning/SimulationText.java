package io.weir.planning;

import io.weir.planning.internal.output.SimulationFiles;
import io.weir.planning.internal.output.SimulationTable;
import java.nio.charset.StandardCharsets;

/** A simulation as text. */
public final class SimulationText {
    private SimulationText() {}

    /** For people: what the channels truly brought. */
    public static String table(Simulation simulation) {
        return SimulationTable.text(simulation);
    }

    /** For programs: the document that {@code truth.json} holds. */
    public static String json(Simulation simulation) {
        return new String(
                        java.util.Objects.requireNonNull(
                                SimulationFiles.of(simulation).get("truth.json")),
                        StandardCharsets.UTF_8)
                .strip();
    }
}
