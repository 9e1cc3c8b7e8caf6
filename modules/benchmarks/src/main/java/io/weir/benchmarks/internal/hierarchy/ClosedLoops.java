package io.weir.benchmarks.internal.hierarchy;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.hierarchy.Clairvoyant;
import io.weir.hierarchy.LearnedTargets;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.SteppedPlan;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.Trial;
import io.weir.planning.SimulatedPlanner;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ways to set targets, in worlds after a history of two years: twenty weeks in closed loop with the same bidders, each way on the same
 * draws, beside the clairvoyant's plan.
 */
public final class ClosedLoops {
    private static final int BEFORE = 104;
    private static final int PERIODS = 20;

    private ClosedLoops() {}

    /** Who sets targets. */
    public enum Method {
        /** The same for each channel. */
        EQUAL("equal"),
        /** As it was split before. */
        HISTORY("history's split"),
        /** In proportion to the last click's returns. */
        PROPORTIONAL("proportional to return"),
        /** Weir's plan on the history. */
        PLAN("static plan"),
        /** Weir's plan on what is known by now. */
        REPLAN("planned each period"),
        /** One agent that allocates and tells the bidders how to bid, by actor-critic in markets of the same world. */
        FLAT("flat RL"),
        /** An agent per channel, each for itself, trained as the flat one. */
        INDEPENDENT("independent learners"),
        /** The allocation agent that comes with Weir. */
        OURS("learned"),
        /** The same agent with a policy that repeats what the model says. No way of its own: it tells what learning is worth. */
        MODEL("the agent believing the model"),
        /** The clairvoyant's plan, gone to by the agent's steps. No way either: it tells what steps cost. */
        STEPS("the clairvoyant's plan by steps");

        /** Ways that are compared; the others are there to tell causes apart. */
        public static final ImmutableList<Method> COMPARED =
                ImmutableList.of(EQUAL, HISTORY, PROPORTIONAL, PLAN, REPLAN, FLAT, INDEPENDENT, OURS);

        private final String words;

        Method(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * One world over seeds.
     *
     * @param world its name
     * @param brought true KPI beyond that of a run in which nothing is spent, {@code [seed]}, of each way
     * @param clairvoyant the same of the clairvoyant's plan
     * @param betterBids what clairvoyant bids would bring more than that, share of it
     * @param overspent in how many periods and channels more was spent than the target, and runs in which more was than their budget, of
     *     all ways and seeds
     * @param rulesBroken in how many periods targets broke a rule, in runs of ours and of equal targets that have rules
     */
    public record Result(
            String world,
            ImmutableMap<Method, double[]> brought,
            double[] clairvoyant,
            double betterBids,
            int overspent,
            int rulesBroken) {
        private double[] of(Method method) {
            return requireNonNull(brought.get(method));
        }

        /** Brought over what the clairvoyant's plan brings, per seed. */
        public double[] ratios(Method method) {
            double[] ours = of(method);
            return IntStream.range(0, clairvoyant.length)
                    .mapToDouble(k -> ours[k] / clairvoyant[k])
                    .toArray();
        }

        /** Several, as if they were of one world. */
        public static Result joined(List<Result> results) {
            var brought = new EnumMap<Method, double[]>(Method.class);
            for (Method method : Method.values()) {
                brought.put(
                        method,
                        results.stream()
                                .flatMapToDouble(one -> Arrays.stream(one.of(method)))
                                .toArray());
            }
            return new Result(
                    results.get(0).world,
                    ImmutableMap.copyOf(brought),
                    results.stream()
                            .flatMapToDouble(one -> Arrays.stream(one.clairvoyant))
                            .toArray(),
                    results.stream().mapToDouble(Result::betterBids).average().orElse(0),
                    results.stream().mapToInt(Result::overspent).sum(),
                    results.stream().mapToInt(Result::rulesBroken).sum());
        }

        /**
         * What is lost of what the clairvoyant's plan with clairvoyant bids would bring, by cause; means over seeds, which add up.
         *
         * @param calibration by believing the model where it is wrong
         * @param optimiser by going to where one wants to be in steps, from history's split
         * @param bidding by bids that do not know what auctions will cost
         * @param learning by the learned policy; below 0 where it gives back some of what believing the model costs
         */
        public record Regret(double calibration, double optimiser, double bidding, double learning) {
            /** 1 less what ours brings of it. */
            public double all() {
                return calibration + optimiser + bidding + learning;
            }
        }

        /** Where ours loses what it lacks to the looser bound. */
        public Regret regret() {
            double loose = 1 + betterBids;
            double steps = mean(Method.STEPS);
            double model = mean(Method.MODEL);
            return new Regret(
                    (steps - model) / loose,
                    (1 - steps) / loose,
                    betterBids / loose,
                    (model - mean(Method.OURS)) / loose);
        }

        private double mean(Method method) {
            return Arrays.stream(ratios(method)).average().orElseThrow();
        }

        /** Brought by a way less that of another, over what the clairvoyant's plan brings, per seed. */
        public double[] ahead(Method method, Method other) {
            double[] ours = ratios(method);
            double[] theirs = ratios(other);
            return IntStream.range(0, ours.length)
                    .mapToDouble(k -> ours[k] - theirs[k])
                    .toArray();
        }
    }

    /**
     * A world with the clairvoyant's plan for it, sought in the market of expected outcomes.
     *
     * @param name by which it is told
     * @param best currency, {@code [period][channel]}
     * @param budget of that plan, currency
     * @param betterBids what clairvoyant bids would bring more than the plan's execution does, share of that
     * @param learners policies of the ways that learn in the world itself
     */
    public record Known(
            String name,
            World world,
            double[][] best,
            double budget,
            double betterBids,
            ImmutableMap<Method, ImmutableMap<String, Network>> learners) {
        /** Seeks the plan, and has those learn that do. */
        public static Known of(String name, World world) {
            int before = before(world);
            int periods = periods(world);
            var trial = new Trial(
                    SimulatedMarket.expected(world, before + periods + Trial.AFTER),
                    before,
                    0,
                    periods,
                    Progress.SILENT);
            double budget = trial.usualBudget();
            double[][] best = Clairvoyant.plan(trial, budget, Progress.SILENT);
            double brings = trial.tried(TargetSetter.planned("", best)).kpi()
                    - trial.without().kpi();
            return new Known(
                    name,
                    world,
                    best,
                    budget,
                    BetterBids.of(world, best) / brings,
                    ImmutableMap.of(
                            Method.FLAT, TeamCase.learner(TeamCase.FLAT, world, before),
                            Method.INDEPENDENT, TeamCase.learner(TeamCase.INDEPENDENT, world, before)));
        }
    }

    private static int before(World world) {
        return Math.min(BEFORE, world.periods() * 2 / 3);
    }

    private static int periods(World world) {
        return Math.min(PERIODS, world.periods() - before(world));
    }

    /** Plays a world. */
    public static Result of(Known known, int firstSeed, int seeds) {
        Market[] markets = IntStream.range(firstSeed, firstSeed + seeds)
                .parallel()
                .mapToObj(seed -> market(known, seed))
                .toArray(Market[]::new);
        var brought = new EnumMap<Method, double[]>(Method.class);
        for (Method method : Method.values()) {
            brought.put(
                    method,
                    Arrays.stream(markets)
                            .mapToDouble(m -> requireNonNull(m.brought().get(method)))
                            .toArray());
        }
        return new Result(
                known.name(),
                ImmutableMap.copyOf(brought),
                Arrays.stream(markets).mapToDouble(Market::clairvoyant).toArray(),
                known.betterBids(),
                Arrays.stream(markets).mapToInt(Market::overspent).sum(),
                Arrays.stream(markets).mapToInt(Market::rulesBroken).sum());
    }

    private record Market(ImmutableMap<Method, Double> brought, double clairvoyant, int overspent, int rulesBroken) {}

    private static Market market(Known known, int seed) {
        World world = known.world();
        int before = before(world);
        int periods = periods(world);
        var trial = new Trial(
                SimulatedMarket.sampled(world, before + periods + Trial.AFTER), before, seed, periods, Progress.SILENT);
        double budget = trial.usualBudget();
        double without = trial.without().kpi();
        var planner = SimulatedPlanner.start(world.over(before), seed, trial.history(), Progress.SILENT);
        double[][] scaled = Arrays.stream(known.best())
                .map(row ->
                        Arrays.stream(row).map(x -> x * budget / known.budget()).toArray())
                .toArray(double[][]::new);
        ImmutableMap.Builder<Method, Double> brought = ImmutableMap.builder();
        int overspent = 0;
        for (Method method : Method.values()) {
            TargetSetter setter = switch (method) {
                case EQUAL -> TargetSetter.equal();
                case HISTORY -> TargetSetter.history(trial.usual());
                case PROPORTIONAL -> TargetSetter.proportional(trial.usual());
                case PLAN -> TargetSetter.planned("", planner.copy().plan(budget, periods));
                case REPLAN -> {
                    SimulatedPlanner own = planner.copy();
                    yield TargetSetter.of(
                            "",
                            standing -> own.learn(trial.seen()).plan(standing.budgetLeft(), standing.periodsLeft())[0]);
                }
                case FLAT ->
                    TeamCase.policy(
                            TeamCase.FLAT,
                            trial,
                            requireNonNull(known.learners().get(method)));
                case INDEPENDENT ->
                    TeamCase.policy(
                            TeamCase.INDEPENDENT,
                            trial,
                            requireNonNull(known.learners().get(method)));
                case OURS -> ours(trial, planner);
                case MODEL -> learned(believingTheModel(), trial, planner.copy());
                case STEPS -> new SteppedPlan(scaled, TargetSetter.history(trial.usual()));
            };
            Trial.Outcome outcome = trial.tried(setter);
            brought.put(method, outcome.kpi() - without);
            overspent += outcome.run().overspent() + (outcome.run().spent() > budget * (1 + 1e-9) ? 1 : 0);
        }
        double clairvoyant = trial.tried(TargetSetter.planned("", scaled)).kpi() - without;
        // equal targets are more than some channel can spend: they move, which is where rules are easily broken
        int broken = RuledRun.broken(trial, ours(trial, planner)) + RuledRun.broken(trial, TargetSetter.equal());
        return new Market(brought.buildOrThrow(), clairvoyant, overspent, broken);
    }

    /** A policy that says what the model says and is sure of it; how returns fall is as learned. */
    private static Network believingTheModel() {
        Network shipped = LearnedTargets.shipped();
        int inputs = shipped.inputs().size();
        var scratch = shipped.scratch();
        float[][] weights = new float[inputs][];
        for (int k = 0; k < inputs; k++) {
            double[] one = new double[inputs];
            one[k] = 1;
            double[] said = new double[shipped.outputs().size()];
            shipped.act(one, said, scratch);
            weights[k] = new float[] {shipped.inputs().get(k).equals("model") ? 1 : 0, (float) said[1], 0};
        }
        return new Network(
                shipped.inputs(),
                shipped.outputs(),
                Normalisation.none(inputs),
                ImmutableList.of(new NetworkLayer(weights, new float[weights[0].length], Activation.IDENTITY)),
                new NetworkOrigin(0, "what the model says", "", 0));
    }

    private static TargetSetter ours(Trial trial, SimulatedPlanner planner) {
        return learned(LearnedTargets.shipped(), trial, planner.copy());
    }

    /**
     * A learned agent that begins with history's split.
     *
     * @param own model of this run alone; follows it
     */
    static LearnedTargets learned(Network policy, Trial trial, SimulatedPlanner own) {
        return new LearnedTargets(
                policy,
                targets -> own.learn(trial.seen()).marginalReturns(targets, ReturnModel.HORIZON),
                TargetSetter.history(trial.usual()));
    }
}
