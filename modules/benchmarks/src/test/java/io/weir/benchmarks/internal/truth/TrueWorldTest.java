package io.weir.benchmarks.internal.truth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.BadInputException;
import io.weir.planning.Workspace;
import io.weir.response.AdstockKind;
import io.weir.response.SaturationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrueWorldTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheReferenceValues() {
        for (TrueWorld world : KnownWorlds.withReferences()) {
            TruthFile.References references = world.truth().references().orElseThrow();
            var plan = new double[world.periods() * world.channels()];
            for (int cell = 0; cell < plan.length; cell++) {
                String channel = world.channelNames().get(cell % world.channels());
                plan[cell] =
                        requireNonNull(references.optimumPlan().get(channel)).get(cell / world.channels());
            }
            assertSame(world, plan, references.optimum());
            assertSame(world, world.historical(), references.historical());
            assertSame(world, world.equal(), references.equal());
            assertThat(world.optimum()).isEqualTo(references.optimum());
        }
    }

    private static void assertSame(TrueWorld world, double[] plan, double reference) {
        assertThat(world.value(plan)).as(world.name()).isCloseTo(reference, within(1e-9 * reference));
    }

    @Test
    void addsUpWhatACurveWithoutMemoryBrings() {
        TrueWorld world = plain();
        var plan = new double[12];
        plan[0] = 100;
        plan[3] = 300;
        // 1000 a / (1 + a) at 1 and 3 units.
        assertThat(world.value(plan)).isCloseTo(500 + 750, within(1e-9));
        assertThat(world.value(new double[12])).isZero();
    }

    private TrueWorld plain() {
        return SmallWorld.write(
                folder,
                1,
                "",
                SmallWorld.channel("one", SmallWorld.NO_ADSTOCK, SmallWorld.HILL, 1000, ""),
                SmallWorld.channel("two", SmallWorld.GEOMETRIC, SmallWorld.HILL, 0, ""),
                SmallWorld.channel("three", SmallWorld.GEOMETRIC, SmallWorld.HILL, 0, ""));
    }

    @Test
    void splitsTheBudgetAndNoMore() {
        KnownWorlds.all().forEach(world -> {
            assertThat(Arrays.stream(world.equal()).sum()).isCloseTo(world.budget(), within(1e-9 * world.budget()));
            assertThat(Arrays.stream(world.historical()).sum())
                    .isCloseTo(world.budget(), within(1e-9 * world.budget()));
        });
    }

    @Test
    void publishedHistoriesScatterAboutTheSignalAsTheTruthSays() {
        for (TrueWorld world : KnownWorlds.withReferences()) {
            double[] signal = world.signal();
            double[] kpi = world.published();
            double square = 0;
            for (int t = 0; t < kpi.length; t++) {
                square += (kpi[t] - signal[t]) * (kpi[t] - signal[t]) / kpi.length;
            }
            double stated = world.truth().noise().sd();
            assertThat(Math.sqrt(square)).as(world.name()).isBetween(0.75 * stated, 1.25 * stated);
        }
    }

    /** Mean and neighbours' correlation over 30 histories lie within 5 standard errors. */
    @Test
    void newNoiseIsOfTheStatedKind() {
        TrueWorld world = plain();
        double[] signal = world.signal();
        double square = 0;
        double product = 0;
        int n = 0;
        for (long seed = 1; seed <= 30; seed++) {
            double[] kpi = world.kpi(seed);
            for (int t = 1; t < kpi.length; t++) {
                double now = (kpi[t] - signal[t]) / 100;
                square += now * now;
                product += now * (kpi[t - 1] - signal[t - 1]) / 100;
                n++;
            }
        }
        assertThat(square / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n) * 1.7));
        assertThat(product / n).isCloseTo(0.5, within(5 * Math.sqrt(2.0 / n)));
        assertThat(world.kpi(3)).containsExactly(world.kpi(3));
        assertThat(world.kpi(4)).isNotEqualTo(world.kpi(3));
    }

    @Test
    void writesAWorkspaceWithTheGivenKpiAndWithoutTheTruth() throws IOException {
        TrueWorld world = plain();
        double[] kpi = world.kpi(7);
        Path target = folder.resolve("copy");
        world.writeWorkspace(target, kpi);
        assertThat(target.resolve(TruthFile.NAME)).doesNotExist();
        var history = Workspace.open(target).history();
        assertThat(history.kpi().counted().geo(0)).containsExactly(kpi);
        assertThat(history.channels().get(1).spend().geo(0))
                .containsExactly(Workspace.open(folder)
                        .history()
                        .channels()
                        .get(1)
                        .spend()
                        .geo(0));
    }

    @Test
    void itsOwnFamilySetsWhatTheTruthIsMadeOf() {
        TrueWorld world = SmallWorld.write(
                folder,
                1,
                "{\"source\": \"two\", \"target\": \"one\", \"strength\": 0.5, \"adstock\": " + SmallWorld.GEOMETRIC
                        + ", \"saturation\": " + SmallWorld.HILL + "}",
                SmallWorld.channel("one", SmallWorld.NO_ADSTOCK, "{\"kind\": \"logistic\", \"lam\": 2}", 1000, ""),
                SmallWorld.channel("two", SmallWorld.GEOMETRIC, SmallWorld.HILL, 10, ""),
                SmallWorld.channel(
                        "three",
                        SmallWorld.GEOMETRIC,
                        SmallWorld.HILL,
                        10,
                        ", \"fatigue\": {\"f\": 0.3, \"adstock\": " + SmallWorld.GEOMETRIC + "}"));
        var settings = world.ownFamily();
        assertThat(settings.of("one").adstock()).hasValue(AdstockKind.NONE);
        assertThat(settings.of("one").saturation()).hasValue(SaturationKind.LOGISTIC);
        assertThat(settings.of("two").fatigue()).hasValue(false);
        assertThat(settings.of("three").fatigue()).hasValue(true);
        assertThat(settings.interactions().pairs()).hasSize(1);
    }

    @Test
    void aWorldWithoutReferencesIsBadInputForWhoNeedsThem() {
        TrueWorld world = plain();
        assertThatThrownBy(world::optimum)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("truth.json")
                .hasMessageContaining("references")
                .hasMessageContaining("Maybe");
    }

    @Test
    void aFolderWithoutTruthIsBadInput() throws IOException {
        assertThatThrownBy(() -> TrueWorld.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("truth.json");
        Files.writeString(folder.resolve(TruthFile.NAME), "{\"world\": 3,");
        assertThatThrownBy(() -> TrueWorld.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not the truth of a world");
        assertThat(TrueWorld.all(Files.createDirectory(folder.resolve("empty"))))
                .isEmpty();
        assertThatThrownBy(() -> TrueWorld.all(folder.resolve("nowhere"))).isInstanceOf(BadInputException.class);
    }
}
