package io.weir.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.bidding.TwoBidderCase;
import io.weir.benchmarks.internal.hierarchy.Ablation;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Known;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Method;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Result;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Result.Regret;
import io.weir.benchmarks.internal.hierarchy.CreditCase;
import io.weir.benchmarks.internal.hierarchy.FirmCase;
import io.weir.benchmarks.internal.hierarchy.RunSpeed;
import io.weir.benchmarks.internal.hierarchy.TeamCase;
import io.weir.benchmarks.internal.hierarchy.Unseen;
import io.weir.benchmarks.internal.hierarchy.VariedRun;
import io.weir.planning.Worlds;
import io.weir.simulator.World;
import io.weir.training.FirmJudge.Exploitability;
import io.weir.training.TwoBidderLearning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whole teams in closed loop: who sets the targets best, beside a plan that knows the market. */
public final class HierarchyBenchmark {
    /** Its parts. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of(
            "worlds", "drawn", "others", "unseen", "variation", "team", "credit", "firms", "rivals", "speed");

    private static final String STEADY = "steady";
    /** Worlds in which a plan that is made once is expected to be behind. */
    private static final ImmutableList<String> MOVING =
            ImmutableList.of("halo", "drift", "rival-entry", "slow-conversions", "subscription", "email-fatigue");

    private static final int SEEDS = 10;
    /** Worlds that are drawn, none of which the shipped policy has learned from. */
    private static final int DRAWN = 10;

    private static final long FIRST_DRAWN = 5001;
    /** Businesses that policies are trained for: a training is dear. */
    private static final int UNSEEN = 8;

    private static final double MOST_UNSEEN = 0.03;
    private static final double MOST_TUNED = 0.01;

    private static final double LEAST_MEAN = 0.95;
    private static final double LEAST_WORST = 0.9;
    private static final double MOST_BEHIND = 0.01;
    private static final double LEAST_RECOVERED = 0.5;
    private static final int BASELINES = 7;

    /** Of a team's training: half a minute to a minute. */
    private static final int ROUNDS = 32;

    private static final int QUICK_ROUNDS = 8;
    private static final int TRAININGS = 3;
    private static final double LEAST_CORRELATION = 0.9;

    /** The first is after draws alone: both do the same whatever they see. */
    private static final int[] RIVAL_ROUNDS = {5, 10, 20, TwoBidderLearning.ROUNDS};

    private static final double MOST_EXPLOITABLE = 0.02;
    /** In the first three teams try anything and learn nothing. */
    private static final int[] FIRM_ROUNDS = {3, 20, 80};

    private static final int ANSWER_ROUNDS = 24;
    private static final int FEW_CHANNELS = 3;
    private static final int[] MORE_CHANNELS = {FEW_CHANNELS, 6, 12, 24};
    private static final double MOST_SECONDS = 10;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private HierarchyBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Runs its parts. Figures are over the worlds of all parts that ran. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        var benchmark = new HierarchyBenchmark(setup);
        var results = new ArrayList<Result>();
        if (setup.runs("worlds")) {
            results.addAll(benchmark.worlds());
        }
        if (setup.runs("drawn")) {
            results.add(benchmark.drawn());
        }
        if (setup.runs("others") && (!setup.quick() || setup.only().contains("others"))) {
            results.addAll(benchmark.others());
        }
        if (!results.isEmpty()) {
            benchmark.figures(results);
        }
        if (setup.runs("unseen") && (!setup.quick() || setup.only().contains("unseen"))) {
            benchmark.unseen();
        }
        if (setup.runs("variation") && (!setup.quick() || setup.only().contains("variation"))) {
            benchmark.variation();
        }
        if (setup.runs("team")) {
            benchmark.team();
        }
        if (setup.runs("credit")) {
            benchmark.credit();
        }
        if (setup.runs("firms")) {
            benchmark.firms();
        }
        if (setup.runs("rivals")) {
            benchmark.rivals();
        }
        if (setup.runs("speed")) {
            benchmark.speed();
        }
        return new BenchmarkReport(benchmark.text.toString(), benchmark.figures.build());
    }

    private List<Result> worlds() {
        List<String> names = setup.quick()
                ? List.of(STEADY)
                : Stream.concat(Stream.of(STEADY), MOVING.stream()).toList();
        int seeds = setup.quick() ? 1 : SEEDS;
        List<Result> results = results(names, seeds);
        told("Closed loops of twenty weeks after two years, " + seeds(seeds) + " each", results);
        return results;
    }

    /** Teams that learn, a switch at a time, and what the literature claims of them. */
    private void team() {
        int rounds = setup.quick() ? QUICK_ROUNDS : ROUNDS;
        int trainings = setup.quick() ? 1 : TRAININGS;
        List<TeamCase.Variant> variants = setup.quick() ? List.of(TeamCase.REFERENCE, TeamCase.FLAT) : TeamCase.ALL;
        Ablation halo = Ablation.of("halo", Worlds.named("halo"), variants, rounds, trainings, setup.progress());
        text.append("## Teams that differ in one thing, in halo by days: ")
                .append(trainings)
                .append(trainings == 1 ? " training" : " trainings")
                .append(" each, judged in ")
                .append(Ablation.MARKETS)
                .append(" fresh markets\n\n");
        var table = new MarkdownTable("team", "brought, of the clairvoyant's plan", "behind the reference", "minutes");
        table.row(List.of("history's split", told(Interval.ofMiddle(halo.plan())), "", ""));
        for (TeamCase.Variant one : variants) {
            table.row(List.of(
                    one.name(),
                    told(Interval.ofMiddle(halo.of(one))),
                    told(Interval.ofMiddle(halo.ahead(TeamCase.REFERENCE, one))),
                    String.format(Locale.ROOT, "%.1f", halo.minutes(one))));
        }
        text.append(table).append("\n");
        if (!setup.quick()) {
            Ablation subscription = Ablation.of(
                    "subscription",
                    Worlds.named("subscription"),
                    List.of(TeamCase.REFERENCE, TeamCase.MYOPIC),
                    rounds,
                    trainings,
                    setup.progress());
            claims(halo, subscription);
        }
    }

    /** What is learned of what each channel brings, beside what it truly brings. */
    private void credit() {
        setup.progress().at("credit", 0);
        CreditCase.Correlations credit =
                CreditCase.of(Worlds.named("halo"), setup.quick() ? QUICK_ROUNDS : ROUNDS, setup.progress());
        text.append(
                "## Credit in halo by days: correlation with the true Shapley value over periods, median channel\n\n");
        var credits = new MarkdownTable("credit", "correlation");
        credits.row(List.of("learned from what channels won and what came of it", told(credit.learned())));
        credits.row(List.of("the team's critic, asked about every set of channels", told(credit.critic())));
        credits.row(List.of("COMA: the critic over what it expects of the channel", told(credit.coma())));
        credits.row(List.of("difference reward, exact", told(credit.difference())));
        text.append(credits).append("\n");
        figures.add(Figure.atLeast(
                "credit-correlation",
                credit.learned().value(),
                "correlation",
                credit.learned().low(),
                credit.learned().high(),
                LEAST_CORRELATION));
    }

    private void claims(Ablation halo, Ablation subscription) {
        text.append("## What the literature claims, on our worlds by days\n\n");
        var table = new MarkdownTable("claim", "world", "lead, of the clairvoyant's plan", "verdict");
        claim(table, "a hierarchy brings more than one flat agent", halo, TeamCase.REFERENCE, TeamCase.FLAT);
        claim(table, "central critics bring more than own ones", halo, TeamCase.REFERENCE, TeamCase.OWN_CRITICS);
        claim(table, "a team brings more than independent learners", halo, TeamCase.REFERENCE, TeamCase.INDEPENDENT);
        claim(
                table,
                "one firm's channels should cooperate, not compete",
                halo,
                TeamCase.TOGETHER,
                TeamCase.INDEPENDENT);
        claim(table, "messages bring more than silence", halo, TeamCase.MESSAGES, TeamCase.SILENT);
        claim(table, "a blackboard brings more than silence", halo, TeamCase.REFERENCE, TeamCase.SILENT);
        claim(table, "the long term brings more than the week", subscription, TeamCase.REFERENCE, TeamCase.MYOPIC);
        text.append(table).append("\n");
    }

    private static void claim(
            MarkdownTable table, String words, Ablation world, TeamCase.Variant one, TeamCase.Variant other) {
        Interval lead = Interval.ofMiddle(world.ahead(one, other));
        String verdict = lead.low() > 0 ? "true" : lead.high() < 0 ? "false" : "not told apart";
        table.row(List.of(words, world.world(), told(lead), verdict));
    }

    /** How far two firms with teams that learned against each other are from an equilibrium. */
    private void firms() {
        int seeds = setup.quick() ? 1 : SEEDS;
        int[] all = setup.quick() ? new int[] {QUICK_ROUNDS} : FIRM_ROUNDS;
        int answers = setup.quick() ? QUICK_ROUNDS : ANSWER_ROUNDS;
        text.append(
                        "## Firms: two firms, a team each, learn against each other in halo by days; what best answers to them would win, of what"
                                + " spend brings both, ")
                .append(seeds(seeds))
                .append("\n\n");
        var table = new MarkdownTable(
                "rounds learned",
                "exploitability",
                "by changing what the team decides",
                "by a team that learns further",
                "more for a firm if the other spent nothing");
        for (int rounds : all) {
            boolean last = rounds == all[all.length - 1];
            var done = new AtomicInteger();
            List<Exploitability> found = IntStream.rangeClosed(1, seeds)
                    .parallel()
                    .mapToObj(seed -> {
                        int answer = last ? answers : 0;
                        Exploitability one = setup.kept()
                                .get(
                                        "firms-halo-" + rounds + "-" + answer + "-" + seed,
                                        Exploitability.class,
                                        () -> FirmCase.of(Worlds.named("halo"), rounds, answer, seed));
                        setup.progress()
                                .at("firms after " + rounds + " rounds", done.incrementAndGet() / (double) seeds);
                        return one;
                    })
                    .toList();
            Interval gain = Interval.ofMiddle(
                    found.stream().mapToDouble(Exploitability::gain).toArray());
            table.row(List.of(
                    Integer.toString(rounds),
                    told(gain),
                    told(Interval.ofMiddle(
                            found.stream().mapToDouble(Exploitability::changed).toArray())),
                    last
                            ? told(Interval.ofMiddle(found.stream()
                                    .mapToDouble(Exploitability::learned)
                                    .toArray()))
                            : "",
                    told(Interval.ofMiddle(
                            found.stream().mapToDouble(Exploitability::rival).toArray()))));
            if (last) {
                figures.add(Figure.atMost(
                        "exploitability", gain.value(), "of value", gain.low(), gain.high(), MOST_EXPLOITABLE));
            }
        }
        text.append(table).append("\n");
    }

    /** How far two bidders that learned against each other are from an equilibrium. */
    private void rivals() {
        var market = new TwoBidderCase(1, 1.0 / 2);
        int seeds = setup.quick() ? 2 : SEEDS;
        text.append(
                        "## Rivals: two bidders learn against each other in MAAB's game; what the best answer to the other would win, of what both do, ")
                .append(seeds)
                .append(" seeds\n\n");
        var table = new MarkdownTable("rounds learned", "exploitability");
        for (int rounds : setup.quick() ? new int[] {TwoBidderLearning.ROUNDS} : RIVAL_ROUNDS) {
            setup.progress().at("rivals after " + rounds + " rounds", 0);
            double[] gains = IntStream.rangeClosed(1, seeds)
                    .parallel()
                    .mapToDouble(seed -> market.exploitability(rounds, seed))
                    .toArray();
            Interval gain = Interval.ofMiddle(gains);
            table.row(List.of(Integer.toString(rounds), told(gain)));
            if (rounds == TwoBidderLearning.ROUNDS) {
                figures.add(Figure.atMost(
                        "exploitability-maab", gain.value(), "of value", gain.low(), gain.high(), MOST_EXPLOITABLE));
            }
        }
        text.append(table).append("\n");
    }

    /** Seconds of a year. */
    private void speed() {
        text.append("## Speed: 52 weeks of a team hour by hour, history's split, one thread\n\n");
        var table = new MarkdownTable("channels", "seconds");
        for (int channels : setup.quick() ? new int[] {FEW_CHANNELS} : MORE_CHANNELS) {
            setup.progress().at("a year with " + channels + " channels", 0);
            double seconds = RunSpeed.seconds(channels);
            table.row(List.of(Integer.toString(channels), String.format(Locale.ROOT, "%.1f", seconds)));
            if (channels == FEW_CHANNELS) {
                figures.add(Figure.atMost("run-seconds", seconds, "seconds", seconds, seconds, MOST_SECONDS));
            }
        }
        text.append(table).append("\n");
    }

    private List<Result> results(List<String> names, int seeds) {
        var played = new AtomicInteger();
        return names.parallelStream()
                .map(name -> {
                    Result one = result(name, Worlds.named(name), name, seeds);
                    setup.progress().at("closed loops: " + name, played.incrementAndGet() / (double) names.size());
                    setup.progress().soFar(name + ": " + told(Interval.ofMiddle(one.ratios(Method.OURS))));
                    return one;
                })
                .toList();
    }

    /** Plays a world, unless that was kept. */
    private Result result(String label, World world, String key, int seeds) {
        return setup.kept()
                .get(
                        "closed-loops-" + key + "-" + seeds,
                        Result.class,
                        () -> ClosedLoops.of(Known.of(label, world), 1, seeds));
    }

    private Result drawn() {
        int drawn = setup.quick() ? 1 : DRAWN;
        var played = new AtomicInteger();
        List<Result> markets = LongStream.range(FIRST_DRAWN, FIRST_DRAWN + drawn)
                .parallel()
                .mapToObj(number -> {
                    Result one = result(Worlds.RANDOM, Worlds.drawn(number), Worlds.RANDOM + "-" + number, 1);
                    setup.progress().at("worlds that are drawn", played.incrementAndGet() / (double) drawn);
                    return one;
                })
                .toList();
        Result joined = Result.joined(markets);
        told("Closed loops in " + drawn + " worlds that are drawn, one seed each", List.of(joined));
        return joined;
    }

    /** How far the shipped policy is behind one that knows the business, as it comes and trained further on what its history tells. */
    private void unseen() {
        int drawn = setup.quick() ? 1 : UNSEEN;
        var played = new AtomicInteger();
        List<Unseen> all = LongStream.range(FIRST_DRAWN, FIRST_DRAWN + drawn)
                .parallel()
                .mapToObj(number -> {
                    Unseen one = Unseen.of(number);
                    setup.progress().at("businesses never seen", played.incrementAndGet() / (double) drawn);
                    return one;
                })
                .toList();
        text.append("## The shipped policy in ")
                .append(drawn)
                .append(" drawn worlds by days, behind one that was trained further in markets of the true world\n\n");
        var table = new MarkdownTable("world", "as it comes", "trained further on what the history tells");
        for (int k = 0; k < drawn; k++) {
            Unseen one = all.get(k);
            table.row(List.of(
                    Worlds.RANDOM + " " + (FIRST_DRAWN + k),
                    told(Interval.ofMiddle(Unseen.behind(one.shipped(), one.trained()))),
                    told(Interval.ofMiddle(Unseen.behind(one.tuned(), one.trained())))));
        }
        text.append(table).append("\n");
        behind("unseen-behind", all.stream().map(one -> Unseen.behind(one.shipped(), one.trained())), MOST_UNSEEN);
        behind("tuned-behind", all.stream().map(one -> Unseen.behind(one.tuned(), one.trained())), MOST_TUNED);
    }

    /** What varying targets on purpose costs, and what is known better for it. */
    private void variation() {
        int drawn = setup.quick() ? 1 : DRAWN;
        var played = new AtomicInteger();
        List<VariedRun> all = LongStream.range(FIRST_DRAWN, FIRST_DRAWN + drawn)
                .parallel()
                .mapToObj(number -> {
                    VariedRun one = VariedRun.of(number);
                    setup.progress().at("a year with varied targets", played.incrementAndGet() / (double) drawn);
                    return one;
                })
                .toList();
        text.append("## Targets varied on purpose for a year: ")
                .append(drawn)
                .append(" drawn worlds by days, the learned agent\n\n");
        var table = new MarkdownTable(
                "expected to cost, of what spend brings",
                "cost",
                "the model's marginal returns off by",
                "less than without variation");
        double[] before = all.stream().mapToDouble(VariedRun::offBefore).toArray();
        table.row(List.of("before the year", "", told(Interval.ofMiddle(before)), ""));
        for (int k = 0; k < VariedRun.COSTS.size(); k++) {
            int which = k;
            double[] cost = all.stream()
                    .mapToDouble(one -> 1 - one.brought()[which] / one.brought()[0])
                    .toArray();
            double[] off = all.stream().mapToDouble(one -> one.off()[which]).toArray();
            double[] gained = all.stream()
                    .mapToDouble(one -> one.off()[0] - one.off()[which])
                    .toArray();
            table.row(List.of(
                    String.format(Locale.ROOT, "%.3f", VariedRun.COSTS.get(k)),
                    told(Interval.ofMiddle(cost)),
                    told(Interval.ofMiddle(off)),
                    told(Interval.ofMiddle(gained))));
        }
        text.append(table).append("\n");
    }

    private void behind(String name, Stream<double[]> perWorld, double reach) {
        Interval behind =
                Interval.ofMiddle(perWorld.flatMapToDouble(Arrays::stream).toArray());
        figures.add(Figure.atMost(name, behind.value(), "of value", behind.low(), behind.high(), reach));
    }

    private List<Result> others() {
        List<String> names = Worlds.NAMES.stream()
                .filter(name -> !name.equals(STEADY) && !MOVING.contains(name))
                .toList();
        int seeds = setup.quick() ? 1 : SEEDS;
        List<Result> results = results(setup.quick() ? names.subList(0, 1) : names, seeds);
        told("Closed loops in other worlds, " + seeds(seeds) + " each", results);
        return results;
    }

    private void figures(List<Result> results) {
        Interval mean = Interval.ofMiddle(all(results, Method.OURS));
        figures.add(Figure.atLeast("closed-loop-mean", mean.value(), "of bound", mean.low(), mean.high(), LEAST_MEAN));
        Interval worst = results.stream()
                .map(result -> Interval.ofMiddle(result.ratios(Method.OURS)))
                .min(Comparator.comparingDouble(Interval::value))
                .orElseThrow();
        figures.add(
                Figure.atLeast("closed-loop-worst", worst.value(), "of bound", worst.low(), worst.high(), LEAST_WORST));
        beaten(results);
        results.stream().filter(one -> one.world().equals(STEADY)).forEach(this::steady);
        List<Result> moving =
                results.stream().filter(one -> MOVING.contains(one.world())).toList();
        if (!moving.isEmpty()) {
            recovered(moving);
        }
        money(results);
    }

    private void told(String heading, List<Result> results) {
        text.append("## ").append(heading).append("\n\n");
        var heads = new ArrayList<String>();
        heads.add("brought, of the clairvoyant's plan");
        for (Method method : Method.COMPARED) {
            heads.add(method.toString());
        }
        heads.add("with clairvoyant bids");
        var table = new MarkdownTable(heads.toArray(String[]::new));
        for (Result result : results) {
            var row = new ArrayList<String>();
            row.add(result.world());
            for (Method method : Method.COMPARED) {
                row.add(told(Interval.ofMiddle(result.ratios(method))));
            }
            row.add(String.format(Locale.ROOT, "%.3f", 1 + result.betterBids()));
            table.row(row);
        }
        var row = new ArrayList<String>();
        row.add("all");
        for (Method method : Method.COMPARED) {
            row.add(told(Interval.ofMiddle(all(results, method))));
        }
        row.add(String.format(
                Locale.ROOT,
                "%.3f",
                1 + results.stream().mapToDouble(Result::betterBids).average().orElse(0)));
        table.row(row);
        text.append(table).append("\n");
        tellRegret(results);
    }

    private void tellRegret(List<Result> results) {
        text.append("## Regret: 1 - ratio to the clairvoyant's plan with clairvoyant bids, by cause\n\n");
        var table = new MarkdownTable("world", "calibration", "optimiser", "rules", "bidding", "learning", "all");
        for (Result result : results) {
            Regret regret = result.regret();
            table.row(
                    result.world(),
                    part(regret.calibration()),
                    part(regret.optimiser()),
                    "none here",
                    part(regret.bidding()),
                    part(regret.learning()),
                    part(regret.all()));
        }
        text.append(table).append("\n");
    }

    private static String part(double regret) {
        return String.format(Locale.ROOT, "%.4f", regret);
    }

    private void beaten(List<Result> results) {
        Interval ours = Interval.ofMiddle(all(results, Method.OURS));
        long beaten = Method.COMPARED.stream()
                .filter(method -> method != Method.OURS)
                .filter(method -> Interval.ofMiddle(all(results, method)).high() < ours.low())
                .count();
        figures.add(Figure.atLeast("baselines-beaten", beaten, "of 7", beaten, beaten, BASELINES));
    }

    private void steady(Result steady) {
        Method best = Method.COMPARED.stream()
                .max(Comparator.comparingDouble(
                        method -> Interval.ofMiddle(steady.ratios(method)).value()))
                .orElseThrow();
        Interval behind = Interval.ofMiddle(steady.ahead(best, Method.OURS));
        figures.add(Figure.atMost(
                "steady-behind-best", behind.value(), "of bound", behind.low(), behind.high(), MOST_BEHIND));
    }

    /** The share of what the static plan lacks that ours brings, all worlds and seeds together, and where it is above planning each period. */
    private void recovered(List<Result> moving) {
        double[] ours = joined(all(moving, Method.OURS));
        double[] plan = joined(all(moving, Method.PLAN));
        var index = new ArrayList<double[]>();
        int begin = 0;
        for (Result result : moving) {
            int end = begin + result.clairvoyant().length;
            index.add(IntStream.range(begin, end).asDoubleStream().toArray());
            begin = end;
        }
        Interval recovered = Interval.of(index, sample -> {
            double closed = 0;
            double gap = 0;
            for (double k : sample) {
                closed += ours[(int) k] - plan[(int) k];
                gap += 1 - plan[(int) k];
            }
            return closed / gap;
        });
        figures.add(Figure.atLeast(
                "recovered-of-gap", recovered.value(), "of gap", recovered.low(), recovered.high(), LEAST_RECOVERED));
        long above = moving.stream()
                .filter(result -> Interval.ofMiddle(result.ahead(Method.OURS, Method.REPLAN))
                                .value()
                        > 0)
                .count();
        figures.add(Figure.atLeast("worlds-above-replanning", above, "of 6", above, above, moving.size()));
    }

    private void money(List<Result> results) {
        int overspent = results.stream().mapToInt(Result::overspent).sum();
        figures.add(Figure.atMost("overspend", overspent, "cases", overspent, overspent, 0));
        int broken = results.stream().mapToInt(Result::rulesBroken).sum();
        figures.add(Figure.atMost("rules-broken", broken, "periods", broken, broken, 0));
    }

    /** A way's shares of the bound, {@code [seed]} of each world. */
    private static List<double[]> all(List<Result> results, Method method) {
        return results.stream().map(result -> result.ratios(method)).toList();
    }

    private static double[] joined(List<double[]> worlds) {
        return worlds.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static String seeds(int count) {
        return count + (count == 1 ? " seed" : " seeds");
    }

    private static String told(Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.value(), interval.low(), interval.high());
    }
}
