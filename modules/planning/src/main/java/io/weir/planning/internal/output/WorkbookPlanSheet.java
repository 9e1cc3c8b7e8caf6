package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;
import java.io.IOException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;

/** The sheet a planner hands on: periods x channels, totals as formulas, and the change against carrying on. */
final class WorkbookPlanSheet {
    private static final int HEADER_ROWS = 1;

    private final PlanReport report;
    private final Figures figures;
    private final SheetFormats formats;

    WorkbookPlanSheet(PlanReport report, Figures figures, SheetFormats formats) {
        this.report = report;
        this.figures = figures;
        this.formats = formats;
    }

    void write(Workbook workbook) throws IOException {
        var columns = report.grid().columns();
        int count = columns.size();
        int periods = report.grid().periods();
        var sheet = new SheetWriter(workbook.newWorksheet("Plan"), formats);
        sheet.widths(DoubleStream.concat(
                        DoubleStream.of(24),
                        DoubleStream.generate(formats::moneyWidth).limit(count + 2L))
                .toArray());
        sheet.header(
                IntStream.range(0, count + 3).mapToObj(i -> heading(i, count)).toList());
        for (int period = 0; period < periods; period++) {
            sheet.date(report.grid().startOf(period));
            for (int column = 0; column < count; column++) {
                sheet.number(cell(period, column).spend(), formats.money());
            }
            sheet.total(sum(1, count, sheet.row()), formats.money());
            sheet.number(carryingOnIn(period), formats.money()).endRow();
        }
        totals(sheet, count, periods);
        sheet.finish(HEADER_ROWS, 1);
    }

    private String heading(int index, int count) {
        if (index == 0) {
            return figures.named("First day of the " + figures.period(), figures.currency());
        }
        if (index <= count) {
            return report.grid().columns().get(index - 1).label();
        }
        return index == count + 1 ? "Total" : "Total when carrying on";
    }

    private void totals(SheetWriter sheet, int count, int periods) {
        int totalRow = sheet.row();
        String from = "%s" + (HEADER_ROWS + 1) + ":%s" + (HEADER_ROWS + periods);
        sheet.strong("Total");
        for (int i = 1; i <= count + 2; i++) {
            String letters = letters(i);
            sheet.total("SUM(" + from.replace("%s", letters) + ")", formats.money());
        }
        sheet.endRow();
        sheet.strong("Carrying on");
        for (int column = 0; column < count; column++) {
            sheet.number(carryingOnOf(column), formats.money());
        }
        sheet.total(sum(1, count, sheet.row()), formats.money()).endRow();
        sheet.strong("Change");
        for (int i = 1; i <= count + 1; i++) {
            sheet.total(reference(i, totalRow) + "-" + reference(i, totalRow + 1), formats.money());
        }
        sheet.endRow();
        sheet.strong("Change in %");
        for (int i = 1; i <= count + 1; i++) {
            String base = reference(i, totalRow + 1);
            sheet.total("IF(" + base + "=0,\"\"," + reference(i, totalRow + 2) + "/" + base + ")", formats.change());
        }
        sheet.endRow();
    }

    private PlanReport.Cell cell(int period, int column) {
        return report.cells().get(report.grid().cell(period, column));
    }

    private double carryingOnIn(int period) {
        return IntStream.range(0, report.grid().columns().size())
                .mapToDouble(column -> cell(period, column).carryingOn())
                .sum();
    }

    private double carryingOnOf(int column) {
        return IntStream.range(0, report.grid().periods())
                .mapToDouble(period -> cell(period, column).carryingOn())
                .sum();
    }

    private static String sum(int first, int last, int row) {
        return "SUM(" + reference(first, row) + ":" + reference(last, row) + ")";
    }

    private static String reference(int column, int row) {
        return letters(column) + (row + 1);
    }

    /** {@code A} for 0, {@code Z} for 25, {@code AA} for 26. */
    static String letters(int column) {
        int letter = column % 26;
        String last = String.valueOf((char) ('A' + letter));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
