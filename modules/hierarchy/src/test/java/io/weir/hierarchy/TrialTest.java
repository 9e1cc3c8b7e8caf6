package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.planning.Worlds;
import io.weir.simulator.World;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final World WORLD = Worlds.named("steady").over(8);

    private static double brings(Trial trial, TargetSetter setter, double budget) {
        return trial.run(setter, budget, ImmutableList.of(), Optional.empty(), Progress.SILENT)
                .kpi();
    }

    @Test
    void runsBeginFromTheSameMarketOnTheSameDraws() {
        var trial = new Trial(WORLD, 5, 2, Progress.SILENT);
        double once = brings(trial, TargetSetter.history(trial.usual()), trial.usualBudget());
        double without = trial.without().kpi();
        assertThat(brings(trial, TargetSetter.history(trial.usual()), trial.usualBudget()))
                .isEqualTo(once);
        assertThat(once).isGreaterThan(1.1 * without);
        assertThat(brings(
                        new Trial(WORLD, 5, 2, Progress.SILENT),
                        TargetSetter.history(trial.usual()),
                        trial.usualBudget()))
                .isEqualTo(once);
    }

    @Test
    void hindsightIsNoWorseThanWhatItStartsFrom() {
        var trial = new Trial(WORLD, 5, 2, Progress.SILENT);
        double budget = trial.usualBudget();
        double[] best = trial.hindsight(budget, Progress.SILENT);
        double usual = brings(
                trial, TargetSetter.planned("", new double[][] {trial.usual().toArray()}), budget);
        assertThat(brings(trial, TargetSetter.planned("", new double[][] {best}), budget))
                .isGreaterThanOrEqualTo(usual);
        assertThat(java.util.Arrays.stream(best).sum()).isLessThanOrEqualTo(budget / 2 * (1 + 1e-9));
    }
}
