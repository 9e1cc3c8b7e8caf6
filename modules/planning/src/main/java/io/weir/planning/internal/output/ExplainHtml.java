package io.weir.planning.internal.output;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.weir.planning.WorldExplanation;

/** {@code explain.html}: a simulated market as a page that needs nothing from outside. */
public final class ExplainHtml {
    private ExplainHtml() {}

    /** The whole file. */
    public static String text(WorldExplanation explanation) {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, ExplainHtml.class.getClassLoader(), ExplainHtml.class.getPackageName());
        engine.setTrimControlStructures(true);
        var html = new StringOutput(1 << 20);
        engine.render("explain.jte", ExplainPage.of(explanation, PlanHtml.assetsOfAllCharts("explain.js")), html);
        return html.toString();
    }
}
