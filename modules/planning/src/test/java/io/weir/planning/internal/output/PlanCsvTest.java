package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.weir.planning.PlanReport;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PlanCsvTest {
    @Test
    void writesOneRowPerPeriodAndChannel() {
        Golden.assertSame("small-plan.csv", PlanCsv.text(SampleReports.small()));
    }

    @Test
    void namesTheGeoAfterTheChannelWherePlannedByGeo() {
        assertThat(PlanCsv.text(SampleReports.byGeo()).lines())
                .hasSize(1 + 4 * 9)
                .startsWith("period_start,channel,geo,spend,expected,low,high,marginal_return,binding")
                .anyMatch(line -> line.startsWith("2024-01-08,email,islands,"));
    }

    @Test
    void spendAddsUpToThePlanExactly() {
        PlanReport report = SampleReports.wide();
        var records = CsvReader.builder().ofNamedCsvRecord(PlanCsv.text(report));
        BigDecimal total = records.stream()
                .map(row -> new BigDecimal(row.getField("spend")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long micros = report.cells().stream().mapToLong(PlanReport.Cell::micros).sum();
        assertThat(total).isEqualByComparingTo(BigDecimal.valueOf(micros, 6));
    }

    @Test
    void namesComeBackAsTheyWere() {
        PlanReport report = SampleReports.hostile();
        var records = CsvReader.builder().ofNamedCsvRecord(PlanCsv.text(report));
        assertThat(records.stream().map(row -> row.getField("channel")).distinct())
                .containsExactlyElementsOf(report.grid().channels());
    }

    @Test
    void nothingToSpendIsZeroAndNotBlank() {
        assertThat(PlanCsv.text(SampleReports.nothing())).contains("2024-01-01,search,0.00,0,0,0,5.44,\n");
    }
}
