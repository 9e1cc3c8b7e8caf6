package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.CurvePoint;
import java.io.IOException;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;

/** What is known of each channel, and the points of its response curve. */
record WorkbookChannelSheets(PlanReport report, Figures figures, SheetFormats formats) {
    void write(Workbook workbook) throws IOException {
        channels(workbook);
        curves(workbook);
    }

    private void channels(Workbook workbook) throws IOException {
        String per = " per " + figures.period();
        String money = figures.currency();
        double m = formats.moneyWidth();
        double v = formats.valueWidth();
        var sheet = new SheetWriter(workbook.newWorksheet("Channels"), formats)
                .widths(24, 10, m, m, m, m, 12, m, m, v, v, v, 16, 12, 12, 12, 12, 12, 12, 12, 12, 10, 60);
        sheet.header(
                "Channel",
                "Kind",
                figures.named("History mean" + per, money),
                figures.named("History max" + per, money),
                figures.named("Carrying on" + per, money),
                figures.named("Planned" + per, money),
                "Change",
                figures.named("Least allowed" + per, money),
                figures.named("Most allowed" + per, money),
                figures.named("Expected over the horizon", figures.valueUnit()),
                "Low (5 %)",
                "High (95 %)",
                "Return on spend (" + figures.returnUnit() + ")",
                "Low (5 %)",
                "High (95 %)",
                "Marginal return at carrying on",
                "Low (5 %)",
                "High (95 %)",
                "Marginal return at the plan",
                "Low (5 %)",
                "High (95 %)",
                "Learnt",
                "Verdict");
        for (PlanReport.ChannelReport channel : report.channels()) {
            int row = sheet.row() + 1;
            sheet.text(channel.name())
                    .text(channel.kind().name().toLowerCase(Locale.ROOT))
                    .number(channel.historyMean(), formats.money())
                    .number(channel.historyMax(), formats.money())
                    .number(channel.carryingOn(), formats.money())
                    .number(channel.planned(), formats.money())
                    .formula("IF(E" + row + "=0,\"\",F" + row + "/E" + row + "-1)", formats.change())
                    .number(channel.allowedLow(), formats.money())
                    .number(channel.allowedHigh(), formats.money())
                    .estimate(channel.expected(), formats.value());
            channel.returnOnSpend().ifPresentOrElse(r -> sheet.estimate(r, formats.rate()), () -> sheet.skip(3));
            sheet.estimate(channel.marginalBefore(), formats.rate())
                    .estimate(channel.marginalAfter(), formats.rate())
                    .number(channel.learnt(), formats.percent())
                    .text(channel.verdict())
                    .endRow();
        }
        sheet.pagesWide(3).finish(1, 1);
    }

    private void curves(Workbook workbook) throws IOException {
        var sheet = new SheetWriter(workbook.newWorksheet("Response curves"), formats)
                .widths(24, formats.widest(), formats.widest(), formats.widest(), formats.widest());
        sheet.header(
                "Channel",
                figures.named("Spend per " + figures.period(), figures.currency()),
                figures.named("Value per " + figures.period(), figures.valueUnit()),
                "Low (5 %)",
                "High (95 %)");
        for (PlanReport.ChannelReport channel : report.channels()) {
            for (CurvePoint point : channel.curve()) {
                sheet.text(channel.name())
                        .number(point.spend(), formats.money())
                        .estimate(point.value(), formats.value())
                        .endRow();
            }
        }
        sheet.filter(5).finish(1, 1);
    }
}
