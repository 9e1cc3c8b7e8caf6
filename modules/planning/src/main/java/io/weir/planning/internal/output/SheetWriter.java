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
    private static final String INK = "FFFFFFFF";
    private static final String HEADER = "FF1F3A4D";
    private static final String TOTAL = "FFE8EEF2";
    /** The most characters a cell may hold. */
    private static final int LONGEST_TEXT = 32_767;

    private final Worksheet sheet;
    private final SheetFormats formats;
    private int row;
    private int column;
    private short pagesWide = 1;

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
        headerStyle(0, 0, "left");
        if (names.size() > 1) {
            headerStyle(1, names.size() - 1, "center");
        }
        sheet.rowHeight(row, 46);
        endRow();
    }

    private void headerStyle(int first, int last, String alignment) {
        sheet.range(row, first, row, last)
                .style()
                .bold()
                .fontColor(INK)
                .fillColor(HEADER)
                .wrapText(true)
                .verticalAlignment("center")
                .horizontalAlignment(alignment)
                .set();
    }

    /** Always a text, whatever it begins with. */
    SheetWriter text(String text) {
        sheet.value(row, column, cut(text));
        if (column > 0) {
            sheet.style(row, column).horizontalAlignment("left").indent(1).set();
        }
        column++;
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

    /** Prints over so many pages in breadth, with the first column on each. */
    SheetWriter pagesWide(int pages) {
        pagesWide = (short) pages;
        sheet.repeatCols(0);
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
        sheet.fitToWidth(pagesWide);
        sheet.fitToHeight((short) 0);
        sheet.finish();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
