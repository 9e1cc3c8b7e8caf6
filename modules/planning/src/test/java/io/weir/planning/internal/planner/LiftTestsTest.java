package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.planning.internal.planner.LiftTests.Candidate;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Two channels over four weeks, 100 planned for each in every week. */
class LiftTestsTest {
    private static final PlanGrid GRID = grid(PeriodLength.WEEK, 4);

    @Test
    void pausesHalvesRaisesAndDoubles() {
        var tests = tests(filled(100), filled(0), filled(1000));

        assertThat(tests)
                .filteredOn(t -> t.channel().equals("a") && t.periods() == 2)
                .extracting(Candidate::tested)
                .containsExactly(0.0, 50.0, 150.0, 200.0);
        assertThat(tests).extracting(Candidate::periods).containsOnly(2, 4);
        assertThat(tests.get(0).cells()).containsExactly(0, 100, 0, 100, 100, 100, 100, 100);
    }

    @Test
    void goesAsFarAsTheRulesAllow() {
        var tests = tests(filled(100), filled(70), filled(130));

        assertThat(tests)
                .filteredOn(t -> t.channel().equals("b") && t.periods() == 4)
                .extracting(Candidate::tested)
                .containsExactly(70.0, 130.0);
        assertThat(tests(filled(100), filled(90), filled(110))).isEmpty();
    }

    @Test
    void keepsHardRulesOfSeveralCellsButNotTheTotal() {
        var together = new LinearConstraint(
                "cap", "a and b", new int[] {0, 1}, new double[] {1, 1}, 120, 210, OptionalDouble.empty());
        var tests = new LiftTests(GRID, region(filled(0), filled(1000), together), filled(100), filled(100)).all();

        assertThat(tests).extracting(Candidate::tested).containsOnly(50.0);
    }

    @Test
    void triesAChannelThatIsLeftOutWithWhatCarryingOnWouldSpend() {
        double[] plan = {0, 200, 0, 200, 0, 200, 0, 200};
        var tests = new LiftTests(GRID, region(filled(0), filled(1000)), plan, filled(100)).all();

        assertThat(tests)
                .filteredOn(t -> t.channel().equals("a"))
                .extracting(Candidate::tested)
                .containsExactly(50.0, 100.0, 50.0, 100.0);
    }

    @Test
    void countsWeeksOfDaysAndFitsIntoShortHorizons() {
        PlanGrid days = grid(PeriodLength.DAY, 28);
        assertThat(new LiftTests(days, region(cells(days, 0), cells(days, 900)), cells(days, 100), cells(days, 100))
                        .all())
                .extracting(Candidate::periods)
                .containsOnly(14, 28);
        PlanGrid one = grid(PeriodLength.WEEK, 1);
        assertThat(new LiftTests(one, region(cells(one, 0), cells(one, 900)), cells(one, 100), cells(one, 100)).all())
                .extracting(Candidate::periods)
                .containsOnly(1);
    }

    private static ImmutableList<Candidate> tests(double[] plan, double[] lower, double[] upper) {
        return new LiftTests(GRID, region(lower, upper), plan, filled(100)).all();
    }

    private static FeasibleRegion region(double[] lower, double[] upper, LinearConstraint... constraints) {
        return new FeasibleRegion(lower, upper, 800, 800, ImmutableList.copyOf(constraints));
    }

    private static PlanGrid grid(PeriodLength length, int periods) {
        return new PlanGrid(
                length,
                LocalDate.of(2024, 1, 1),
                periods,
                ImmutableList.of(
                        new PlanGrid.Column("a", Optional.empty()), new PlanGrid.Column("b", Optional.empty())));
    }

    private static double[] filled(double amount) {
        return cells(GRID, amount);
    }

    private static double[] cells(PlanGrid grid, double amount) {
        var cells = new double[grid.cells()];
        Arrays.fill(cells, amount);
        return cells;
    }
}
