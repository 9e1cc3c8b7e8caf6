package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each chart shows, in a sentence for those who do not see it. */
final class Summaries {
    private final PlanReport report;
    private final Figures figures;

    Summaries(PlanReport report, Figures figures) {
        this.report = report;
        this.figures = figures;
    }

    String spend() {
        return "Bars of mean spend per " + figures.period() + ", carrying on and plan. "
                + perChannel(c -> c.name() + " from " + figures.shortSpend(c.carryingOn()) + " to "
                        + figures.shortSpend(c.planned()) + " (" + figures.change(c.carryingOn(), c.planned()) + ")");
    }

    String weeks() {
        var weeks = ChannelWeeks.of(report);
        int last = report.grid().periods() - 1;
        return "Stacked bars of spend per " + figures.period() + " by channel; all channels together spend "
                + figures.shortSpend(weeks.total(0)) + " in the first and " + figures.shortSpend(weeks.total(last))
                + " in the last " + figures.period() + ".";
    }

    String value() {
        return "Waterfall of the plan's expected value. "
                + perChannel(c -> c.name() + " " + figures.shortEstimate(c.expected())) + " The whole plan: "
                + figures.with(figures.shortEstimate(report.headline().value()), figures.valueUnit()) + ".";
    }

    String curve(ChannelReport channel) {
        String text = "Response curve of " + channel.name() + " with its 90 % interval.";
        return text
                + Curves.at(channel.curve(), channel.planned())
                        .map(v -> " At the planned " + figures.shortSpend(channel.planned()) + " per "
                                + figures.period() + " it brings "
                                + figures.with(figures.shortEstimate(v), figures.valueUnit()) + " per "
                                + figures.period() + ".")
                        .orElse("");
    }

    String marginal() {
        return "Marginal return at carrying on and at the plan, in " + figures.returnUnit() + ". "
                + perChannel(c -> c.name() + " from " + figures.rate(c.marginalBefore()) + " to "
                        + figures.rate(c.marginalAfter()));
    }

    String carryOver(ChannelReport channel) {
        if (channel.carryOver().isEmpty()) {
            return "Nothing is known about the carry-over of " + channel.name() + ".";
        }
        return "Carry-over of " + channel.name() + ": "
                + figures.percent(channel.carryOver().get(0).mean()) + " of the effect falls in the "
                + figures.period() + " of the spend.";
    }

    String fit() {
        return "Lines of " + report.kpiName() + " as counted and as the model says with its 90 % interval, and the "
                + "baseline; the model explains " + figures.percent(report.fit().r2()) + " of the variance.";
    }

    String contributions() {
        return "Stacked areas of the baseline and the mean contribution of each channel to " + report.kpiName()
                + " over the history.";
    }

    private String perChannel(Function<ChannelReport, String> words) {
        return report.channels().stream().map(words).collect(Collectors.joining("; ", "", "."));
    }
}
