package io.weir.planning;

import io.weir.planning.internal.output.PlanJson;
import io.weir.planning.internal.output.PlanTable;

/** A plan as text. */
public final class PlanText {
    private PlanText() {}

    /** For people: a table of at most 100 columns. */
    public static String table(PlanReport report) {
        return PlanTable.text(report);
    }

    /** For programs: the document that {@code plan.json} holds. */
    public static String json(PlanReport report) {
        return PlanJson.compact(report);
    }
}
