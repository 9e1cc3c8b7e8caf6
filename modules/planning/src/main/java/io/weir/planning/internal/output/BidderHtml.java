package io.weir.planning.internal.output;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.weir.planning.BidderReport;

/** The page of a trained bidder: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class BidderHtml {
    private BidderHtml() {}

    /** The whole file. */
    public static String text(BidderReport report) {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, BidderHtml.class.getClassLoader(), BidderHtml.class.getPackageName());
        engine.setTrimControlStructures(true);
        var html = new StringOutput(1 << 20);
        engine.render("train.jte", BidderPage.of(report, PlanHtml.assets("train.js")), html);
        return html.toString();
    }
}
