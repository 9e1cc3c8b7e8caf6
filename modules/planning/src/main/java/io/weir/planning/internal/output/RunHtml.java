package io.weir.planning.internal.output;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.weir.planning.RunReport;

/** The page of a run: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class RunHtml {
    private RunHtml() {}

    /** The whole file. */
    public static String text(RunReport report) {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, RunHtml.class.getClassLoader(), RunHtml.class.getPackageName());
        engine.setTrimControlStructures(true);
        var html = new StringOutput(1 << 20);
        engine.render("run.jte", RunPage.of(report, PlanHtml.assets("run.js")), html);
        return html.toString();
    }
}
