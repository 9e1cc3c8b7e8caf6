package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    @TempDir
    private static Path folder;

    private static World world;

    /** A world that comes with Weir, by the day: quicker to play. */
    @BeforeAll
    static void byDay() throws IOException {
        String text = new String(Worlds.find("steady", 1).yaml(), StandardCharsets.UTF_8);
        Path file = Files.writeString(folder.resolve("steady.yaml"), text.replace("tick: hour", "tick: day"));
        world = Worlds.find(file.toString(), 1).world().over(8);
    }

    private static double brings(Trial trial, TargetSetter setter, double budget) {
        return trial.run(setter, budget, ImmutableList.of(), Optional.empty(), Progress.SILENT)
                .kpi();
    }

    @Test
    void runsBeginFromTheSameMarketOnTheSameDraws() {
        var trial = new Trial(world, 5, 2, Progress.SILENT);
        double once = brings(trial, TargetSetter.history(trial.usual()), trial.usualBudget());
        double without = trial.without().kpi();
        assertThat(brings(trial, TargetSetter.history(trial.usual()), trial.usualBudget()))
                .isEqualTo(once);
        assertThat(once).isGreaterThan(1.1 * without);
        assertThat(brings(
                        new Trial(world, 5, 2, Progress.SILENT),
                        TargetSetter.history(trial.usual()),
                        trial.usualBudget()))
                .isEqualTo(once);
    }

    @Test
    void creditsAddUpToWhatTheRunBrought() {
        var trial = new Trial(world, 5, 2, Progress.SILENT);
        Trial.Outcome outcome = trial.tried(TargetSetter.history(trial.usual()));
        ImmutableDoubleArray credits = trial.shapley(outcome.run(), Progress.SILENT);
        double brought = outcome.kpi() - trial.without().kpi();
        assertThat(credits.stream().sum()).isCloseTo(brought, within(1e-6 * brought));
        assertThat(credits.get(0)).isGreaterThan(credits.get(2));
    }

    @Test
    void whatIsSeenGrowsWithTheRun() {
        var trial = new Trial(world, 5, 2, Progress.SILENT);
        var lengths = new ArrayList<Integer>();
        TargetSetter setter = TargetSetter.history(trial.usual());
        brings(
                trial,
                new TargetSetter() {
                    @Override
                    public String name() {
                        return "looks on";
                    }

                    @Override
                    public double[] propose(Standing standing) {
                        SimulatedHistory seen = trial.seen();
                        lengths.add(seen.spend().length);
                        assertThat(seen.spend()[7]).isEqualTo(trial.history().spend()[7]);
                        assertThat(seen.visible()).hasSize(lengths.get(lengths.size() - 1));
                        return setter.propose(standing);
                    }
                },
                trial.usualBudget());
        assertThat(lengths).containsExactly(8, 9);
    }

    @Test
    void hindsightIsNoWorseThanWhatItStartsFrom() {
        var trial = new Trial(world, 5, 2, Progress.SILENT);
        double budget = trial.usualBudget();
        double[][] best = Clairvoyant.plan(trial, budget, Progress.SILENT);
        double usual = brings(
                trial, TargetSetter.planned("", new double[][] {trial.usual().toArray()}), budget);
        assertThat(brings(trial, TargetSetter.planned("", best), budget)).isGreaterThanOrEqualTo(usual);
        assertThat(Arrays.stream(best).flatMapToDouble(Arrays::stream).sum()).isCloseTo(budget, within(1e-6 * budget));
    }
}
