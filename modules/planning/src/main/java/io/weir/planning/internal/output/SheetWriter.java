package io.weir.planning.internal.output;

import io.weir.planning.PlanReport.Estimate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Worksheet;

/** Fills a sheet from left to right and from top to bottom. */
final class SheetWriter {
    private static final String INK = "FFFFFF";
    private static final String HEADER = "1F3A4D";
    private static final String TOTAL = "E8EEF2";
    /** The most characters a cell may hold. */
    private static final int LONGEST_TEXT = 32_767;

    private final Worksheet sheet;
    private final SheetFormats formats;
    private int row;
    private int column;

    SheetWriter(Worksheet sheet, SheetFormats formats) {
        this.sheet = sheet;
        this.formats = formats;
    }

    SheetWriter widths(double... characters) {
        for (int i = 0; i < characters.length; i++) {
            sheet.width(i, characters[i]);
        }
        return this;
    }

    /** Number of the row that is being filled, from 0. */
    int row() {
        return row;
    }

    void title(String text) {
        sheet.value(row, 0, cut(text));
        sheet.style(row, 0).bold().fontSize(16).fontColor(HEADER).set();
        row += 1;
    }

    void header(String... names) {
        header(Arrays.asList(names));
    }

    void header(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            sheet.value(row, i, cut(names.get(i)));
        }
        sheet.range(row, 0, row, names.size() - 1)
                .style()
                .bold()
                .fontColor(INK)
                .fillColor(HEADER)
                .wrapText(true)
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(row, 32);
        endRow();
    }

    /** Always a text, whatever it begins with. */
    SheetWriter text(String text) {
        sheet.value(row, column++, cut(text));
        return this;
    }

    SheetWriter strong(String text) {
        sheet.value(row, column, cut(text));
        sheet.style(row, column++).bold().set();
        return this;
    }

    /** A number, or an empty cell if it is not finite. */
    SheetWriter number(double value, String format) {
        if (Double.isFinite(value)) {
            sheet.value(row, column, value);
            sheet.style(row, column).format(format).set();
        }
        column++;
        return this;
    }

    /** Mean, low and high in three cells. */
    SheetWriter estimate(Estimate estimate, String format) {
        return number(estimate.mean(), format).number(estimate.low(), format).number(estimate.high(), format);
    }

    SheetWriter date(LocalDate day) {
        sheet.value(row, column, day);
        sheet.style(row, column++)
                .format(formats.date())
                .horizontalAlignment("left")
                .set();
        return this;
    }

    SheetWriter formula(String formula, String format) {
        sheet.formula(row, column, formula);
        sheet.style(row, column++).format(format).set();
        return this;
    }

    /** A formula that stands out. */
    SheetWriter total(String formula, String format) {
        sheet.formula(row, column, formula);
        sheet.style(row, column++).format(format).bold().fillColor(TOTAL).set();
        return this;
    }

    SheetWriter skip(int cells) {
        column += cells;
        return this;
    }

    void endRow() {
        row++;
        column = 0;
    }

    SheetWriter filter(int columns) {
        if (row > 1) {
            sheet.setAutoFilter(0, 0, row - 1, columns - 1);
        }
        return this;
    }

    /** Freezes what stands above and left, sets up printing, and writes the sheet out. */
    void finish(int frozenRows, int frozenColumns) throws IOException {
        if (frozenRows + frozenColumns > 0) {
            sheet.freezePane(frozenColumns, frozenRows);
        }
        if (frozenRows > 0) {
            sheet.repeatRows(0, frozenRows - 1);
        }
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.finish();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
