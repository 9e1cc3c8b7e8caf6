package io.weir.planning.internal.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {
    @TempDir
    Path folder;

    @Test
    void writesTheFourFilesIntoAFolderThatItMakes() throws IOException {
        Path out = folder.resolve("new/plan");
        List<Path> files = PlanFiles.write(SampleReports.shop(), out);
        assertThat(files)
                .containsExactly(
                        out.resolve("plan.csv"),
                        out.resolve("plan.json"),
                        out.resolve("plan.xlsx"),
                        out.resolve("report.html"));
        assertThat(names(out)).containsExactly("plan.csv", "plan.json", "plan.xlsx", "report.html");
        assertThat(files.get(0)).hasContent(PlanCsv.text(SampleReports.shop()));
    }

    @Test
    void writesTheSameBytesEachTime() throws IOException {
        PlanFiles.write(SampleReports.shop(), folder.resolve("a"));
        PlanFiles.write(SampleReports.shop(), folder.resolve("b"));
        for (String name : names(folder.resolve("a"))) {
            assertThat(folder.resolve("a").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
        }
    }

    @Test
    void replacesEarlierFiles() {
        PlanFiles.write(SampleReports.shop(), folder);
        PlanFiles.write(SampleReports.small(), folder);
        assertThat(folder.resolve("plan.csv")).hasContent(PlanCsv.text(SampleReports.small()));
    }

    @Test
    void aFailureLeavesEarlierFilesAndNoTemporaryOnes() throws IOException {
        Files.writeString(folder.resolve("first"), "old");
        Files.createDirectory(folder.resolve("second"));
        byte[] text = "new".getBytes(UTF_8);
        var contents = ImmutableMap.of("absent", text, "first", text, "second", text);
        assertThatThrownBy(() -> PlanFiles.writeAll(contents, folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("second")
                .hasMessageContaining("earlier files are as they were")
                .hasMessageContaining("Maybe");
        assertThat(folder.resolve("first")).hasContent("old");
        assertThat(names(folder)).containsExactly("first", "second");
    }

    @Test
    void aFileWhereTheFolderShouldBeIsTheUsersToMend() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "mine");
        assertThatThrownBy(() -> PlanFiles.write(SampleReports.small(), file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a file, not a folder");
        assertThat(file).hasContent("mine");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
