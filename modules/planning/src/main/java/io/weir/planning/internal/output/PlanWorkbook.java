package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;

/**
 * {@code plan.xlsx}: typed cells with number formats and totals as formulas. Texts are always written as texts, so that a
 * channel named {@code =1+1} is not calculated. The same report gives the same bytes.
 */
public final class PlanWorkbook {
    private final PlanReport report;
    private final Figures figures;
    private final Sentences sentences;
    private final SheetFormats formats;
    private final Workbook workbook;

    private PlanWorkbook(PlanReport report, Workbook workbook) {
        this.report = report;
        this.figures = new Figures(report, Figures.Typography.TYPESET);
        this.sentences = new Sentences(report, figures);
        this.formats = SheetFormats.of(report);
        this.workbook = workbook;
    }

    /** The whole file. */
    public static byte[] bytes(PlanReport report) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Weir", null)) {
            workbook.setGlobalDefaultFont("Calibri", 11);
            workbook.properties().setTitle("Budget plan: " + report.workspace());
            new PlanWorkbook(report, workbook).write();
        } catch (IOException e) {
            throw new UncheckedIOException("A workbook in memory could not be written.", e);
        }
        return TimelessZip.of(
                bytes.toByteArray(), report.grid().start().atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private void write() throws IOException {
        new WorkbookSummarySheet(report, figures, sentences, formats).write(workbook);
        new WorkbookPlanSheet(report, figures, formats).write(workbook);
        cells();
        new WorkbookChannelSheets(report, figures, formats).write(workbook);
        rules();
        fit();
        data();
        provenance();
    }

    private SheetWriter sheet(String name) {
        return new SheetWriter(workbook.newWorksheet(name), formats);
    }

    private void cells() throws IOException {
        boolean byGeo = report.grid().columns().stream().anyMatch(c -> c.geo().isPresent());
        var names = new ArrayList<>(List.of("Period start", "Channel"));
        if (byGeo) {
            names.add("Geo");
        }
        names.addAll(List.of("Spend", "Expected", "Low (5 %)", "High (95 %)", "Marginal return", "Binding"));
        double v = formats.valueWidth();
        var sheet = sheet("Cells");
        if (byGeo) {
            sheet.widths(14, 24, 16, formats.moneyWidth(), v, v, v, 16, 30);
        } else {
            sheet.widths(14, 24, formats.moneyWidth(), v, v, v, 16, 30);
        }
        sheet.header(names);
        for (PlanReport.Cell cell : report.cells()) {
            var column = report.grid().columns().get(cell.column());
            sheet.date(report.grid().startOf(cell.period())).text(column.channel());
            if (byGeo) {
                sheet.text(column.geo().orElse(""));
            }
            sheet.number(cell.spend(), formats.money())
                    .estimate(cell.expected(), formats.value())
                    .number(cell.marginalReturn(), formats.rate())
                    .text(String.join(";", cell.binding()))
                    .endRow();
        }
        sheet.filter(names.size()).finish(1, 2);
    }

    private void rules() throws IOException {
        var sheet = sheet("Rules").widths(18, 60, 22, 12, 22, 22, 14, 50);
        sheet.header(
                "Rule",
                "In words",
                "Where",
                "Binding",
                figures.named("Expected value it costs", figures.valueUnit()),
                "Shadow price (" + figures.returnUnit() + ")",
                "Broken (soft)",
                "Meaning");
        for (PlanReport.RuleReport rule : report.rules()) {
            sheet.text(rule.id())
                    .text(rule.text())
                    .text(rule.where())
                    .text(rule.binding() ? "yes" : "no")
                    .number(rule.cost(), formats.value())
                    .number(rule.shadowPrice(), formats.rate())
                    .text(rule.broken() ? "yes" : "no")
                    .text(sentences.price(rule))
                    .endRow();
        }
        sheet.finish(1, 1);
    }

    private void fit() throws IOException {
        var fit = report.fit();
        List<Map.Entry<String, ImmutableList<Double>>> contributions =
                fit.contributions().entrySet().asList();
        var names = new ArrayList<>(List.of(
                "Period start", "Actual " + report.kpiName(), "Fitted", "Low (5 %)", "High (95 %)", "Baseline"));
        contributions.forEach(entry -> names.add("From " + entry.getKey()));
        var sheet = sheet("Model fit")
                .widths(IntStream.range(0, names.size())
                        .mapToDouble(i -> i == 0 ? 14 : 16)
                        .toArray());
        sheet.header(names);
        for (int i = 0; i < fit.periods().size(); i++) {
            sheet.date(fit.periods().get(i))
                    .number(fit.actual().get(i), formats.kpi())
                    .estimate(fit.fitted().get(i), formats.kpi())
                    .number(fit.baseline().get(i), formats.kpi());
            for (Map.Entry<String, ImmutableList<Double>> entry : contributions) {
                sheet.number(entry.getValue().get(i), formats.kpi());
            }
            sheet.endRow();
        }
        sheet.finish(1, 1);
    }

    private void data() throws IOException {
        var diagnostics = report.diagnostics();
        var sheet = sheet("Data & diagnostics").widths(30, 16, 100);
        sheet.header("What", "Value", "In words");
        report.facts().stream()
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .forEach(fact -> sheet.strong(
                                fact.severity() == PlanReport.Severity.WARNING ? "Warning about the data" : "Data")
                        .skip(1)
                        .text(fact.text())
                        .endRow());
        diagnostics
                .warnings()
                .forEach(text -> sheet.strong("Warning about the model")
                        .skip(1)
                        .text(text)
                        .endRow());
        sheet.strong("Explained variance (R2)")
                .number(report.fit().r2(), formats.percent())
                .text("in sample")
                .endRow();
        sheet.strong("Mean absolute error (MAPE)")
                .number(report.fit().mape(), formats.percent())
                .text("relative to the KPI, in sample")
                .endRow();
        sheet.strong("Within the 90 % interval")
                .number(diagnostics.inside(), formats.percent())
                .text("of the periods, in sample; 90 % is good")
                .endRow();
        diagnostics
                .holdout()
                .ifPresent(h -> sheet.strong("Forecast error")
                        .number(h.error(), formats.percent())
                        .text(String.format(
                                Locale.ROOT,
                                "of the last %d %s, unseen, relative to the KPI; repeating last year: %.1f %%",
                                h.periods(),
                                figures.periods(h.periods()),
                                100 * h.naiveError()))
                        .endRow());
        sheet.strong("Largest R-hat")
                .number(diagnostics.rHat(), "0.000")
                .text("at most 1.01 is good")
                .endRow();
        sheet.strong("Smallest effective draws")
                .number(diagnostics.effectiveDraws(), "#,##0")
                .text("of a channel parameter")
                .endRow();
        sheet.strong("Divergences").number(diagnostics.divergences(), "#,##0").endRow();
        sheet.strong("Draws")
                .number(diagnostics.draws(), "#,##0")
                .text("the plan was made on")
                .endRow();
        diagnostics
                .sentences()
                .forEach(text -> sheet.strong("Diagnosis").skip(1).text(text).endRow());
        report.notes().forEach(text -> sheet.strong("Note").skip(1).text(text).endRow());
        sheet.finish(1, 0);
    }

    private void provenance() throws IOException {
        var sheet = sheet("Provenance").widths(30, 100);
        sheet.header("Name", "Value");
        report.provenance()
                .forEach((name, value) -> sheet.text(name).text(value).endRow());
        sheet.finish(1, 0);
    }
}
