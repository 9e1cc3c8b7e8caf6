package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport.LiftTest;
import io.weir.response.Posterior;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lift test a plan recommends. */
class NextExperimentTest {
    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory);
    }

    @Test
    void namesATestOfEachChannelWithWhatItCostsAndGains() {
        PlanReport plan = market.plan("periods: 8\nbudget: 48000");

        var tests = plan.experiment().orElseThrow().tests();
        assertThat(tests).extracting(LiftTest::channel).containsExactlyInAnyOrder("search", "social", "tv");
        assertThat(tests).allSatisfy(test -> {
            assertThat(test.periods()).isIn(2, 4, 8);
            assertThat(test.tested()).isNotCloseTo(test.planned(), within(0.2 * test.planned()));
            assertThat(test.standardError()).isPositive();
            assertThat(test.lift().mean() * (test.tested() - test.planned())).isPositive();
            assertThat(test.gain())
                    .isNotNegative()
                    .isLessThan(plan.headline().value().mean());
            assertThat(test.gainShare())
                    .isCloseTo(test.gain() / plan.headline().value().mean(), within(0.1 * test.gainShare() + 1e-9));
        });
        assertThat(tests).isSortedAccordingTo((a, b) -> Double.compare(net(b), net(a)));
        assertThat(PlanText.table(plan)).containsAnyOf("No lift test is worth its cost", "Next best experiment: ");
    }

    /** Near the optimum a change of spend costs little, and never brings more than the money elsewhere. */
    @Test
    void aTestNeverEarnsMoreThanThePlanThatIsBest() {
        PlanReport plan = market.plan("periods: 8\nbudget: 48000\ncaution: none");

        assertThat(plan.experiment().orElseThrow().tests())
                .allSatisfy(test -> assertThat(test.cost())
                        .isGreaterThan(-1e-3 * plan.headline().value().mean()));
    }

    /** The width of the interval for new data is what the noise is taken from. */
    @Test
    void isWorthLessTheNoisierTheKpi() {
        Workspace workspace = market.workspace("periods: 8\nbudget: 48000\ncaution: none");
        Calibration calibration = market.calibration(workspace);
        double before = Double.POSITIVE_INFINITY;
        for (double factor : new double[] {0.01, 1, 10, 1e4}) {
            PlanReport plan = workspace.plan(noisier(calibration, factor), Options.defaults());
            double gain = plan.experiment().orElseThrow().tests().stream()
                    .mapToDouble(LiftTest::gain)
                    .max()
                    .orElseThrow();
            assertThat(gain).isLessThan(before);
            before = gain;
            if (factor > 1000) {
                assertThat(gain).isLessThan(1e-6 * plan.headline().value().mean());
                assertThat(plan.experiment().orElseThrow().pays()).isFalse();
            }
        }
    }

    private static Calibration noisier(Calibration calibration, double factor) {
        Posterior p = calibration.posterior();
        Posterior.Fit f = p.fit();
        var fit = new Posterior.Fit(
                f.start(),
                f.actual(),
                f.mean(),
                stretched(f.mean(), f.low(), factor),
                stretched(f.mean(), f.high(), factor),
                f.baseline(),
                f.contributions(),
                f.total());
        return new Calibration(
                new Posterior(
                        p.length(),
                        p.window(),
                        p.geos(),
                        p.channels(),
                        p.interactions(),
                        p.draws(),
                        p.choices(),
                        p.holdout(),
                        fit,
                        p.diagnostics()),
                "key",
                0,
                0,
                ImmutableList.of());
    }

    private static double[] stretched(double[] mean, double[] bound, double factor) {
        return IntStream.range(0, mean.length)
                .mapToDouble(t -> mean[t] + factor * (bound[t] - mean[t]))
                .toArray();
    }

    @Test
    void measuresProfitInTheKpiAndCountsItsCostInProfit() {
        PlanReport revenue = market.plan("periods: 8\nbudget: 48000\ncaution: none");
        PlanReport profit = market.plan("periods: 8\nbudget: 48000\ncaution: none\nobjective: profit\nmargin: 0.5");

        LiftTest inRevenue = of(revenue, "search");
        LiftTest inProfit = of(profit, "search");
        assertThat(inProfit.standardError() / inProfit.lift().mean())
                .isCloseTo(
                        inRevenue.standardError() / inRevenue.lift().mean(),
                        within(0.02
                                * Math.abs(inRevenue.standardError()
                                        / inRevenue.lift().mean())));
        assertThat(inProfit.cost()).isCloseTo(0.5 * inRevenue.cost(), within(0.02 * inRevenue.cost()));
    }

    @Test
    void leavesChannelsAloneThatTheRulesHold() {
        PlanReport plan = market.planRuled("{channel: search, fixed: 3000}", "{channel: tv, min: 900, max: 1000}");

        assertThat(plan.experiment().orElseThrow().tests())
                .extracting(LiftTest::channel)
                .containsExactly("social");
    }

    @Test
    void saysWhereTheRulesLeaveNoRoom() {
        PlanReport plan = market.planRuled(
                "{channel: search, fixed: 3000}", "{channel: social, fixed: 2000}", "{channel: tv, fixed: 1000}");

        assertThat(plan.experiment()).isEmpty();
        assertThat(plan.notes()).contains("The rules leave no channel room for a lift test.");
    }

    @Test
    void looksForNoneWhereNothingIsSpentOrThePlanIsLarge() {
        assertThat(market.plan("periods: 4\nbudget: 0").experiment()).isEmpty();
        PlanReport large = market.plan("periods: 54\nbudget: 300000");
        assertThat(large.experiment()).isEmpty();
        assertThat(large.notes())
                .contains("Which lift test would improve the plan most is not worked out for plans of this size.");
    }

    @Test
    void isTheSameEachTime() {
        Workspace workspace = market.workspace("periods: 4\nbudget: 24000");

        assertThat(market.plan(workspace).experiment())
                .isEqualTo(market.plan(workspace).experiment());
    }

    private static double net(LiftTest test) {
        return test.gain() - Math.max(0, test.cost());
    }

    private static LiftTest of(PlanReport plan, String channel) {
        return plan.experiment().orElseThrow().tests().stream()
                .filter(test -> test.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }
}
