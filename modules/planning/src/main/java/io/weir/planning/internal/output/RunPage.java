package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.core.Band;
import io.weir.planning.RunReport;
import io.weir.planning.RunReport.Credit;
import io.weir.planning.RunReport.Method;
import io.weir.planning.RunReport.Period;
import io.weir.planning.Version;

/**
 * What the template of a run's page shows.
 *
 * @param data for the charts, safe inside a script element
 */
record RunPage(RunReport report, ReportPage.Assets assets, String data) {
    static RunPage of(RunReport report, ReportPage.Assets assets) {
        return new RunPage(report, assets, ChartData.embeddable(RunTexts.document(report)));
    }

    ImmutableList<ReportPage.Entry> contents() {
        ImmutableList.Builder<ReportPage.Entry> entries = ImmutableList.builder();
        entries.add(
                new ReportPage.Entry("summary", "Summary"),
                new ReportPage.Entry("compared", "Ways to set targets"),
                new ReportPage.Entry("periods", "Period by period"),
                new ReportPage.Entry("credit", "Credit"));
        if (!report.messages().isEmpty()) {
            entries.add(new ReportPage.Entry("messages", "Messages"));
        }
        entries.add(new ReportPage.Entry("money", "Money"), new ReportPage.Entry("provenance", "Provenance"));
        return entries.build();
    }

    String verdict() {
        return RunTexts.verdict(report);
    }

    String audit() {
        return RunTexts.audit(report);
    }

    String version() {
        return Version.text();
    }

    String brought(Method method) {
        return Typeset.number("%,.0f", method.brought().value());
    }

    String broughtInterval(Method method) {
        return interval("%,.0f", method.brought(), 1);
    }

    String over(Method method) {
        return Typeset.number("%+.1f", 100 * method.overHistory().value()) + "\u00a0%";
    }

    String overInterval(Method method) {
        return interval("%+.1f", method.overHistory(), 100);
    }

    String spent(Method method) {
        return Typeset.number("%.1f", 100 * method.spent().value()) + "\u00a0%";
    }

    String amount(double value) {
        return Typeset.number("%,.0f", value) + (report.currency().isEmpty() ? "" : "\u00a0" + report.currency());
    }

    String plain(double value) {
        return Typeset.number("%,.0f", value);
    }

    String price(Period period, int channel) {
        double price = period.prices().get(channel);
        return Double.isNaN(price) ? "" : Typeset.number("%.3g", price);
    }

    String message(double said) {
        return Typeset.number("%.2f", said);
    }

    /** What a channel truly brought; empty where that is not told. */
    String shapley(Credit credit) {
        return credit.shapley().isPresent() ? plain(credit.shapley().getAsDouble()) : "";
    }

    /** Over its spend. */
    String trueReturn(Credit credit) {
        return credit.shapley().isPresent() && credit.spend() > 0
                ? Typeset.number("%.2f", credit.shapley().getAsDouble() / credit.spend())
                : "";
    }

    boolean credited() {
        return report.credits().stream().anyMatch(one -> one.shapley().isPresent());
    }

    String markets() {
        return report.markets() == 1 ? "one market" : report.markets() + " markets";
    }

    private String interval(String format, Band band, double times) {
        return report.markets() == 1 ? "" : Typeset.interval(format, band, times);
    }
}
