package io.weir.planning.internal.output;

import io.weir.planning.BidderReport;

/** The page of a trained bidder: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class BidderHtml {
    private BidderHtml() {}

    /** The whole file. */
    public static String text(BidderReport report) {
        return PlanHtml.rendered("train.jte", BidderPage.of(report, PlanHtml.assets("train.js")));
    }
}
