package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTextTest {
    @TempDir
    private Path directory;

    @Test
    void tableSaysWhetherToTrustTheModelInLinesThatFit() {
        var market = new Market(directory).history(Market.csv("revenue", 1));
        Workspace workspace = market.workspace("periods: 4\nbudget: 24000");
        String text = CalibrationText.table(workspace, market.calibration(workspace));

        assertThat(text.lines()).allMatch(line -> line.length() <= 100 || line.startsWith("Next: "));
        assertThat(text)
                .contains("Warning: The history says next to nothing about tv")
                .contains("In sample the model explains")
                .contains("of the weeks lie within the model's 90 % interval");
    }

    @Test
    void jsonHoldsTheSameForPrograms() throws Exception {
        var market = new Market(directory);
        Workspace workspace = market.workspace("periods: 4\nbudget: 24000");
        JsonNode json = new ObjectMapper().readTree(CalibrationText.json(workspace, market.calibration(workspace)));

        assertThat(json.at("/diagnostics/inside").doubleValue()).isBetween(0.5, 1.0);
        assertThat(json.at("/diagnostics/holdout").isNull())
                .as("too short for one")
                .isTrue();
        assertThat(json.at("/channels/0/overlap").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.at("/channels/0/drift/low").doubleValue())
                .isLessThanOrEqualTo(json.at("/channels/0/drift/high").doubleValue());
        assertThat(json.at("/channels/0/choices").isArray()).isTrue();
        assertThat(json.at("/model/0/text").textValue()).isNotBlank();
    }
}
