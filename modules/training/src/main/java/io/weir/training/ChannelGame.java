package io.weir.training;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.weir.bidding.BidChange;
import io.weir.bidding.PacedBidder;
import io.weir.core.BadInputException;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One channel of some worlds, to learn in: an episode is a period, from a market that has run for some periods with the paced
 * bidder, whose bids the agent changes tick by tick.
 *
 * <p>The reward of a tick is what it brought beyond what the paced bidder alone brings in the same tick of the same market with the
 * same draws, with money at its price: {@code 100 (v - v' - lambda (s - s')) / V'}. {@code lambda} is what the last money spent
 * brings: what bids a little higher and a little lower would have changed in each of the paced bidder's ticks, added up; and 0 where
 * the target cannot be spent. Money at its price makes the reward of a tick tell at once what a change was worth: without, spending
 * more would look good until the period ends. With the price of the ticks and no other, bidding more or less throughout looks
 * neither good nor bad, and what can be learned is when to.
 *
 * <p>The last tick settles: money that was saved is worth nothing when the period is over, so it is taken back at its price, and
 * what stays unspent beyond the paced bidder's costs its price once more. Over an episode rewards add up to the per cent of value
 * won over the paced bidder, less that penalty; 0 is the paced bidder.
 *
 * <p>Markets are mean-field ones, so that chance hides little. Starts are made when they are first needed, and kept. Not safe for
 * use by several threads.
 */
public final class ChannelGame implements Environment {
    /** Periods that a market runs before an episode. */
    private static final int WARM = 3;
    /** Different markets and targets to begin in, at least so many in all and for each world. */
    private static final int STARTS = 24;

    private static final int STARTS_PER_WORLD = 8;
    /** Targets are drawn from the usual one over this to it times this, evenly in logarithms. */
    private static final double SPREAD = 1.5;
    /** Bids by which the price of money is told, over the paced bidder's. */
    private static final double[] AROUND = {1.05, 1 / 1.05};
    /** Share of the target that must be spent for it to count as one that can be. */
    private static final double SPENDABLE = 0.95;

    private static final double PER_CENT = 100;
    /** What a paced bidder bids at first per value. */
    static final double FIRST_BID = 0.5;

    private final String name;
    private final ImmutableList<Seat> seats;
    private final int count;
    private final Map<Integer, Start> starts = new HashMap<>();

    private Start start;
    private ChannelRun run;
    private BidChange change;
    private int tick;
    /** Currency spent in the episode beyond what the paced bidder had spent by the same tick. */
    private double ahead;

    /** A channel of a world. */
    record Seat(World world, int channel) {
        double target() {
            return ChannelRun.usualTarget(world, channel);
        }
    }

    /**
     * @param run standing at the beginning of a period
     * @param state of the run
     * @param bidder as it stands
     * @param values what the paced bidder brings by itself, currency, {@code [tick]}
     * @param spends what it spends, currency, {@code [tick]}
     * @param value sum of the values
     * @param price of money, value per currency
     */
    private record Start(
            ChannelRun run,
            ChannelRun.State state,
            BidChange bidder,
            double[] values,
            double[] spends,
            double value,
            double price) {}

    /**
     * @param worlds in which it is learned, at least one
     * @param channel its name, the same in all; or a kind of channel, for all of that kind in worlds that have none of that name
     * @throws BadInputException if a world has no such channel, or one that has no auction or spends nothing
     */
    public ChannelGame(ImmutableList<World> worlds, String channel) {
        this.name = channel;
        this.seats = seats(worlds, channel);
        this.count = Math.max(STARTS, STARTS_PER_WORLD * seats.size());
        this.start = start(0);
        this.run = start.run;
        this.change = start.bidder.copy();
    }

    /** The channels' places in their worlds. */
    static ImmutableList<Seat> seats(ImmutableList<World> worlds, String channel) {
        var seats = ImmutableList.<Seat>builder();
        for (World world : worlds) {
            List<Seat> found = seats(world, one -> one.name().equals(channel));
            List<Seat> alike = seats(world, one -> one.kind().name().equals(Ascii.toUpperCase(channel)));
            if (found.isEmpty() && alike.isEmpty()) {
                throw BadInputException.of(
                        where(world),
                        "has no channel " + channel + " and none of that kind; its channels are "
                                + world.channels().stream()
                                        .map(MediaChannel::name)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Maybe the name is misspelt.");
            }
            seats.addAll(found.isEmpty() ? alike : found);
        }
        ImmutableList<Seat> all = seats.build();
        all.forEach(ChannelGame::requireBids);
        return all;
    }

    private static List<Seat> seats(World world, Predicate<MediaChannel> wanted) {
        return IntStream.range(0, world.channels().size())
                .filter(c -> wanted.test(world.channels().get(c)))
                .mapToObj(c -> new Seat(world, c))
                .toList();
    }

    private static void requireBids(Seat seat) {
        MediaChannel channel = seat.world().channels().get(seat.channel());
        if (channel instanceof MailChannel) {
            throw BadInputException.of(
                    where(seat.world()),
                    "the channel " + channel.name() + " is mail: it has no auction, and no bid that could be learned.",
                    "Maybe name a search or social channel.");
        }
        if (!(seat.target() > 0)) {
            throw BadInputException.of(
                    where(seat.world()),
                    "the channel " + channel.name() + " spends nothing (" + seat.target() + " per period), so there is"
                            + " nothing to learn.",
                    "Maybe give it a spend in the world's file.");
        }
    }

    private static String where(World world) {
        return "world " + world.name();
    }

    /** Ticks of an episode, the mean over worlds. */
    double ticks() {
        return seats.stream()
                .mapToDouble(seat -> seat.world().period().days() * seat.world().ticksPerDay())
                .average()
                .orElse(1);
    }

    /** The bidder that is changed, fresh. */
    static PacedBidder paced() {
        return new PacedBidder(FIRST_BID);
    }

    @Override
    public String description() {
        String worlds = seats.stream().map(seat -> WorldHash.of(seat.world())).collect(Collectors.joining(", "));
        return "channel " + name + " of " + worlds + ", settled, warm " + WARM + ", starts " + count + ", targets "
                + SPREAD + ", reach " + BidChange.REACH_OF_AN_HOUR + " " + BidChange.REACH_OF_A_DAY;
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return ImmutableList.of(new AgentSpace(name, BidChange.INPUTS, BidChange.OUTPUTS));
    }

    @Override
    public void reset(long seed) {
        start = start(new SplittableRandom(seed).nextInt(count));
        run = start.run;
        run.back(start.state);
        change = start.bidder.copy();
        run.begin();
        change.begin(run.target());
        tick = 0;
        ahead = 0;
        change.bid(run.seen(), run.bids());
    }

    @Override
    public void observe(int agent, double[] into) {
        change.observe(into);
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        change.change(actions[0][0], run.bids());
        ChannelRun.Won won = run.tick();
        if (start.value > 0) {
            double spent = won.spend() - start.spends[tick];
            double more = won.value() - start.values[tick] - start.price * spent;
            ahead += spent;
            if (tick == run.ticks() - 1) {
                more += start.price * (ahead + Math.min(0, ahead));
            }
            feedback.reward(0, PER_CENT * more / start.value);
        }
        tick++;
        if (tick == run.ticks()) {
            return true;
        }
        change.bid(run.seen(), run.bids());
        return false;
    }

    private Start start(int index) {
        return starts.computeIfAbsent(index, this::make);
    }

    private Start make(int index) {
        Seat seat = seats.get(index % seats.size());
        var random = new SplittableRandom(index);
        double target = seat.target() * Math.pow(SPREAD, random.nextDouble(-1, 1));
        // a market of its own for each start: a state does not hold the draws, which follow from the seed
        SimulatedMarket market = SimulatedMarket.expected(seat.world(), WARM + 1);
        var fresh = new ChannelRun(market, seat.channel(), target, random.nextLong());
        var bidder = new BidChange(paced());
        for (int period = 0; period < WARM; period++) {
            alone(fresh, bidder);
        }
        ChannelRun.State state = fresh.state();
        return reference(fresh, state, bidder);
    }

    /** Plays the period of a start with the paced bidder alone. */
    private static Start reference(ChannelRun run, ChannelRun.State state, BidChange start) {
        BidChange bidder = start.copy();
        double[] values = new double[run.ticks()];
        double[] spends = new double[run.ticks()];
        var tried = new ChannelRun.Won[AROUND.length];
        double value = 0;
        double spend = 0;
        double moreValue = 0;
        double moreSpend = 0;
        run.begin();
        bidder.begin(run.target());
        for (int k = 0; k < values.length; k++) {
            bidder.bid(run.seen(), run.bids());
            bidder.change(0, run.bids());
            ChannelRun.Won won = run.tick(AROUND, tried);
            values[k] = won.value();
            spends[k] = won.spend();
            value += won.value();
            spend += won.spend();
            moreValue += tried[0].value() - tried[1].value();
            moreSpend += tried[0].spend() - tried[1].spend();
        }
        boolean spendable = spend >= SPENDABLE * run.target() && moreSpend > 0;
        double price = spendable ? Math.max(0, moreValue / moreSpend) : 0;
        return new Start(run, state, start, values, spends, value, price);
    }

    /** A period of the paced bidder, unchanged. */
    private static void alone(ChannelRun run, BidChange bidder) {
        run.begin();
        bidder.begin(run.target());
        for (int k = 0; k < run.ticks(); k++) {
            bidder.bid(run.seen(), run.bids());
            bidder.change(0, run.bids());
            run.tick();
        }
    }
}
