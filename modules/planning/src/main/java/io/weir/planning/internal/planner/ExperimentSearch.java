package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.FeasibleRegion;
import io.weir.planning.PlanReport.LiftTest;
import io.weir.planning.PlanReport.NextExperiment;
import io.weir.planning.internal.planner.LiftTests.Candidate;
import io.weir.response.DrawUtility;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.ResponseObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for the lift test that would improve the plan most. Candidates are ranked by the spread of what they would find,
 * less their noise; for those of the most promising channels the plan is found again under a few outcomes, and every test
 * is judged by all plans found ({@link ValueOfInformation}). A test is worth what it improves a plan like this one by, less
 * what it costs; only one horizon is counted.
 *
 * <p>The measurement: the KPI of the test's periods, and of those after it until nine tenths of the effect have come, is held
 * against what it would have been without the test. Its standard error is taken to be that of a difference of two sums of
 * so many periods' independent noise, {@code noise * sqrt(2 * periods)}: a comparison with other times or with a control
 * region as large. Tests with better controls measure better.
 */
final class ExperimentSearch {
    private static final int DRAWS = 128;
    private static final int CHANNELS = 4;
    private static final int SHOWN = 3;
    /** Outcomes of a channel's most telling test under which the plan is found again. */
    private static final int OUTCOMES = 4;
    /** The same of the best test, where it is worth it. */
    private static final int BEST_OUTCOMES = 6;
    /** A gain of less than this share of the plan's value need not be known more precisely. */
    private static final double LITTLE = 1e-4;

    private static final int MOST_COLUMNS = 40;
    private static final int MOST_WORK = 160;
    /** The effect is awaited until this share of it has come. */
    private static final double AWAITED = 0.9;
    /** Half the width of a 90 % interval in standard deviations. */
    private static final double HALF_WIDTH = 1.645;
    /** Plans that break a hard rule by more than this share of the budget were not found. */
    private static final double FEASIBLE = 1e-5;

    private final PlanProblem problem;
    private final Posterior posterior;
    private final Decision decision;
    private final double[] plan;
    private final FeasibleRegion region;

    /** @param plan currency per cell, as booked */
    ExperimentSearch(PlanProblem problem, Posterior posterior, Decision decision, double[] plan) {
        this.problem = problem;
        this.posterior = posterior;
        this.decision = decision;
        this.plan = plan;
        this.region = decision.region();
    }

    /**
     * What was found.
     *
     * @param experiment empty where there is none
     * @param note why there is none, where that is not plain
     */
    record Found(Optional<NextExperiment> experiment, Optional<String> note) {
        static Found none() {
            return new Found(Optional.empty(), Optional.empty());
        }

        static Found none(String note) {
            return new Found(Optional.empty(), Optional.of(note));
        }
    }

    Found find() {
        if (!(Arrays.stream(plan).sum() > 0 && problem.objective().worth().perKpi() > 0)) {
            return Found.none();
        }
        if (problem.grid().columns().size() > MOST_COLUMNS || work() > MOST_WORK) {
            return Found.none("Which lift test would improve the plan most is not worked out for plans of this size.");
        }
        ImmutableList<Candidate> candidates = new LiftTests(problem.grid(), region, plan, problem.carryingOn()).all();
        if (candidates.isEmpty()) {
            return Found.none("The rules leave no channel room for a lift test.");
        }
        return new Found(new Search(candidates).best(), Optional.empty());
    }

    /** Cells of channels, geos and periods that one draw takes. */
    private long work() {
        return (long) posterior.channels().size()
                * posterior.geos().size()
                * problem.grid().periods();
    }

    /** A candidate with what it would find, value units except where said. */
    private record Weighed(Candidate test, double[] lift, double standardError, double cost, double[] kpi) {
        ValueOfInformation information() {
            return new ValueOfInformation(lift, standardError);
        }

        /** Standard deviation, over outcomes, of what the lift will be thought to be. */
        double promise() {
            return ValueOfInformation.deviation(lift) * Math.sqrt(information().share());
        }
    }

    private record Judged(Weighed weighed, double gain) {
        double net() {
            return gain - Math.max(0, weighed.cost());
        }
    }

    private final class Search {
        private final ResponseObjective objective;
        private final List<Weighed> candidates;
        /** Plans found so far: currency per cell, and their values less penalties by draw. */
        private final List<double[]> plans = new ArrayList<>();

        private final List<double[]> values = new ArrayList<>();

        Search(List<Candidate> tests) {
            objective = ResponseObjective.of(
                    posterior,
                    problem.history(),
                    problem.grid(),
                    problem.objective().worth(),
                    DRAWS);
            double[] planned = objective.valuesByDraw(plan);
            candidates = tests.stream().map(t -> weighed(t, planned)).toList();
        }

        Optional<NextExperiment> best() {
            add(plan);
            find(Stream.of(ValueOfInformation.even(objective.draws())));
            List<String> channels = promising();
            find(channels.stream().flatMap(channel -> underOutcomes(mostTelling(channel), OUTCOMES)));
            judged(channels).stream()
                    .limit(1)
                    .filter(best -> best.gain() > LITTLE * value())
                    .forEach(best -> find(underOutcomes(best.weighed(), BEST_OUTCOMES)));
            ImmutableList<LiftTest> tests =
                    judged(channels).stream().map(this::told).collect(ImmutableList.toImmutableList());
            return tests.isEmpty() ? Optional.empty() : Optional.of(new NextExperiment(tests));
        }

        private Weighed mostTelling(String channel) {
            return of(channel).max(Comparator.comparingDouble(Weighed::promise)).orElseThrow();
        }

        private Stream<Weighed> of(String channel) {
            return candidates.stream().filter(w -> w.test().channel().equals(channel));
        }

        /** The draws' weights under each of a test's outcomes. */
        private static Stream<double[]> underOutcomes(Weighed test, int outcomes) {
            ValueOfInformation information = test.information();
            return Arrays.stream(information.outcomes(outcomes)).mapToObj(information::weights);
        }

        private Weighed weighed(Candidate test, double[] planned) {
            double[] tested = objective.valuesByDraw(test.cells());
            double extra = (test.tested() - test.planned()) * test.periods();
            double charged = objective.worth().perSpend() * extra;
            double perKpi = objective.worth().perKpi();
            int draws = objective.draws();
            var lift = new double[draws];
            var kpi = new double[draws];
            for (int d = 0; d < draws; d++) {
                lift[d] = tested[d] - planned[d] + charged;
                kpi[d] = lift[d] / perKpi;
            }
            double lost = Estimates.mean(planned) - Estimates.mean(tested) + penalties(test.cells()) - penalties(plan);
            return new Weighed(
                    test,
                    lift,
                    perKpi * noise() * Math.sqrt(2.0 * (test.periods() + awaited(test.channel()))),
                    lost + extra * decision.proposal().budgetPrice(),
                    kpi);
        }

        /** The channels about whose effect most would be learnt, most first. */
        private List<String> promising() {
            return problem.grid().channels().stream()
                    .filter(c -> promise(c) > 0)
                    .sorted(Comparator.comparingDouble(c -> -promise(c)))
                    .limit(CHANNELS)
                    .toList();
        }

        private double promise(String channel) {
            return of(channel).mapToDouble(Weighed::promise).max().orElse(0);
        }

        /** The best test of each channel, best first. */
        private List<Judged> judged(List<String> channels) {
            return channels.stream()
                    .map(channel -> of(channel)
                            .map(w -> new Judged(w, w.information().of(values)))
                            .max(Comparator.comparingDouble(Judged::net))
                            .orElseThrow())
                    .sorted(Comparator.comparingDouble(j -> -j.net()))
                    .limit(SHOWN)
                    .toList();
        }

        /** Finds the plan again as if the draws had these weights, each from the best plan known. */
        private void find(Stream<double[]> weights) {
            weights.toList().parallelStream().map(this::found).toList().forEach(this::add);
        }

        private double[] found(double[] weights) {
            double[] start = plans.get(values.indexOf(ValueOfInformation.best(values, weights)));
            return new ContinuousOptimiser()
                    .improveRoughly(objective.with(new DrawUtility.Weighted(weights)), region, start)
                    .spend();
        }

        private void add(double[] cells) {
            boolean holds = region.constraints().stream()
                    .allMatch(c -> c.penalty().isPresent()
                            || c.violation(cells) <= c.violation(plan) + FEASIBLE * region.maxTotal());
            if (holds) {
                double penalties = penalties(cells);
                plans.add(cells);
                values.add(Arrays.stream(objective.valuesByDraw(cells))
                        .map(v -> v - penalties)
                        .toArray());
            }
        }

        /** Size of the plan's value. */
        private double value() {
            return Math.abs(Estimates.mean(values.get(0)));
        }

        private LiftTest told(Judged judged) {
            Weighed w = judged.weighed();
            double perKpi = objective.worth().perKpi();
            return new LiftTest(
                    w.test().channel(),
                    w.test().periods(),
                    w.test().planned(),
                    w.test().tested(),
                    Estimates.of(w.kpi()),
                    w.standardError() / perKpi,
                    w.cost(),
                    judged.gain(),
                    value() > 0 ? judged.gain() / value() : 0);
        }
    }

    private double penalties(double[] cells) {
        return region.constraints().stream()
                .filter(c -> c.penalty().isPresent())
                .mapToDouble(c -> c.penalty().getAsDouble() * c.violation(cells))
                .sum();
    }

    /** Standard deviation of a period's noise, all geos together, KPI units: from the width of the interval for new data. */
    private double noise() {
        Posterior.Fit fit = posterior.fit();
        double[] widths = IntStream.range(0, fit.actual().length)
                .mapToDouble(t -> fit.high()[t] - fit.low()[t])
                .sorted()
                .toArray();
        return widths.length > 0 ? widths[widths.length / 2] / (2 * HALF_WIDTH) : 0;
    }

    /** Periods after a test until most of its effect has come. */
    private int awaited(String channel) {
        ChannelPosterior response = posterior.channels().stream()
                .filter(c -> c.channel().name().equals(channel))
                .findFirst()
                .orElseThrow();
        int draws = posterior.draws();
        double come = 0;
        int lag = -1;
        while (come < AWAITED && lag + 1 < response.memory()) {
            lag++;
            for (int d = 0; d < draws; d++) {
                come += response.carryOver(d)[lag] / draws;
            }
        }
        return Math.max(0, lag);
    }
}
