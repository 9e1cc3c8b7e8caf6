package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.weir.core.Band;
import io.weir.planning.PlanReport.Advice;
import io.weir.planning.PlanReport.Cell;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisorTest {
    private static final String PLAN = "periods: 4\nbudget: 24000";

    @TempDir
    private Path folder;

    /** Changes the optimiser's plan, and remembers what of it was tried. */
    private static final class Changing implements Advisor {
        private final UnaryOperator<double[]> change;
        private double[] tried = new double[0];

        Changing(UnaryOperator<double[]> change) {
            this.change = change;
        }

        @Override
        public String policy() {
            return "changing";
        }

        @Override
        public double[] cells(PlanReport plan) {
            return change.apply(spend(plan));
        }

        @Override
        public Band gain(PlanReport plan, double[] cells) {
            tried = cells.clone();
            return new Band(0.01, -0.02, 0.04);
        }

        @Override
        public int markets() {
            return 3;
        }
    }

    private static double[] spend(PlanReport report) {
        return report.cells().stream().mapToDouble(Cell::spend).toArray();
    }

    /** A hundred from the second channel to the first in each period. */
    private static double[] moved(double[] cells) {
        double[] moved = cells.clone();
        for (int cell = 0; cell < moved.length; cell += 3) {
            double some = Math.min(100, moved[cell + 1]);
            moved[cell] += some;
            moved[cell + 1] -= some;
        }
        return moved;
    }

    /** All to the third, which brings least. */
    private static double[] thrownAway(double[] cells) {
        double[] all = new double[cells.length];
        for (int cell = 0; cell < all.length; cell += 3) {
            all[cell + 2] = cells[cell] + cells[cell + 1] + cells[cell + 2];
        }
        return all;
    }

    private PlanReport plan(Advisor advisor, String settings, String... rules) {
        var market = new Market(folder);
        Workspace workspace = market.workspace(settings);
        Calibration calibration = market.calibration(workspace);
        return (rules.length > 0 ? market.ruled(rules) : workspace).plan(calibration, advisor, Options.defaults());
    }

    @Test
    void whatDoesNoHarmBecomesThePlan() {
        PlanReport own = new Market(folder).plan(PLAN);
        PlanReport report = plan(new Changing(AdvisorTest::moved), PLAN);
        Advice advice = report.advice().orElseThrow();
        assertThat(advice.used()).isTrue();
        assertThat(advice.harm()).isEqualTo(report.headline().probabilityHarm()).isLessThanOrEqualTo(0.1);
        assertThat(spend(report)).containsExactly(moved(spend(own)), offset(0.02));
        assertThat(advice.optimiser()).isEqualTo(own.headline().value());
        assertThat(advice.agent()).isEqualTo(report.headline().value());
        assertThat(advice.channels().get(0).agent())
                .isGreaterThan(advice.channels().get(0).optimiser());
        assertThat(advice.gain()).isEqualTo(new Band(0.01, -0.02, 0.04));
    }

    @Test
    void whatMayDoHarmIsToldAndNotPlanned() {
        PlanReport own = new Market(folder).plan(PLAN);
        PlanReport report = plan(new Changing(AdvisorTest::thrownAway), PLAN);
        Advice advice = report.advice().orElseThrow();
        assertThat(advice.used()).isFalse();
        assertThat(advice.harm()).isGreaterThan(0.1);
        assertThat(spend(report)).isEqualTo(spend(own));
        assertThat(PlanText.table(report)).contains("this is the optimiser's plan");
    }

    @Test
    void withoutCautionTheAgentDecides() {
        PlanReport report = plan(new Changing(AdvisorTest::thrownAway), PLAN + "\ncaution: none");
        assertThat(report.advice().orElseThrow().used()).isTrue();
        assertThat(PlanText.table(report)).contains("no caution is set: this is the agent's plan");
    }

    @Test
    void rulesHoldForTheAgentToo() {
        var agent = new Changing(cells -> {
            double[] more = cells.clone();
            Arrays.setAll(
                    more, cell -> cell % 3 == 0 ? cells[cell] + cells[cell + 1] : cell % 3 == 1 ? 0 : cells[cell]);
            return more;
        });
        PlanReport report = plan(agent, PLAN, "{channel: search, max: 2500}");
        for (int cell = 0; cell < agent.tried.length; cell += 3) {
            assertThat(agent.tried[cell]).isLessThanOrEqualTo(2500);
        }
        assertThat(Arrays.stream(agent.tried).sum()).isEqualTo(24_000, offset(0.01));
        assertThat(report.advice()).isPresent();
    }

    @Test
    void anAgentSeesKpiValueWhateverIsMaximised() {
        double[] spend = {2000, 2000, 2000};
        var market = new Market(folder);
        Calibration calibration = market.calibration(market.workspace(PLAN));
        double[][] revenue = market.workspace(PLAN).marginalReturns(calibration, spend, 4);
        double[][] profit =
                market.workspace(PLAN + "\nobjective: profit\nmargin: 0.4").marginalReturns(calibration, spend, 4);
        assertThat(profit).isDeepEqualTo(revenue);

        double[][] worth = market.kpi("kpi: {column: revenue, kind: conversions, value: 40}")
                .workspace(PLAN)
                .marginalReturns(calibration, spend, 4);
        for (int c = 0; c < spend.length; c++) {
            assertThat(worth[c][0] / revenue[c][0]).isEqualTo(40, offset(1e-6));
        }
    }

    @Test
    void aPlanThatNobodyAdvisedSaysNothing() {
        PlanReport own = new Market(folder).plan(PLAN);
        assertThat(own.advice()).isEmpty();
        assertThat(PlanText.table(own)).doesNotContain("Learned agent");
        assertThat(PlanText.json(own)).contains("\"advice\":null");
    }
}
