package io.weir.benchmarks.internal.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.PlanGrid;
import io.weir.planning.Workspace;
import io.weir.response.ResponseObjective;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth as a posterior values plans as the truth does, but for the 1e-9 by which Hill curves are smoothed at zero. */
class TruePosteriorTest {
    private static final String DRIFT = ", \"drift\": {\"from_row\": 40, \"factor\": 0.6}";
    private static final String FATIGUE = ", \"fatigue\": {\"f\": 0.4, \"adstock\": {\"kind\": \"geometric\","
            + " \"alpha\": 0.5, \"l_max\": null, \"normalised\": %s}}";
    private static final String DELAYED =
            "{\"kind\": \"delayed\", \"alpha\": 0.6, \"theta\": 2, \"l_max\": 7, \"normalised\": true}";
    private static final String SUMMED =
            "{\"kind\": \"geometric\", \"alpha\": 0.7, \"l_max\": 8, \"normalised\": false}";
    private static final String LOGISTIC = "{\"kind\": \"logistic\", \"lam\": 1.7}";
    private static final String S_SHAPED = "{\"kind\": \"hill\", \"slope\": 2.2, \"half\": 1.6}";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void knownWorldsAreValuedAsTheTruthDoes(String name) {
        TrueWorld world =
                KnownWorlds.all().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
        assertAgree(world);
    }

    static ImmutableList<String> knownWorldsAreValuedAsTheTruthDoes() {
        return KnownWorlds.all().map(TrueWorld::name).collect(ImmutableList.toImmutableList());
    }

    @Test
    void delayedAndUnnormalisedCarryOverIsKept() {
        assertAgree(SmallWorld.write(
                folder,
                2,
                "",
                SmallWorld.channel("one", DELAYED, SmallWorld.HILL, 800, ""),
                SmallWorld.channel("two", SUMMED, S_SHAPED, 500, ""),
                SmallWorld.channel("three", SUMMED, LOGISTIC, 300, "")));
    }

    @Test
    void driftAndFatigueAreKept() {
        assertAgree(SmallWorld.write(
                folder,
                3,
                "",
                SmallWorld.channel("one", SmallWorld.GEOMETRIC, LOGISTIC, 800, DRIFT),
                SmallWorld.channel("two", SmallWorld.NO_ADSTOCK, SmallWorld.HILL, 500, FATIGUE.formatted(true)),
                SmallWorld.channel("three", DELAYED, S_SHAPED, 300, DRIFT + FATIGUE.formatted(false))));
    }

    @Test
    void halosReadTheirSourceThroughTheirOwnCurveOrThroughItsOwn() {
        assertAgree(SmallWorld.write(
                folder,
                4,
                halo("two", "one", 0.6, SmallWorld.GEOMETRIC, SmallWorld.HILL) + ", "
                        + halo("three", "one", 0.3, DELAYED, LOGISTIC) + ", "
                        + halo("one", "three", -0.2, SUMMED, S_SHAPED),
                SmallWorld.channel("one", SmallWorld.NO_ADSTOCK, SmallWorld.HILL, 800, FATIGUE.formatted(true)),
                SmallWorld.channel("two", SmallWorld.GEOMETRIC, SmallWorld.HILL, 500, DRIFT),
                SmallWorld.channel("three", SUMMED, SmallWorld.HILL, 300, "")));
    }

    private static String halo(String source, String target, double strength, String adstock, String saturation) {
        return "{\"source\": \"" + source + "\", \"target\": \"" + target + "\", \"strength\": " + strength
                + ", \"adstock\": " + adstock + ", \"saturation\": " + saturation + "}";
    }

    private static void assertAgree(TrueWorld world) {
        History history = Workspace.open(world.folder()).history();
        var grid = new PlanGrid(
                history.length(),
                history.startOf(history.periods()),
                world.periods(),
                world.channelNames().stream()
                        .map(name -> new PlanGrid.Column(name, Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
        var objective =
                ResponseObjective.of(world.posterior(history), history, grid, new ResponseObjective.Worth(1, 0), 1);
        for (long seed = 1; seed <= 5; seed++) {
            double cell = world.budget() / grid.cells();
            double[] plan = new SplittableRandom(seed)
                    .doubles(grid.cells(), 0, 2)
                    .map(share -> share * cell)
                    .toArray();
            double truth = world.value(plan);
            assertThat(objective.value(plan))
                    .as("%s, seed %s", world.name(), seed)
                    .isCloseTo(truth, within(1e-8 * truth));
        }
    }
}
