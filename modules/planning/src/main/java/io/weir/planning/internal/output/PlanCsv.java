package io.weir.planning.internal.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weir.planning.PlanReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code plan.csv}: one row per period and channel, and per geo where the plan is by geo. Spend is the exact bookable
 * amount; every other number has six significant digits. Texts are written as they are, so that the file can be read
 * back as a plan; lines end with a line feed.
 */
public final class PlanCsv {
    private PlanCsv() {}

    /** The whole file. */
    public static String text(PlanReport report) {
        boolean byGeo =
                report.grid().columns().stream().anyMatch(column -> column.geo().isPresent());
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(header(byGeo));
            for (PlanReport.Cell cell : report.cells()) {
                csv.writeRecord(row(report, cell, byGeo));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A table in memory could not be written.", e);
        }
        return text.toString();
    }

    private static List<String> header(boolean byGeo) {
        var names = new ArrayList<>(List.of("period_start", "channel"));
        if (byGeo) {
            names.add("geo");
        }
        names.addAll(List.of("spend", "expected", "low", "high", "marginal_return", "binding"));
        return names;
    }

    private static List<String> row(PlanReport report, PlanReport.Cell cell, boolean byGeo) {
        var column = report.grid().columns().get(cell.column());
        var fields = new ArrayList<String>();
        fields.add(report.grid().startOf(cell.period()).toString());
        fields.add(column.channel());
        if (byGeo) {
            fields.add(column.geo().orElse(""));
        }
        fields.add(report.unit().plain(cell.micros()));
        fields.add(number(cell.expected().mean()));
        fields.add(number(cell.expected().low()));
        fields.add(number(cell.expected().high()));
        fields.add(number(cell.marginalReturn()));
        fields.add(String.join(";", cell.binding()));
        return fields;
    }

    private static String number(double value) {
        return Rounding.sixDigits(value).map(BigDecimal::toPlainString).orElse("");
    }
}
