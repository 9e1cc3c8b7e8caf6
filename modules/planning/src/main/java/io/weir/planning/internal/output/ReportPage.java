package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;

/** What the templates of {@code report.html} show. */
public final class ReportPage {
    public record Assets(String charts, String script, String style, String policy) {}

    public final PlanReport report;
    public final Assets assets;

    ReportPage(PlanReport report, Assets assets) {
        this.report = report;
        this.assets = assets;
    }
}
