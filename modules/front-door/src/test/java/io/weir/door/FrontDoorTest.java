package io.weir.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.planning.PlanReport;
import io.weir.planning.PlanText;
import io.weir.planning.Samples;
import io.weir.planning.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** History in, plan out. */
class FrontDoorTest {
    private static final Path SOURCE = Path.of("src/test/java/io/weir/door/FrontDoorTest.java");
    private static final Path README = Path.of("../../README.md");

    @Test
    void fiveLinesLeadFromAHistoryToAPlan(@TempDir Path directory) {
        Path folder = directory.resolve("shop");
        Samples.copy("local-business", folder);
        // five lines
        Workspace workspace = Workspace.open(folder);
        PlanReport plan = workspace.plan();
        System.out.println(PlanText.table(plan));
        plan.cells().forEach(cell -> System.out.println(cell.period() + " " + cell.spend()));
        workspace.write(plan);
        // end
        assertThat(plan.cells().stream().mapToDouble(PlanReport.Cell::spend).sum())
                .isEqualTo(plan.headline().budget(), within(0.001));
        assertThat(plan.headline().change().mean()).isPositive();
        assertThat(folder.resolve("plan.csv")).exists();
        assertThat(folder.resolve("plan.json")).exists();
        assertThat(folder.resolve("plan.xlsx")).exists();
        assertThat(folder.resolve("report.html")).exists();
    }

    @Test
    void theReadmeShowsTheseLines() throws IOException {
        List<String> lines = fiveLines();
        assertThat(lines).hasSize(5);
        assertThat(javaBlocks(Files.readAllLines(README))).containsSubsequence(lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void everySampleIsReadWithoutAFault(String name, @TempDir Path directory) {
        Path folder = directory.resolve(name);
        Samples.copy(name, folder);
        Workspace workspace = Workspace.open(folder);
        assertThat(workspace.name()).isEqualTo(name);
        assertThat(workspace.history().channels()).isNotEmpty();
        assertThat(workspace.rules().isEmpty())
                .as("only what the simulator made has no rules")
                .isEqualTo(Files.exists(folder.resolve("world.yaml")));
    }

    static List<String> samples() {
        return Samples.NAMES;
    }

    private static List<String> fiveLines() throws IOException {
        return Files.readAllLines(SOURCE).stream()
                .map(String::strip)
                .dropWhile(line -> !line.equals("// five lines"))
                .skip(1)
                .takeWhile(line -> !line.equals("// end"))
                .toList();
    }

    private static List<String> javaBlocks(List<String> readme) {
        var lines = new ArrayList<String>();
        boolean inside = false;
        for (String line : readme) {
            if (line.startsWith("```")) {
                inside = line.strip().equals("```java");
            } else if (inside) {
                lines.add(line.strip());
            }
        }
        return lines;
    }
}
