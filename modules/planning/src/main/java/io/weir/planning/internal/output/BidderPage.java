package io.weir.planning.internal.output;

import io.weir.planning.BidderReport;
import io.weir.planning.BidderReport.Contender;
import io.weir.planning.BidderReport.Week;
import io.weir.planning.Version;
import java.util.List;
import java.util.Locale;

/**
 * What the template of a trained bidder's page shows.
 *
 * @param data for the charts, safe inside a script element
 */
record BidderPage(BidderReport report, ReportPage.Assets assets, String data) {
    static BidderPage of(BidderReport report, ReportPage.Assets assets) {
        return new BidderPage(report, assets, ChartData.embeddable(BidderTexts.document(report)));
    }

    List<ReportPage.Entry> contents() {
        return List.of(
                new ReportPage.Entry("summary", "Summary"),
                new ReportPage.Entry("compared", "Against controllers"),
                new ReportPage.Entry("week", "A period, tick by tick"),
                new ReportPage.Entry("learning", "How it learned"),
                new ReportPage.Entry("provenance", "Provenance"));
    }

    String worlds() {
        return String.join(", ", report.worlds());
    }

    String verdict() {
        return BidderTexts.verdict(report);
    }

    String version() {
        return Version.text();
    }

    String ofBound(Contender one) {
        return Typeset.number("%.4f", one.ofBound().value());
    }

    String ofBoundInterval(Contender one) {
        return Typeset.interval("%.4f", one.ofBound(), 1);
    }

    String lead(Contender one) {
        return Typeset.number("%+.2f", 100 * one.overPaced().value()) + "\u00a0%";
    }

    String leadInterval(Contender one) {
        return Typeset.interval("%+.2f", one.overPaced(), 100);
    }

    String spent(Contender one) {
        return Typeset.number("%.1f", 100 * one.spent().value()) + "\u00a0%";
    }

    String spentInterval(Contender one) {
        return Typeset.interval("%.1f", one.spent(), 100);
    }

    String amount(double value) {
        return Typeset.number("%,.0f", value) + (report.currency().isEmpty() ? "" : "\u00a0" + report.currency());
    }

    String mean(Week week) {
        return Typeset.number("%.3g", week.bid().stream().average().orElse(0));
    }

    String won(Week week) {
        return Typeset.number("%.1f", 100 * week.won().stream().average().orElse(0)) + "\u00a0%";
    }

    String price(Week week) {
        return Typeset.number("%.3g", week.price().stream().average().orElse(0));
    }

    String last(Week week) {
        return amount(week.spent().get(week.spent().length() - 1));
    }

    String minutes() {
        return Typeset.number("%.1f", report.training().minutes());
    }

    String gain(BidderReport.Point point) {
        return Typeset.number("%+.3f", point.gain()) + "\u00a0%";
    }

    String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
