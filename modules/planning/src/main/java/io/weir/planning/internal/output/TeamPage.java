package io.weir.planning.internal.output;

import io.weir.planning.TeamReport;
import io.weir.planning.Version;
import java.util.List;

/**
 * What the template of a trained team's page shows.
 *
 * @param data for the charts, safe inside a script element
 */
record TeamPage(TeamReport report, ReportPage.Assets assets, String data) {
    static TeamPage of(TeamReport report, ReportPage.Assets assets) {
        return new TeamPage(report, assets, ChartData.embeddable(TeamTexts.document(report)));
    }

    List<ReportPage.Entry> contents() {
        return List.of(
                new ReportPage.Entry("summary", "Summary"),
                new ReportPage.Entry("targets", "Targets"),
                new ReportPage.Entry("learning", "How it learned"),
                new ReportPage.Entry("training", "Training file"),
                new ReportPage.Entry("provenance", "Provenance"));
    }

    String worlds() {
        return String.join(", ", report.worlds());
    }

    String verdict() {
        return TeamTexts.verdict(report);
    }

    String agents() {
        return String.join(", ", report.agents());
    }

    String factor(TeamReport.Change one) {
        return Typeset.number("%.2f", one.factor().value());
    }

    String factorInterval(TeamReport.Change one) {
        return Typeset.interval("%.2f", one.factor(), 1);
    }

    String minutes() {
        return Typeset.number("%.1f", report.minutes());
    }

    String gain(TeamReport.Point point) {
        return Typeset.number("%+.3f", point.gain()) + "\u00a0%";
    }

    String version() {
        return Version.text();
    }
}
