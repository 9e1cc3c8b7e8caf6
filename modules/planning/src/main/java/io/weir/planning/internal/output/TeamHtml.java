package io.weir.planning.internal.output;

import io.weir.planning.TeamReport;

/** The page of a trained team: one file that needs nothing from outside, made as {@link PlanHtml} makes the report. */
public final class TeamHtml {
    private TeamHtml() {}

    /** The whole file. */
    public static String text(TeamReport report) {
        return PlanHtml.rendered("team.jte", TeamPage.of(report, PlanHtml.assets("team.js")));
    }
}
