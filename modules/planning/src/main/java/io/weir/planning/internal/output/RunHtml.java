package io.weir.planning.internal.output;

import io.weir.planning.RunReport;

/** The page of a run: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class RunHtml {
    private RunHtml() {}

    /** The whole file. */
    public static String text(RunReport report) {
        return PlanHtml.rendered("run.jte", RunPage.of(report, PlanHtml.assets("run.js")));
    }
}
