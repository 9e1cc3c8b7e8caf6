package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvReader;
import io.weir.planning.WhatIfReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A comparison as table, CSV and JSON. */
class WhatIfTextsTest {
    static final ImmutableList<WhatIfReport> reports = SampleWhatIfs.all();

    @Test
    void theCsvHasOneRowPerPlan() {
        Golden.assertSame("whatif.csv", WhatIfCsv.text(SampleWhatIfs.shop()));
    }

    @Test
    void theJsonHoldsEverythingInAFixedOrder() {
        Golden.assertSame("whatif-small.json", WhatIfJson.pretty(SampleWhatIfs.small()));
    }

    @Test
    void theTableSaysTheSameInSentences() {
        Golden.assertSame("whatif-table.txt", WhatIfTable.text(SampleWhatIfs.shop()));
    }

    @ParameterizedTest
    @FieldSource("reports")
    void theTableFitsTheWidth(WhatIfReport report) {
        String text = WhatIfTable.text(report);
        assertThat(text.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= PlanTable.WIDTH);
        assertThat(text.lines()).noneMatch(line -> line.chars().anyMatch(c -> c < ' '));
        assertThat(text).doesNotContain("NaN", "Infinity", "null", "Optional");
        assertThat(text).contains(" in " + (report.seconds() > 1 ? "6.2" : "1.0") + " s. Next: open whatif.html");
    }

    @ParameterizedTest
    @FieldSource("reports")
    void everyNameComesBackAsItWas(WhatIfReport report) throws IOException {
        var rows = CsvReader.builder().ofNamedCsvRecord(WhatIfCsv.text(report)).stream()
                .toList();
        JsonNode json = new ObjectMapper().readTree(WhatIfJson.compact(report));

        assertThat(rows).hasSize(1 + report.scenarios().size());
        for (int k = 0; k < report.scenarios().size(); k++) {
            String name = report.scenarios().get(k).name();
            assertThat(rows.get(k + 1).getField("scenario")).isEqualTo(name);
            assertThat(json.at("/scenarios/" + k + "/name").textValue()).isEqualTo(name);
        }
        assertThat(json.path("seconds").isNumber()).isTrue();
        assertThat(WhatIfJson.pretty(report)).doesNotContain("NaN", "Infinity").endsWith("}\n");
    }

    @Test
    void theThreeFilesAreWrittenAllOrNone(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("blocked/whatif.html"));

        List<Path> files = WhatIfFiles.write(SampleWhatIfs.shop(), folder.resolve("new"));

        assertThat(files)
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("whatif.csv", "whatif.json", "whatif.html");
        assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThatThrownBy(() -> WhatIfFiles.write(SampleWhatIfs.shop(), folder.resolve("blocked")))
                .hasMessageContaining("earlier files are as they were");
        assertThat(folder.resolve("blocked/whatif.csv")).doesNotExist();
    }
}
