package io.weir.benchmarks.internal.bidding;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.Interval;
import io.weir.bidding.LearnedBidder;
import io.weir.bidding.LearnedPolicies;
import io.weir.bidding.PacedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.core.Progress;
import io.weir.planning.Worlds;
import io.weir.policy.BudgetPacer;
import io.weir.policy.DualPacing;
import io.weir.policy.Network;
import io.weir.policy.PidPacing;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.ChannelRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Channels of simulated worlds: what our agent buys for its spend against the most that it could have bought, whether a controller
 * buys more, and whether the target is spent.
 */
public final class ChannelWorlds {
    private static final int WARM = 4;
    private static final int JUDGED = 2;
    /** Seeds on which a controller's setting is chosen, in its favour the first of those it is judged on. */
    private static final int TUNING = 3;

    /** Worlds that are drawn. */
    private static final int DRAWN = 4;

    private static final double NEAR = 0.02;
    private static final double START = 0.5;

    private ChannelWorlds() {}

    /** Our agent. */
    private static BiddingAgent ours() {
        return new PacedBidder(START);
    }

    /** Controllers with the settings from which each channel's best is taken. */
    private static final ImmutableMap<String, ImmutableList<Supplier<BiddingAgent>>> CONTROLLERS = ImmutableMap.of(
            "dual pacing",
            ImmutableList.of(
                    () -> new DualPacing(2, 0.05), () -> new DualPacing(2, 0.15), () -> new DualPacing(2, 0.3)),
            "PID",
            ImmutableList.of(() -> new PidPacing(START, 0.1, 0.002, 0.02), () -> new PidPacing(START, 0.3, 0.01, 0.02)),
            "budget pacer",
            ImmutableList.of(() -> new BudgetPacer(START)));

    /**
     * One channel over seeds.
     *
     * @param world its name
     * @param channel its name
     * @param kind of channel
     * @param ofBound value over the bound for the same spend; of mail, over what the best plan found brings
     * @param alike the most that bids which are one multiple of the value on all lines could buy, over that bound, mean of seeds:
     *     what it lacks to 1 is all that a multiple per keyword group or audience can add; NaN for mail
     * @param rival the best controller
     * @param lead value over what the whole target could have bought, less the same of the best controller, seed by seed: an agent
     *     whose market went another way meets other people the next day, so money alone would tell of them rather than of bids
     * @param learned value of the policy for that kind of channel that comes with Weir over ours, seed by seed, as a share; empty where none comes
     * @param onTarget share of the periods of sampled markets whose target can be spent that end within 2 % of it
     * @param theirs the same of the best controller
     * @param spendable how many those are
     * @param overspent periods that ended above their target
     */
    public record Result(
            String world,
            String channel,
            ChannelKind kind,
            Interval ofBound,
            double alike,
            String rival,
            Interval lead,
            Optional<Interval> learned,
            double onTarget,
            double theirs,
            int spendable,
            int overspent) {}

    /** Plays all worlds that come with Weir, and some that are drawn. */
    public static ImmutableList<Result> all(int seeds, boolean quick, Progress progress) {
        var cases = new ArrayList<Case>();
        for (String name : quick ? List.of("steady", "small-business") : Worlds.NAMES) {
            if (!name.equals(Worlds.RANDOM)) {
                addAll(cases, Worlds.named(name), name);
            }
        }
        for (int k = 1; k <= (quick ? 1 : DRAWN); k++) {
            addAll(cases, Worlds.drawn(k), "drawn " + k);
        }
        var results = ImmutableList.<Result>builder();
        for (int k = 0; k < cases.size(); k++) {
            Case one = cases.get(k);
            progress.at("worlds: " + one.name + ", " + one.channel().name(), k / (double) cases.size());
            results.add(one.channel() instanceof MailChannel ? one.mail(seeds) : one.result(seeds));
        }
        return results.build();
    }

    private static void addAll(List<Case> cases, World world, String name) {
        for (int c = 0; c < world.channels().size(); c++) {
            cases.add(new Case(world, name, c));
        }
    }

    private record Case(World world, String name, int at) {
        MediaChannel channel() {
            return world.channels().get(at);
        }

        Result result(int seeds) {
            Sums[] ours = play(seeds, ChannelWorlds::ours, true);
            String rival = "";
            Supplier<BiddingAgent> best = ChannelWorlds::ours;
            double highest = Double.NEGATIVE_INFINITY;
            for (var controller : CONTROLLERS.entrySet()) {
                for (Supplier<BiddingAgent> maker : controller.getValue()) {
                    double value = total(play(Math.min(TUNING, seeds), maker, false));
                    if (value > highest) {
                        highest = value;
                        rival = controller.getKey();
                        best = maker;
                    }
                }
            }
            Sums[] most = play(seeds, best, true);
            double[] lead = IntStream.range(0, seeds)
                    .mapToDouble(k -> ours[k].ofFull() - most[k].ofFull())
                    .toArray();
            int spendable = 0;
            int onTarget = 0;
            int theirs = 0;
            for (int k = 0; k < seeds; k++) {
                for (int p = 0; p < JUDGED; p++) {
                    if (Math.max(ours[k].spent[p], most[k].spent[p]) >= 1 - NEAR) {
                        spendable++;
                        onTarget += Math.abs(ours[k].spent[p] - 1) <= NEAR ? 1 : 0;
                        theirs += Math.abs(most[k].spent[p] - 1) <= NEAR ? 1 : 0;
                    }
                }
            }
            return new Result(
                    name,
                    channel().name(),
                    channel().kind(),
                    Interval.ofMiddle(
                            Arrays.stream(ours).mapToDouble(Sums::ofBound).toArray()),
                    Arrays.stream(ours)
                            .mapToDouble(Sums::alikeOfBound)
                            .average()
                            .orElse(Double.NaN),
                    rival,
                    Interval.ofMiddle(lead),
                    learned(ours),
                    spendable > 0 ? onTarget / (double) spendable : Double.NaN,
                    spendable > 0 ? theirs / (double) spendable : Double.NaN,
                    spendable,
                    Arrays.stream(ours).mapToInt(Sums::overspent).sum());
        }

        private Optional<Interval> learned(Sums[] ours) {
            String policy = Ascii.toLowerCase(channel().kind().name());
            if (!LearnedPolicies.NAMES.contains(policy)) {
                return Optional.empty();
            }
            Network network = LearnedPolicies.named(policy);
            Sums[] learned = play(ours.length, () -> new LearnedBidder(new PacedBidder(START), network), false);
            double[] more = IntStream.range(0, ours.length)
                    .mapToDouble(k -> ours[k].value > 0 ? learned[k].value / ours[k].value - 1 : 0)
                    .toArray();
            return Optional.of(Interval.ofMiddle(more));
        }

        /** The same of mail, which has no auctions: {@link MailWorld} says what is compared. */
        Result mail(int seeds) {
            var mail = new MailWorld(world, at);
            MailWorld.Effects effects = mail.effects(seeds);
            Sums[] sampled = IntStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> new Sums(0, 0, 0, 0, spent(MailWorld.ours(), seed)))
                    .toArray(Sums[]::new);
            long near = Arrays.stream(sampled)
                    .flatMapToDouble(one -> Arrays.stream(one.spent))
                    .filter(share -> Math.abs(share - 1) <= NEAR)
                    .count();
            int periods = seeds * JUDGED;
            return new Result(
                    name,
                    channel().name(),
                    channel().kind(),
                    Interval.ofMiddle(effects.ofBest()),
                    Double.NaN,
                    effects.rival(),
                    Interval.ofMiddle(effects.lead()),
                    Optional.empty(),
                    near / (double) periods,
                    Double.NaN,
                    periods,
                    Arrays.stream(sampled).mapToInt(Sums::overspent).sum());
        }

        private static double total(Sums[] seeds) {
            return Arrays.stream(seeds).mapToDouble(Sums::value).sum();
        }

        private Sums[] play(int seeds, Supplier<BiddingAgent> maker, boolean bounded) {
            return IntStream.range(0, seeds)
                    .parallel()
                    .mapToObj(k -> playOne(maker, k, bounded))
                    .toArray(Sums[]::new);
        }

        private Sums playOne(Supplier<BiddingAgent> maker, long seed, boolean bounded) {
            double target = ChannelRun.usualTarget(world, at);
            BiddingAgent agent = maker.get();
            var run = new ChannelRun(SimulatedMarket.expected(world, WARM + JUDGED), at, target, seed);
            double value = 0;
            double bound = 0;
            double full = 0;
            double alike = 0;
            for (int p = 0; p < WARM + JUDGED; p++) {
                ChannelRun.Period period = run.play(agent, bounded && p >= WARM, (tick, seen, bids, won) -> {});
                if (p >= WARM) {
                    value += period.value();
                    bound += period.bound();
                    full += period.full();
                    alike += period.alike();
                }
            }
            return new Sums(value, bound, full, alike, spent(maker.get(), seed));
        }

        /** What is spent of the target in the judged periods of a sampled market. */
        private double[] spent(BiddingAgent agent, long seed) {
            double target = ChannelRun.usualTarget(world, at);
            var sampled = new ChannelRun(SimulatedMarket.sampled(world, WARM + JUDGED), at, target, seed);
            double[] spent = new double[JUDGED];
            for (int p = 0; p < WARM + JUDGED; p++) {
                ChannelRun.Period period = sampled.play(agent);
                if (p >= WARM) {
                    spent[p - WARM] = period.spend() / period.target();
                }
            }
            return spent;
        }
    }

    /** Of the judged periods of one seed; what was spent over the target, per period. */
    private record Sums(double value, double bound, double full, double alike, double[] spent) {
        double ofBound() {
            return bound > 0 ? value / bound : 1;
        }

        double alikeOfBound() {
            return bound > 0 ? alike / bound : 1;
        }

        double ofFull() {
            return full > 0 ? value / full : 1;
        }

        int overspent() {
            return (int) Arrays.stream(spent).filter(share -> share > 1 + 1e-9).count();
        }
    }
}
