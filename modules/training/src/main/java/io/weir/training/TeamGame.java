package io.weir.training;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.BiddingAgent;
import io.weir.core.Market.Snapshot;
import io.weir.core.MarketLayout;
import io.weir.core.Observation.Group;
import io.weir.core.Progress;
import io.weir.hierarchy.ClosedLoop;
import io.weir.hierarchy.PeriodSeen;
import io.weir.hierarchy.Standing;
import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamPlay;
import io.weir.hierarchy.Trial;
import io.weir.hierarchy.WeighedBidder;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.simulator.Shapley;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A team in closed loop as agents learn it: a step is a period, an episode a run of some periods in a market after a history. Rewards are what
 * the team brings beyond what the plan alone brings in the same market on the same draws, in fiftieths of what that is per period: an
 * action of zero earns exactly 0. Markets are mean-field ones, in which people do what is expected of them: the chance of single buyers
 * teaches nothing. Not safe for use by several threads.
 */
public final class TeamGame implements Environment {
    /** What a reward of 1 is, of what the plan brings in a period. */
    static final double UNIT = 0.02;
    /** Periods after one whose KPI counts in what was brought with and without a channel in it. */
    private static final int TAIL = 1;

    private final ImmutableList<World> worlds;
    private final Settings settings;
    private final ImmutableList<AgentSpace> agents;
    private final @Nullable Start[] starts;
    private Start start;
    private TeamPlay play;
    private ClosedLoop.Running running;
    private Credit credit = Credit.NONE;

    /**
     * How it is played.
     *
     * @param design who is in the team
     * @param reward what counts
     * @param longTerm whether what comes after the run counts too; without it every period is for itself
     * @param before periods of the history
     * @param periods of an episode
     * @param first number of the first market
     * @param count markets, each a history of its own; episodes go through them in turn
     * @param credits what is told of what each channel brought
     */
    public record Settings(
            TeamDesign design,
            TeamReward reward,
            boolean longTerm,
            int before,
            int periods,
            long first,
            int count,
            Credits credits) {
        /** The same in other markets. */
        Settings in(long firstOther, int others) {
            return new Settings(design, reward, longTerm, before, periods, firstOther, others, credits);
        }
    }

    /** What is told of what each channel brought in a period, by playing it again. */
    public enum Credits {
        /** Nothing. */
        NONE,
        /** What would be missing without it; each period is played as often as there are channels, twice more. */
        DIFFERENCE,
        /** Its Shapley value too; each period is played once more for every set of channels. */
        SHAPLEY
    }

    /**
     * What channels brought in a period, KPI units, by playing it again on the same draws: to the end of the period after it.
     *
     * @param all what all brought together
     * @param without what would be missing without one, {@code [channel]}
     * @param shapley its share, {@code [channel]}
     */
    public record Credit(double all, double[] without, double[] shapley) {
        private static final Credit NONE = new Credit(0, new double[0], new double[0]);
    }

    /** A market after its history. */
    private record Start(
            SimulatedMarket market,
            Snapshot snapshot,
            double[] usual,
            ImmutableMap<Group, Double> crowd,
            double[] brought,
            double[][] credited,
            double after,
            double unit) {}

    /**
     * @param worlds at least one; all with as many channels
     * @throws IllegalArgumentException if worlds differ in the number of their channels
     */
    public TeamGame(ImmutableList<World> worlds, Settings settings) {
        require(!worlds.isEmpty(), "worlds (none) must be at least one.");
        int channels = worlds.get(0).channels().size();
        for (World world : worlds) {
            require(
                    world.channels().size() == channels,
                    "worlds must have as many channels: %s has %s, %s has %s.",
                    worlds.get(0).name(),
                    channels,
                    world.name(),
                    world.channels().size());
        }
        this.worlds = worlds;
        this.settings = settings;
        starts = new Start[settings.count()];
        start = start(0);
        play = play(start);
        running = running();
        agents = play.agents().stream()
                .map(one -> new AgentSpace(one.name(), one.inputs(), one.outputs()))
                .collect(ImmutableList.toImmutableList());
    }

    private int after() {
        return settings.longTerm() ? settings.reward().after(Trial.AFTER) : 0;
    }

    @Override
    public String description() {
        return "team of " + worlds.stream().map(WorldHash::of).toList() + ", " + settings;
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return agents;
    }

    @Override
    public int stateSize() {
        return TeamPlay.GROUPS.size();
    }

    @Override
    public void state(double[] into) {
        for (int k = 0; k < into.length; k++) {
            double now = start.market().crowd().getOrDefault(TeamPlay.GROUPS.get(k), 0.0);
            double before = start.crowd().getOrDefault(TeamPlay.GROUPS.get(k), 0.0);
            into[k] = before > 0 ? Math.max(-1, Math.min(1, now / before - 1)) : 0;
        }
    }

    @Override
    public boolean tellsCounterfactual() {
        return settings.credits() != Credits.NONE;
    }

    @Override
    public boolean tellsShapley() {
        return settings.credits() == Credits.SHAPLEY;
    }

    private Start start(long seed) {
        int number = (int) Math.floorMod(seed, (long) starts.length);
        Start known = starts[number];
        if (known == null) {
            known = made(number);
            starts[number] = known;
        }
        return known;
    }

    /** Plays a history, and the plan after it. */
    private Start made(int number) {
        // one for each, as the draws of a market are those of its latest history
        SimulatedMarket market = SimulatedMarket.expected(
                worlds.get(number % worlds.size()), settings.before() + settings.periods() + Math.max(TAIL, after()));
        SimulatedHistory history = SimulatedHistory.of(
                market,
                SimulatedHistory.targets(market.world(), settings.before(), settings.first() + number),
                settings.first() + number,
                Progress.SILENT);
        Snapshot snapshot = market.snapshot();
        double[] usual = history.usualSpend(settings.before());
        var plain = new Start(
                market, snapshot, usual, market.crowd(), new double[settings.periods()], new double[0][0], 0, 1);
        start = plain;
        play = play(plain);
        running = running();
        double[][] nothing = play.agents().stream()
                .map(agent -> new double[agent.outputs().size()])
                .toArray(double[][]::new);
        double[] brought = new double[settings.periods()];
        double[][] credited = new double[settings.periods()][];
        for (int p = 0; p < brought.length; p++) {
            Standing standing = running.standing();
            play.see(standing);
            running.play(play.decide(nothing));
            brought[p] = brought();
            credited[p] = running.latest().credited().toArray();
        }
        double after = playedAfter();
        double unit =
                UNIT * Math.max(1e-9, Math.abs(Arrays.stream(brought).average().orElse(1)));
        return new Start(market, snapshot, usual, plain.crowd(), brought, credited, after, unit);
    }

    private TeamPlay play(Start one) {
        return new TeamPlay(settings.design(), one.market().layout(), new double[][] {one.usual()});
    }

    private ClosedLoop.Running running() {
        start.market().restore(start.snapshot());
        double budget = Arrays.stream(start.usual()).sum() * settings.periods();
        return new ClosedLoop(
                        start.market(), ImmutableList.copyOf(play.bidders()), ImmutableList.of(), Optional.empty())
                .start(budget, settings.periods());
    }

    @Override
    public void reset(long seed) {
        start = start(seed);
        play = play(start);
        running = running();
        play.see(running.standing());
    }

    @Override
    public void observe(int agent, double[] into) {
        play.observe(agent, into);
    }

    /**
     * What the team would do in the next step.
     *
     * @return targets, currency per channel
     */
    double[] decide(double[][] actions) {
        return play.decide(actions);
    }

    /** How bidders weigh what the last click credits, as the team decided last, per channel. */
    double[] weights() {
        return play.bidders().stream().mapToDouble(WeighedBidder::weight).toArray();
    }

    /** What lines are worth to the team now, currency per unit bid for, {@code [channel][line]}. */
    double[][] values() {
        return values(start.market());
    }

    /** The same of a market. */
    static double[][] values(SimulatedMarket market) {
        return IntStream.range(0, market.layout().channels().size())
                .mapToObj(market::observation)
                .map(seen -> IntStream.range(0, seen.lines())
                        .mapToDouble(seen::value)
                        .toArray())
                .toArray(double[][]::new);
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        int period = running.done();
        SimulatedMarket market = start.market();
        boolean credits = settings.credits() != Credits.NONE;
        Snapshot before = credits ? market.snapshot() : start.snapshot();
        double[] targets = play.decide(actions);
        List<BiddingAgent> bidders = credits ? copies(play.bidders()) : ImmutableList.of();
        running.play(targets);
        double total = (brought() - start.brought()[period]) / start.unit();
        boolean over = running.over();
        Standing standing = over ? null : running.standing();
        PeriodSeen seen = running.latest();
        if (credits) {
            Snapshot now = market.snapshot();
            credit = credit(before, bidders, seen.targets().toArray());
            market.restore(now);
        }
        if (over) {
            total += (playedAfter() - start.after()) / start.unit();
        } else if (standing != null) {
            play.see(standing);
        }
        tell(actions, seen, period, total, feedback);
        return over;
    }

    private void tell(double[][] actions, PeriodSeen seen, int period, double total, Feedback feedback) {
        feedback.total(total);
        for (int agent = 0; agent < agents.size(); agent++) {
            int channel = play.agents().get(agent).channel();
            if (channel < 0) {
                feedback.reward(agent, total);
                feedback.claim(agent, 1);
                feedback.shapley(agent, total);
            } else {
                double own = seen.credited().get(channel) - start.credited()[period][channel];
                feedback.reward(agent, own / start.unit());
                feedback.claim(agent, 1 + play.spend(actions, channel));
                if (settings.credits() != Credits.NONE) {
                    feedback.without(agent, total - credit.without()[channel] / start.unit());
                    feedback.shapley(agent, credit.shapley()[channel] / start.unit());
                }
            }
        }
    }

    /** What the periods after the run bring, in which channels' own bidders spend what is usual. */
    private double playedAfter() {
        var usually = TargetRun.ofOwnBidders(start.market());
        double after = 0;
        for (int t = 0; t < after(); t++) {
            usually.period(start.usual());
            after += brought();
        }
        return after;
    }

    /** What each channel won in the latest period, as the last click values it, currency. */
    public double[] won() {
        return running.latest().credited().toArray();
    }

    /** What the latest period brought, in the unit of the reward. */
    public double brought() {
        return settings.reward().latest(start.market());
    }

    /**
     * What is known before a period: shares of all people that are in each state that is told, the season as sine and cosine, and what each
     * channel spent in the period before over what is usual, 1 at first.
     */
    public double[] known() {
        ImmutableMap<Group, Double> crowd = start.market().crowd();
        double all = crowd.getOrDefault(Group.EVERYONE, 1.0);
        double[] usual = start.usual();
        double[] last = running.done() == 0 ? usual : running.latest().spend().toArray();
        MarketLayout layout = start.market().layout();
        double day = 2
                * Math.PI
                * MarketLayout.yearShare(
                        layout.period().plus(layout.start(), start.market().period()));
        return Stream.of(
                        TeamPlay.GROUPS.stream().mapToDouble(group -> crowd.getOrDefault(group, 0.0) / all),
                        DoubleStream.of(StrictMath.sin(day), StrictMath.cos(day)),
                        IntStream.range(0, usual.length).mapToDouble(c -> usual[c] > 0 ? last[c] / usual[c] : 1))
                .flatMapToDouble(one -> one)
                .toArray();
    }

    /** What each channel brought in the latest period; of a game that tells it. */
    public Credit credit() {
        return credit;
    }

    private Credit credit(Snapshot before, List<BiddingAgent> bidders, double[] spent) {
        int channels = spent.length;
        int full = (1 << channels) - 1;
        double[] values = new double[full + 1];
        for (int set = 0; set <= full; set++) {
            boolean asked = settings.credits() == Credits.SHAPLEY || set == 0 || Integer.bitCount(set) >= channels - 1;
            if (!asked) {
                continue;
            }
            start.market().restore(before);
            double[] with = spent.clone();
            for (int c = 0; c < channels; c++) {
                with[c] = (set >> c & 1) == 1 ? with[c] : 0;
            }
            var run = new TargetRun(start.market(), copies(bidders));
            for (int t = 0; t <= TAIL; t++) {
                run.period(t == 0 ? with : start.usual());
                values[set] += brought();
            }
        }
        double[] without = new double[channels];
        for (int c = 0; c < channels; c++) {
            without[c] = values[full] - values[full & ~(1 << c)];
        }
        double[] shapley =
                settings.credits() == Credits.SHAPLEY ? Shapley.values(values, channels) : new double[channels];
        return new Credit(values[full] - values[0], without, shapley);
    }

    private static List<BiddingAgent> copies(List<? extends BiddingAgent> bidders) {
        List<BiddingAgent> copies = new ArrayList<>();
        bidders.forEach(one -> copies.add(one.copy()));
        return copies;
    }
}
