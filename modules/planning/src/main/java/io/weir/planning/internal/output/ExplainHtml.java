package io.weir.planning.internal.output;

import io.weir.planning.WorldExplanation;

/** {@code explain.html}: a simulated market as a page that needs nothing from outside. */
public final class ExplainHtml {
    private ExplainHtml() {}

    /** The whole file. */
    public static String text(WorldExplanation explanation) {
        return PlanHtml.rendered("explain.jte", ExplainPage.of(explanation, PlanHtml.assetsOfAllCharts("explain.js")));
    }
}
