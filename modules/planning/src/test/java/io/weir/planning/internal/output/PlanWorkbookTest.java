package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlanWorkbookTest {
    static final ImmutableList<PlanReport> reports = SampleReports.all();

    @ParameterizedTest
    @FieldSource("reports")
    void hasAllSheetsAndTheSameBytesEachTime(PlanReport report) throws IOException {
        byte[] bytes = PlanWorkbook.bytes(report);
        try (var workbook = open(bytes)) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsExactly(
                            "Summary",
                            "Plan",
                            "Cells",
                            "Channels",
                            "Response curves",
                            "Rules",
                            "Model fit",
                            "Data & diagnostics",
                            "Provenance");
            for (Sheet sheet : workbook.getSheets().toList()) {
                assertThat(sheet.read()).as(sheet.getName()).isNotEmpty();
            }
        }
        assertThat(PlanWorkbook.bytes(report)).isEqualTo(bytes);
    }

    @Test
    void cellsAreTypedAndCarryTheCurrency() throws IOException {
        List<Row> rows = rows(SampleReports.shop(), "Cells");
        Row first = rows.get(1);
        assertThat(first.getCell(0).asDate().toLocalDate()).isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(first.getCell(0).getDataFormatString()).isEqualTo("yyyy-mm-dd");
        assertThat(first.getCellText(1)).isEqualTo("search");
        assertThat(first.getCell(2).getType()).isEqualTo(CellType.NUMBER);
        assertThat(first.getCell(2).getDataFormatString()).contains("EUR");
        assertThat(rows).hasSize(1 + 24);
    }

    @Test
    void totalsAreFormulasOverThePlan() throws IOException {
        List<Row> rows = rows(SampleReports.shop(), "Plan");
        assertThat(rows.get(1).getCell(4).getFormula()).isEqualTo("SUM(B2:D2)");
        assertThat(rows.get(9).getCell(1).getFormula()).isEqualTo("SUM(B2:B9)");
        assertThat(rows.get(11).getCell(1).getFormula()).isEqualTo("B10-B11");
        assertThat(rows.get(12).getCell(1).getFormula()).isEqualTo("IF(B11=0,\"\",B12/B11)");
        assertThat(rows.get(12).getCell(1).getDataFormatString()).contains("%");
        assertThat(rows.get(10).getCell(1).asNumber()).isCloseTo(new BigDecimal("170212.77"), within("0.01"));
    }

    @Test
    void summaryEndsWithTheLiftTests() throws IOException {
        List<Row> rows = rows(SampleReports.shop(), "Summary");
        Row last = rows.get(rows.size() - 3);
        assertThat(last.getCellText(0)).isEqualTo("pause email for 4 weeks");
        assertThat(last.getCell(1).getType()).isEqualTo(CellType.NUMBER);
    }

    @Test
    void namesThatLookLikeFormulasStayTexts() throws IOException {
        try (var workbook = open(PlanWorkbook.bytes(SampleReports.hostile()))) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                for (Row row : sheet.read()) {
                    row.stream()
                            .filter(PlanWorkbookTest::looksHostile)
                            .forEach(cell -> assertThat(cell.getType())
                                    .as("%s in %s", cell.getText(), sheet.getName())
                                    .isEqualTo(CellType.STRING));
                }
            }
        }
    }

    @Test
    void numbersColumnsAsSpreadsheetsDo() {
        assertThat(List.of(0, 25, 26, 51, 52, 701, 702))
                .map(WorkbookPlanSheet::letters)
                .containsExactly("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA");
    }

    private static boolean looksHostile(Cell cell) {
        return cell != null && cell.getText() != null && cell.getText().matches("(?s)^[=@].*");
    }

    private static org.assertj.core.data.Offset<BigDecimal> within(String offset) {
        return org.assertj.core.api.Assertions.within(new BigDecimal(offset));
    }

    private static List<Row> rows(PlanReport report, String name) throws IOException {
        try (var workbook = open(PlanWorkbook.bytes(report))) {
            return workbook.findSheet(name).orElseThrow().read();
        }
    }

    private static ReadableWorkbook open(byte[] bytes) throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, false));
    }
}
