package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.planning.internal.facts.DataFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand rows, daily and by region, are read in seconds. */
class LargeHistoryTest {
    private static final int DAYS = 1000;
    private static final int REGIONS = 100;

    @Test
    void readsAHundredThousandRowsAndTellsFactsOfThem(@TempDir Path directory) throws IOException {
        var random = new SplittableRandom(5);
        var csv = new StringBuilder("day,region,revenue,search,social\n");
        for (int t = 0; t < DAYS; t++) {
            for (int g = 0; g < REGIONS; g++) {
                csv.append(LocalDate.of(2021, 1, 1).plusDays(t))
                        .append(",r")
                        .append(g)
                        .append(',');
                csv.append(1000 + random.nextInt(100))
                        .append(',')
                        .append(random.nextInt(90))
                        .append(',');
                csv.append(random.nextInt(50)).append('\n');
            }
        }
        Files.writeString(directory.resolve("history.csv"), csv);
        Files.writeString(directory.resolve("weir.yaml"), """
                history:
                  file: history.csv
                  date: day
                  geo: region
                  kpi: {column: revenue, kind: revenue}
                  channels:
                    - {name: search, kind: search, spend: search}
                    - {name: social, kind: social, spend: social}
                """);

        Instant begin = Instant.now();
        Workspace workspace = Workspace.open(directory);
        var facts = DataFacts.of(workspace.history());

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(workspace.history().periods()).isEqualTo(DAYS);
        assertThat(workspace.history().geos()).hasSize(REGIONS);
        assertThat(facts).isNotEmpty();
        assertThat(workspace.notes()).anyMatch(note -> note.contains("region") || note.contains("geo"));
    }
}
