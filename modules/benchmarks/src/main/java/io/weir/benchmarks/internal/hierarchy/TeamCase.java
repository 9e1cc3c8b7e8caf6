package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.hierarchy.Clairvoyant;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.hierarchy.TeamPlay;
import io.weir.hierarchy.TeamPolicy;
import io.weir.hierarchy.Trial;
import io.weir.learning.ActorStep;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.policy.Network;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.TeamGame;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamReward;
import io.weir.training.TeamTraining;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Teams that differ from one in one thing, each learned anew in a world whose ticks are days, and judged in markets that none was trained in,
 * beside the clairvoyant's plan.
 */
public final class TeamCase {
    /** Periods of the history, and of a run. */
    private static final int BEFORE = 26;

    private static final int PERIODS = 12;
    private static final int MARKETS = 8;
    private static final int TICK_AUCTIONS = 24;
    private static final long FIRST_JUDGED = 9001;
    /** Rounds of those that learn as baselines: as many as the others. */
    private static final int LEARNER_ROUNDS = 32;

    private final World world;
    private final double[] nothing;
    private final double[] best;

    /** A way to learn. */
    public record Variant(
            String name, Structure structure, Information information, boolean longTerm, Credits credits, Team team) {
        private static Variant of(String name, Structure structure, Information information, Team team) {
            return new Variant(name, structure, information, true, Credits.NONE, team);
        }

        private static Variant of(String name, Team team) {
            return of(name, Structure.HIERARCHY, Information.BLACKBOARD, team);
        }
    }

    private static Team team(boolean central, boolean shared, RewardMode reward) {
        return new Team(central, shared, reward, MIXED_TEMPERATURE);
    }

    /** Between claims of 0 and 2. */
    private static final double MIXED_TEMPERATURE = 0.5;

    private static final Team COOPERATIVE = team(true, false, RewardMode.COOPERATIVE);

    /** The team that all others differ from. */
    public static final Variant REFERENCE = Variant.of("reference", COOPERATIVE);

    /** Flat, against the hierarchy. */
    public static final Variant FLAT = Variant.of("flat", Structure.FLAT, Information.BLACKBOARD, COOPERATIVE);

    /** Each channel for itself. */
    public static final Variant INDEPENDENT = Variant.of(
            "independent learners",
            Structure.INDEPENDENT,
            Information.SILENCE,
            team(false, false, RewardMode.COMPETITIVE));

    /** Each channel for itself, but for all. */
    public static final Variant TOGETHER = Variant.of(
            "independent, cooperative",
            Structure.INDEPENDENT,
            Information.SILENCE,
            team(false, false, RewardMode.COOPERATIVE));

    /** Critics that see their own agent alone. */
    public static final Variant OWN_CRITICS = Variant.of("own critics", team(false, false, RewardMode.COOPERATIVE));

    /** Own rewards. */
    public static final Variant COMPETITIVE = Variant.of("competitive", team(true, false, RewardMode.COMPETITIVE));

    /** Nothing of each other. */
    public static final Variant SILENT = Variant.of("silence", Structure.HIERARCHY, Information.SILENCE, COOPERATIVE);

    /** Learned messages. */
    public static final Variant MESSAGES =
            Variant.of("messages", Structure.HIERARCHY, Information.MESSAGES, COOPERATIVE);

    /** Every period for itself. */
    public static final Variant MYOPIC =
            new Variant("myopic", Structure.HIERARCHY, Information.BLACKBOARD, false, Credits.NONE, COOPERATIVE);

    /** One whose critic tells what each channel brings. */
    static final Variant CREDITED =
            new Variant("credited", Structure.INDEPENDENT, Information.BLACKBOARD, false, Credits.NONE, COOPERATIVE);

    /** All of them. */
    public static final ImmutableList<Variant> ALL = ImmutableList.of(
            REFERENCE,
            FLAT,
            INDEPENDENT,
            TOGETHER,
            OWN_CRITICS,
            COMPETITIVE,
            Variant.of("mixed", team(true, false, RewardMode.MIXED)),
            SILENT,
            MESSAGES,
            Variant.of("shared parameters", team(true, true, RewardMode.COOPERATIVE)),
            MYOPIC,
            new Variant(
                    "difference reward",
                    Structure.HIERARCHY,
                    Information.BLACKBOARD,
                    true,
                    Credits.DIFFERENCE,
                    team(true, false, RewardMode.DIFFERENCE)),
            new Variant(
                    "Shapley reward",
                    Structure.HIERARCHY,
                    Information.BLACKBOARD,
                    true,
                    Credits.SHAPLEY,
                    team(true, false, RewardMode.SHAPLEY)),
            Variant.of("COMA", new Team(true, false, RewardMode.COOPERATIVE, 1, ActorStep.COUNTERFACTUAL, 0, 0)),
            Variant.of(
                    "opponents of the past", new Team(true, false, RewardMode.COOPERATIVE, 1, ActorStep.SLOPE, 0.5, 0)),
            Variant.of("averaged policy", new Team(true, false, RewardMode.COOPERATIVE, 1, ActorStep.SLOPE, 0, 0.02)));

    /**
     * Plays the markets in which teams are judged.
     *
     * @param from a world; its ticks become days
     * @param seeds how many markets
     */
    public TeamCase(World from, int seeds) {
        world = byDays(from);
        double[][] plan = Clairvoyant.plan(trial(0, true), trial(0, true).usualBudget(), Progress.SILENT);
        double planned = Arrays.stream(plan).flatMapToDouble(Arrays::stream).sum();
        nothing = new double[seeds];
        best = new double[seeds];
        IntStream.range(0, seeds).parallel().forEach(k -> {
            Trial trial = trial(FIRST_JUDGED + k, false);
            double budget = trial.usualBudget();
            nothing[k] = trial.without().kpi();
            double[][] scaled = Arrays.stream(plan)
                    .map(row ->
                            Arrays.stream(row).map(x -> x * budget / planned).toArray())
                    .toArray(double[][]::new);
            best[k] = trial.tried(scaled).kpi() - nothing[k];
        });
    }

    /** The same world with a day for a tick and fewer auctions in each, so that learning takes a minute and not an hour. */
    static World byDays(World from) {
        return from.byDays(TICK_AUCTIONS).over(BEFORE);
    }

    private Trial trial(long seed, boolean expected) {
        int lasts = BEFORE + PERIODS + Trial.AFTER;
        SimulatedMarket market =
                expected ? SimulatedMarket.expected(world, lasts) : SimulatedMarket.sampled(world, lasts);
        return new Trial(market, BEFORE, seed, PERIODS, Progress.SILENT);
    }

    /** What history's split brings, of the clairvoyant's plan, per market. */
    public double[] plan() {
        return IntStream.range(0, best.length)
                .parallel()
                .mapToDouble(k -> {
                    Trial trial = trial(FIRST_JUDGED + k, false);
                    double kpi =
                            trial.tried(TargetSetter.history(trial.usual())).kpi();
                    return (kpi - nothing[k]) / best[k];
                })
                .toArray();
    }

    /** A team as it is learned in this world. */
    public TeamTraining training(Variant variant, int rounds, long seed) {
        return training(world, variant, rounds, seed, 0, MARKETS, variant.credits());
    }

    static TeamTraining training(
            World world, Variant variant, int rounds, long seed, long first, int markets, Credits credits) {
        return new TeamTraining(
                ImmutableList.of(world), settings(variant, first, markets, credits), variant.team(), rounds, seed);
    }

    /**
     * Policies that learn in a world whose ticks become days, in the quarter before a period: nothing of what comes after is seen.
     *
     * @param before that period
     */
    static ImmutableMap<String, Network> learner(Variant variant, World world, int before) {
        World days = world.byDays(TICK_AUCTIONS);
        return new TeamTraining(
                        ImmutableList.of(days),
                        settings(variant, 0, MARKETS, variant.credits(), Math.max(1, before - PERIODS)),
                        variant.team(),
                        LEARNER_ROUNDS,
                        1)
                .train(Optional.empty(), Progress.SILENT, point -> {})
                .networks();
    }

    /** A team in a market. */
    static TargetSetter policy(Variant variant, Trial trial, ImmutableMap<String, Network> networks) {
        var play =
                new TeamPlay(TeamDesign.of(variant.structure(), variant.information()), trial.layout(), new double[][] {
                    trial.usual().toArray()
                });
        return new TeamPolicy(play, networks);
    }

    static TeamGame.Settings settings(Variant variant, long first, int markets, Credits credits) {
        return settings(variant, first, markets, credits, BEFORE);
    }

    private static TeamGame.Settings settings(Variant variant, long first, int markets, Credits credits, int before) {
        return new TeamGame.Settings(
                TeamDesign.of(variant.structure(), variant.information()),
                TeamReward.KPI,
                variant.longTerm(),
                before,
                PERIODS,
                first,
                markets,
                credits);
    }

    /** What a team brings, of the clairvoyant's plan, per market. */
    public double[] judged(Variant variant, TeamTraining.Trained trained) {
        double[] ratios = new double[best.length];
        for (int k = 0; k < ratios.length; k++) {
            Trial trial = trial(FIRST_JUDGED + k, false);
            double kpi = trial.tried(policy(variant, trial, trained.networks())).kpi();
            ratios[k] = (kpi - nothing[k]) / best[k];
        }
        return ratios;
    }
}
