package io.weir.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.FeasibleRegion;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.response.AdstockKind;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Diagnostics;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Interaction;
import io.weir.response.ResponseObjective;
import io.weir.response.ResponseObjective.Worth;
import io.weir.response.SaturationKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gap of plans on made-up posteriors: true where all plans can be tried, and small. */
class GapTest {
    private static final int PAST = 30;
    private static final int WINDOW = 8;
    private static final double USUAL = 100;

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    /**
     * @param channels number of channels; of every three, the second lifts the first, and the third tires
     * @param draws joint draws
     * @param spread how different draws are; 0 for one truth
     */
    private record Setting(int channels, int periods, int draws, double spread, boolean sShaped) {}

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noPlanOfAGridIsAboveTheBound(long seed) {
        var random = new SplittableRandom(seed);
        var setting = new Setting(3, 2, 12, 0.4, seed % 2 == 0);
        var objective = objective(random, setting);
        double total = random.nextDouble(0.3, 3) * USUAL * 6;
        var region = Regions.budget(6, total);
        var proposal = propose(objective, region);
        double best = bestOnGrid(objective, total, 8);
        assertThat(proposal.upperBound()).isGreaterThanOrEqualTo(best);
        assertThat(proposal.value()).isGreaterThanOrEqualTo(best * (1 - 1e-3));
        assertThat(proposal.gap()).isLessThan(0.05);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theGapIsSmallUnderUncertainty(long seed) {
        var random = new SplittableRandom(seed);
        var objective = objective(random, new Setting(4, 6, 200, 0.3, seed % 2 == 0));
        var region = Regions.budget(24, 24 * USUAL);
        var proposal = propose(objective, region);
        assertThat(proposal.gap()).isLessThan(0.05);
        var others = new SplittableRandom(seed + 1000);
        for (int round = 0; round < 10; round++) {
            double[] start = others.doubles(24, 0, 2 * USUAL).toArray();
            var other = new ContinuousOptimiser().improve(objective, region, start, Progress.SILENT);
            assertThat(proposal.upperBound()).isGreaterThanOrEqualTo(other.value() * (1 - 1e-9));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theGapIsSmallWhereTheTruthIsKnownAndLimitsHold(long seed) {
        var random = new SplittableRandom(seed);
        var objective = objective(random, new Setting(3, 6, 1, 0, seed % 2 == 0));
        double total = 18 * USUAL;
        var region = Regions.budget(
                18,
                total,
                Regions.sum(
                        0, 0.6 * total, IntStream.range(0, 6).map(t -> 3 * t).toArray()),
                Regions.sum(
                        0.1 * total,
                        total,
                        IntStream.range(0, 6).map(t -> 3 * t + 1).toArray()),
                Regions.sum(0, 0.25 * total, 0, 1, 2));
        var proposal = propose(objective, region);
        assertThat(proposal.gap()).isLessThan(0.05);
    }

    private static double bestOnGrid(ResponseObjective objective, double total, int steps) {
        var plan = new double[6];
        return bestFrom(objective, plan, 0, steps, total / steps);
    }

    private static double bestFrom(ResponseObjective objective, double[] plan, int cell, int left, double step) {
        if (cell == plan.length - 1) {
            plan[cell] = left * step;
            return objective.value(plan);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int own = 0; own <= left; own++) {
            plan[cell] = own * step;
            best = Math.max(best, bestFrom(objective, plan, cell + 1, left - own, step));
        }
        return best;
    }

    private static io.weir.core.AllocationAgent.Proposal propose(ResponseObjective objective, FeasibleRegion region) {
        var carryingOn = new double[region.cells()];
        Arrays.fill(carryingOn, region.maxTotal() / region.cells());
        return new ContinuousOptimiser().propose(objective, region, carryingOn, 1, Progress.SILENT);
    }

    private static ResponseObjective objective(SplittableRandom random, Setting setting) {
        var posteriors = ImmutableList.<ChannelPosterior>builder();
        var histories = ImmutableList.<ChannelHistory>builder();
        var columns = ImmutableList.<PlanGrid.Column>builder();
        var interactions = ImmutableList.<Interaction>builder();
        for (int i = 0; i < setting.channels(); i++) {
            var channel = Channel.paid("channel " + i, ChannelKind.values()[i % 3]);
            posteriors.add(posterior(random, setting, channel, i % 3 == 2));
            histories.add(new ChannelHistory(
                    channel, Panel.of(random.doubles(PAST, 0, 2 * USUAL).toArray()), Optional.empty()));
            columns.add(new PlanGrid.Column(channel.name(), Optional.empty()));
            if (i % 3 == 1) {
                interactions.add(new Interaction(i, i - 1, around(random, setting, 0.3, 0.2)));
            }
        }
        var start = LocalDate.of(2023, 1, 2);
        var history = new History(
                PeriodLength.WEEK,
                start,
                ImmutableList.of(Geo.national()),
                new Kpi(
                        "revenue",
                        KpiKind.REVENUE,
                        Panel.of(random.doubles(PAST, 2000, 4000).toArray()),
                        Optional.empty(),
                        ImmutableList.of()),
                histories.build(),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed());
        var none = new double[0];
        var posterior = new Posterior(
                PeriodLength.WEEK,
                WINDOW,
                history.geos(),
                posteriors.build(),
                interactions.build(),
                setting.draws(),
                ImmutableList.of(),
                Optional.empty(),
                new Fit(start, none, none, none, none, none, new double[0][], new double[0][]),
                new Diagnostics(1, 100, "", 0, 0.9, 2, 1000, 0.5));
        var grid = new PlanGrid(PeriodLength.WEEK, history.startOf(PAST), setting.periods(), columns.build());
        return ResponseObjective.of(posterior, history, grid, new Worth(1, 0), setting.draws());
    }

    private static ChannelPosterior posterior(
            SplittableRandom random, Setting setting, Channel channel, boolean tires) {
        int draws = setting.draws();
        double retention = random.nextDouble(0.1, 0.5);
        double slope = setting.sShaped() ? random.nextDouble(1, 1.6) : random.nextDouble(0.7, 1);
        double[] logits = around(random, setting, Math.log(retention / (1 - retention)), setting.spread());
        return new ChannelPosterior(
                channel,
                AdstockKind.GEOMETRIC,
                SaturationKind.HILL,
                WINDOW,
                USUAL,
                each(draws, d -> new double[] {1 / (1 + Math.exp(-logits[d]))}),
                factors(random, setting, random.nextDouble(0.6, 2)),
                factors(random, setting, slope),
                tires ? factors(random, setting, random.nextDouble(0.05, 0.3)) : new double[draws],
                tires ? around(random, setting, 0.5, 0.1) : new double[draws],
                each(draws, d -> new double[] {random.nextDouble(300, 300 * (1 + 2 * setting.spread()) + 1)}),
                factors(random, setting, 1.5),
                new double[draws],
                CostCurve.none(draws),
                new double[] {1},
                0.5,
                0.5);
    }

    private static double[][] each(int draws, IntFunction<double[]> of) {
        return IntStream.range(0, draws).mapToObj(of).toArray(double[][]::new);
    }

    private static double[] around(SplittableRandom random, Setting setting, double centre, double spread) {
        return IntStream.range(0, setting.draws())
                .mapToDouble(d -> centre + (setting.spread() > 0 ? spread * random.nextGaussian() : 0))
                .map(v -> spread == 0.1 ? Math.min(0.9, Math.max(0.1, v)) : v)
                .toArray();
    }

    private static double[] factors(SplittableRandom random, Setting setting, double centre) {
        return IntStream.range(0, setting.draws())
                .mapToDouble(d -> centre * Math.exp(setting.spread() * random.nextGaussian()))
                .toArray();
    }
}
