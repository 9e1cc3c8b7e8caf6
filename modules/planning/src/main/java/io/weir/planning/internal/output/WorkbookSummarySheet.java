package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.PlanReport.LiftTest;
import io.weir.planning.PlanReport.NextExperiment;
import java.io.IOException;
import org.dhatim.fastexcel.Workbook;

/** The sheet that is read first: the plan in sentences, then its figures with their intervals. */
record WorkbookSummarySheet(PlanReport report, Figures figures, Sentences sentences, SheetFormats formats) {
    void write(Workbook workbook) throws IOException {
        var headline = report.headline();
        var sheet = new SheetWriter(workbook.newWorksheet("Summary"), formats)
                .widths(34, formats.widest(), formats.widest(), formats.widest(), 60);
        sheet.title("Budget plan: " + report.workspace());
        sheet.text(sentences.headline()).endRow();
        if (headline.spend() > 0) {
            sheet.text(sentences.comparison()).endRow();
            sentences.moves().ifPresent(moves -> sheet.text(moves).endRow());
        }
        sentences.unspent().ifPresent(unspent -> sheet.text(unspent).endRow());
        sheet.text(sentences.gap()).endRow();
        sentences.experiment().ifPresent(text -> sheet.text(text).endRow());
        sheet.endRow();
        sheet.header("", "Value", "Low (5 %)", "High (95 %)", "Meaning");
        single(sheet, "Budget", headline.budget(), formats.money(), "what could be spent over the horizon");
        single(sheet, "Planned spend", headline.spend(), formats.money(), "what the plan spends");
        single(sheet, "Unspent", headline.unspent(), formats.money(), "what of the budget is not spent");
        interval(
                sheet,
                "Expected incremental value",
                headline.value(),
                formats.value(),
                "with the plan minus without it");
        single(sheet, "Spend when carrying on", headline.carryingOnSpend(), formats.money(), "split as before");
        interval(sheet, "Value when carrying on", headline.carryingOn(), formats.value(), "the same for carrying on");
        interval(sheet, "Change against carrying on", headline.change(), formats.value(), "plan less carrying on");
        single(
                sheet,
                "Chance that the plan is better",
                headline.probabilityBetter(),
                formats.percent(),
                "share of posterior draws in which the plan beats carrying on");
        headline.returnOnSpend()
                .ifPresent(r -> interval(sheet, "Return on spend", r, formats.rate(), figures.returnUnit()));
        single(
                sheet,
                "Marginal return",
                headline.marginalReturn(),
                formats.rate(),
                "what one more unit of budget would earn: " + figures.returnUnit());
        interval(sheet, "Carry-out", headline.carryOut(), formats.value(), "part that comes after the horizon");
        single(sheet, "Optimality gap", headline.gap(), formats.percent(), sentences.gap());
        report.experiment().ifPresent(next -> experiments(sheet, next));
        sheet.finish(0, 0);
    }

    private void experiments(SheetWriter sheet, NextExperiment next) {
        sheet.endRow();
        sheet.header("Lift test", "Improves the plan by", "Costs", "Improves the plan, share of its value", "Meaning");
        for (LiftTest test : next.tests()) {
            sheet.strong(sentences.test(test))
                    .number(test.gain(), formats.value())
                    .number(test.cost(), formats.value())
                    .number(test.gainShare(), formats.percent())
                    .text(
                            "expected value over one horizon like this one, once its outcome is known; what it loses itself")
                    .endRow();
        }
    }

    private static void single(SheetWriter sheet, String name, double value, String format, String meaning) {
        sheet.strong(name).number(value, format).skip(2).text(meaning).endRow();
    }

    private static void interval(SheetWriter sheet, String name, Estimate value, String format, String meaning) {
        sheet.strong(name).estimate(value, format).text(meaning).endRow();
    }
}
