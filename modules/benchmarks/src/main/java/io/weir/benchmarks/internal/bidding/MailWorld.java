package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.weir.bidding.EmailBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.policy.MailCalendar;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The mail of a world. A mail acts through people's later doings, so what it brings is the KPI with it less the KPI without, of the
 * weeks in which it is sent and of half a year after them, in which the list is mailed as always: whoever loses readers pays for it there. In all
 * runs of a seed the other channels bid tick by tick what they bid where no mail was sent.
 *
 * <p>There is no bound for mail that could be computed; in its place stands the best plan found with hindsight: rates per part of
 * the list, number of mailings a week and share of the target, each tried in turn.
 */
final class MailWorld {
    private static final int WARM = 4;
    private static final int JUDGED = 13;
    private static final int AFTER = 26;
    private static final int HOUR = 9;
    private static final double CAP = 20;
    private static final int DAYS = 7;
    private static final double[] TRIED = {0.3, 0.6, 1.7, 3};
    private static final double[] SHARES = {0.4, 0.6, 0.8};

    private static final ImmutableMap<String, ImmutableSortedSet<Integer>> CALENDARS = ImmutableMap.of(
            "Mondays", ImmutableSortedSet.of(0),
            "Tuesdays, Thursdays", ImmutableSortedSet.of(1, 3),
            "three days", ImmutableSortedSet.of(0, 2, 4),
            "every day", ImmutableSortedSet.of(0, 1, 2, 3, 4, 5, 6));

    private final World world;
    private final int channel;

    MailWorld(World world, int channel) {
        this.world = world;
        this.channel = channel;
    }

    /** Our agent. */
    static BiddingAgent ours() {
        return new EmailBidder(HOUR, CAP, EmailBidder.HORIZON);
    }

    /**
     * What was found.
     *
     * @param ofBest what ours brings over what the best plan brings, by seed
     * @param rival the calendar that brings most
     * @param lead of ours over it, as a share of the best plan, by seed
     */
    record Effects(double[] ofBest, String rival, double[] lead) {}

    Effects effects(int seeds) {
        Supplier<BiddingAgent> best = best();
        double[][] brought = new double[CALENDARS.size()][];
        double[] ours = each(seeds, MailWorld::ours);
        double[] most = each(seeds, best);
        List<String> names = CALENDARS.keySet().asList();
        int rival = 0;
        for (int k = 0; k < brought.length; k++) {
            ImmutableSortedSet<Integer> days = CALENDARS.values().asList().get(k);
            brought[k] = each(seeds, () -> new MailCalendar(days, HOUR));
            rival = Arrays.stream(brought[k]).sum()
                            > Arrays.stream(brought[rival]).sum()
                    ? k
                    : rival;
        }
        double[] theirs = brought[rival];
        return new Effects(
                IntStream.range(0, seeds).mapToDouble(k -> ours[k] / most[k]).toArray(),
                names.get(rival),
                IntStream.range(0, seeds)
                        .mapToDouble(k -> (ours[k] - theirs[k]) / most[k])
                        .toArray());
    }

    private double[] each(int seeds, Supplier<BiddingAgent> maker) {
        return IntStream.range(0, seeds)
                .parallel()
                .mapToDouble(seed -> new Season(seed).brings(maker.get()))
                .toArray();
    }

    /** The best plan for the first seed. */
    private Supplier<BiddingAgent> best() {
        var season = new Season(0);
        int lines = season.others.layout().channels().get(channel).lines().size();
        double[] ones = new double[lines];
        Arrays.fill(ones, 1);
        var best = new Plan(ones, 1, 1);
        double most = season.brings(best.agent());
        var plans = new ArrayList<Plan>();
        for (int n = 2; n <= DAYS; n++) {
            plans.add(new Plan(ones, n, 1));
        }
        for (int round = 0; round < 2; round++) {
            for (Plan plan : plans) {
                double brings = season.brings(plan.agent());
                if (brings > most) {
                    most = brings;
                    best = plan;
                }
            }
            plans.clear();
            plans.addAll(best.neighbours());
        }
        return best::agent;
    }

    /** Rates of the parts of the list, mailings a week, share of the target that is spent. */
    private record Plan(double[] rates, int mailings, double share) {
        BiddingAgent agent() {
            return new Planned(this);
        }

        List<Plan> neighbours() {
            var plans = new ArrayList<Plan>();
            for (int line = 0; line < rates.length; line++) {
                for (double factor : TRIED) {
                    double[] other = rates.clone();
                    other[line] *= factor;
                    plans.add(new Plan(other, mailings, share));
                }
            }
            for (double part : SHARES) {
                plans.add(new Plan(rates, mailings, part));
            }
            return plans;
        }
    }

    /** Mails by a plan. */
    private static final class Planned implements BiddingAgent {
        private static final int FILLS = 40;

        private final Plan plan;
        private double target;

        Planned(Plan plan) {
            this.plan = plan;
        }

        @Override
        public void begin(double target) {
            this.target = target;
        }

        @Override
        public void retarget(double target) {
            this.target = target;
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            bids.clear();
            int daysLeft = (seen.ticksLeft() + seen.ticksPerDay() - 1) / seen.ticksPerDay();
            int day = seen.ticksPerPeriod() / seen.ticksPerDay() - daysLeft;
            boolean due = seen.ticksPerDay() == 1 || seen.hour() == HOUR;
            int left = 0;
            for (int k = 0; k < plan.mailings; k++) {
                left += k * DAYS / plan.mailings >= day ? 1 : 0;
            }
            int next = (plan.mailings - left) * DAYS / plan.mailings;
            if (!due || left == 0 || next != day) {
                return;
            }
            double money = Math.max(0, plan.share * target - seen.spent()) / left;
            double factor = 1;
            for (int k = 0; k < FILLS; k++) {
                double cost = 0;
                for (int line = 0; line < bids.lines(); line++) {
                    bids.set(line, Math.min(1, factor * plan.rates[line]));
                    cost += bids.bid(line) * seen.opportunities(line) * seen.price(line);
                }
                factor *= cost > 0 ? money / cost : 1;
            }
            bids.limit(money);
        }

        @Override
        public BiddingAgent copy() {
            var copy = new Planned(plan);
            copy.target = target;
            return copy;
        }
    }

    /** One seed: a market, what the others bid in it, and what it brings without mail. */
    private final class Season {
        private final SimulatedMarket others;
        private final long seed;
        private final List<Bids[]> tape = new ArrayList<>();
        private final double without;

        Season(long seed) {
            this.seed = seed;
            this.others = SimulatedMarket.expected(world, WARM + JUDGED + AFTER);
            this.without = play(ours(), false);
        }

        /** What an agent's mail brings, KPI units. */
        double brings(BiddingAgent agent) {
            return play(agent, true) - without;
        }

        private double play(BiddingAgent agent, boolean mails) {
            SimulatedMarket market = others;
            market.reset(seed);
            int ticks = market.layout().ticksPerPeriod();
            ImmutableList<BiddingAgent> usual =
                    world.channels().stream().map(c -> c.bidder().copy()).collect(ImmutableList.toImmutableList());
            double kpi = 0;
            int tick = 0;
            for (int period = 0; period < WARM + JUDGED + AFTER; period++) {
                boolean judged = period >= WARM && period < WARM + JUDGED;
                BiddingAgent mail = period < WARM + JUDGED ? agent : usual.get(channel);
                for (int c = 0; c < usual.size(); c++) {
                    double target = world.channels().get(c).spend().mean();
                    (c == channel ? mail : usual.get(c)).begin(c == channel && judged && !mails ? 0 : target);
                }
                for (int t = 0; t < ticks; t++, tick++) {
                    if (tape.size() <= tick) {
                        tape.add(made(market, usual));
                    }
                    Bids[] bids = tape.get(tick);
                    mail.bid(market.observation(channel), bids[channel]);
                    market.step(bids);
                }
                kpi += period >= WARM ? market.kpi(period) : 0;
            }
            return kpi;
        }

        private Bids[] made(SimulatedMarket market, List<BiddingAgent> usual) {
            Bids[] bids = new Bids[usual.size()];
            for (int c = 0; c < bids.length; c++) {
                bids[c] = new Bids(market.layout().channels().get(c).lines().size());
                if (c != channel) {
                    usual.get(c).bid(market.observation(c), bids[c]);
                }
            }
            return bids;
        }
    }
}
