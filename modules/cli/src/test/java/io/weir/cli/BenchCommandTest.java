package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Shop.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code weir bench} refuses; runs themselves take minutes. */
class BenchCommandTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "weir bench {0} --only {1}")
    @CsvSource({
        "allocation, sbc, 'optimiser, plan, published, speed'",
        "calibration, plan, 'sbc, speed'",
        "promise, speed, 'promise'",
        "ledger, sbc, 'kills, leases, durable'",
        "simulator, sbc, 'speed, checks, laws, realism, halo, published, calibrated'",
        "bidding, sbc, 'ipinyou, auctionnet, worlds, frequency, shading, maab, speed, processes'",
        "hierarchy, sbc, 'worlds, drawn, others, unseen, variation, team, credit, firms, rivals, speed'"
    })
    void namesThePartsWhereOneIsUnknown(String what, String part, String parts) {
        refused(Shop.weir("bench", what, "--only", part), "--only", "(" + part + ")", parts, "Maybe leave it out");
    }

    @Test
    void namesWhatCanBeMeasuredWhereItIsUnknown() {
        refused(
                Shop.weir("bench", "allocations"),
                "'allocations'",
                "[ALLOCATION, CALIBRATION, PROMISE, RULES, LEDGER, SIMULATOR, BIDDING, HIERARCHY]");
        refused(Shop.weir("bench"), "WHAT");
    }

    @Test
    void asksForWorldsWhereThereAreNone() {
        Path nowhere = directory.resolve("nowhere");
        for (Path worlds : new Path[] {directory, nowhere}) {
            refused(
                    Shop.weir("bench", "allocation", "--only", "optimiser", "--worlds", worlds),
                    worlds.toString(),
                    "holds no worlds with known truth",
                    "Maybe name their folder: --worlds DIR.");
        }
    }

    @Test
    void writesHistoriesOfTheAllocationBenchmarkOnly() {
        refused(
                Shop.weir("bench", "promise", "--write-histories", directory),
                "--write-histories",
                "is of the allocation benchmark only",
                "Maybe write: weir bench allocation");
    }

    @Test
    void keepsWhatTheHierarchyBenchmarkFindsOnly() {
        Path keep = directory.resolve("keep");
        refused(
                Shop.weir("bench", "allocation", "--keep", keep),
                "--keep",
                "is of the hierarchy benchmark only",
                "Maybe leave it out");
        assertThat(keep).doesNotExist();
    }

    private static void refused(Run run, String... words) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(run.out()).isEmpty();
    }
}
