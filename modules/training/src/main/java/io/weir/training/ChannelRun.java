package io.weir.training;

import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Market.Snapshot;
import io.weir.core.Observation;
import io.weir.simulator.MailChannel;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a world, played period after period while the others' own bidders spend their usual targets; and the most that
 * could have been bought in each period, which is no bound where the channel is mail, as what a mail brings depends on those before.
 * Not safe for use by several threads.
 */
public final class ChannelRun {
    /** Bids that the clairvoyant may choose from in every tick, in multiples of the value: steps of a third of an octave. */
    private static final int CHOICES = 36;

    private static final double LOWEST = 1.0 / 64;
    private static final double STEP = Math.pow(2, 1.0 / 3);
    private static final double PLENTY = 1e15;
    private static final double THOUSAND = 1000;
    private static final int HALVINGS = 80;

    private final SimulatedMarket market;
    private final int channel;
    private final List<BiddingAgent> agents;
    private final double[] targets;
    private final Bids[] bids;
    private final double[] values;
    private final boolean byThousand;
    private final boolean byMail;

    /**
     * @param market that lasts long enough; is reset
     * @param channel that is looked at, by its place
     * @param target of the channel in every period, currency, {@code >= 0}
     * @param seed of the market
     * @throws IllegalArgumentException if the target is out of range
     */
    public ChannelRun(SimulatedMarket market, int channel, double target, long seed) {
        World world = market.world();
        this.market = market;
        this.channel = channel;
        this.agents = new ArrayList<>(
                world.channels().stream().map(c -> c.bidder().copy()).toList());
        this.targets =
                world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
        targets[channel] = requireInRange("target", target, 0, Double.MAX_VALUE);
        this.bids = market.layout().channels().stream()
                .map(seat -> new Bids(seat.lines().size()))
                .toArray(Bids[]::new);
        this.values = new double[bids[channel].lines()];
        this.byMail = world.channels().get(channel) instanceof MailChannel;
        this.byThousand = world.channels().get(channel) instanceof ReachChannel;
        market.reset(seed);
    }

    /** What a world's channel usually spends in a period, currency. */
    public static double usualTarget(World world, int channel) {
        return world.channels().get(channel).spend().mean();
    }

    /** The channel's target, currency per period. */
    public double target() {
        return targets[channel];
    }

    /** Ticks of a period. */
    public int ticks() {
        return market.layout().ticksPerPeriod();
    }

    /**
     * What came of a tick or a period.
     *
     * @param value expected of what was won, currency of KPI value, as it was predicted when it was bid for
     * @param spend currency
     */
    public record Won(double value, double spend) {}

    /**
     * What came of a period.
     *
     * @param target currency
     * @param spend currency
     * @param value expected of what was won, currency of KPI value, as it was predicted when it was bid for
     * @param bound the most that the same spend could have bought; NaN if not asked for
     * @param full the most that the whole target could have bought; NaN if not asked for
     * @param alike the most that the same spend could have bought with bids that are one multiple of the value on all lines, another
     *     in every tick; what is left to the bound is all that a multiple for each line can add; NaN if not asked for
     */
    public record Period(double target, double spend, double value, double bound, double full, double alike) {}

    /** Looks on, tick by tick. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Called after every tick.
         *
         * @param tick of the period, from 0
         * @param seen what came of it
         * @param bids that were made in it
         * @param won what it brought
         */
        void after(int tick, Observation seen, Bids bids, Won won);
    }

    /** Where a run stands; the channel's own agent is not part of it, nor are the draws, which follow from the seed. */
    public static final class State {
        private final Snapshot market;
        private final List<BiddingAgent> agents;

        private State(Snapshot market, List<BiddingAgent> agents) {
            this.market = market;
            this.agents = agents;
        }
    }

    /** Where it stands now, to which it may go back any number of times. */
    public State state() {
        return new State(
                market.snapshot(), agents.stream().map(BiddingAgent::copy).toList());
    }

    /** Goes back. */
    public void back(State state) {
        market.restore(state.market);
        for (int c = 0; c < bids.length; c++) {
            agents.set(c, state.agents.get(c).copy());
        }
    }

    /** A period begins for the others; the channel's own agent is begun by who has it. */
    public void begin() {
        for (int c = 0; c < bids.length; c++) {
            if (c != channel) {
                agents.get(c).begin(targets[c]);
            }
        }
    }

    /** What the channel's agent knows; changes with every tick. */
    public Observation seen() {
        return market.observation(channel);
    }

    /** Takes what the channel's agent decides. */
    public Bids bids() {
        return bids[channel];
    }

    /** Plays a tick with the {@linkplain #bids bids} of the channel. */
    public Won tick() {
        othersBid();
        return step();
    }

    /**
     * The same, telling also what the tick would have brought with all bids of the channel changed.
     *
     * @param factors by which
     * @param tried {@code [factor]}, filled
     */
    public Won tick(double[] factors, Won[] tried) {
        othersBid();
        double[] made = made();
        Snapshot now = market.snapshot();
        for (int k = 0; k < factors.length; k++) {
            for (int line = 0; line < made.length; line++) {
                bids().set(line, factors[k] * made[line]);
            }
            tried[k] = step();
            market.restore(now);
        }
        restore(made);
        return step();
    }

    private double[] made() {
        double[] made = new double[bids().lines()];
        for (int line = 0; line < made.length; line++) {
            made[line] = bids().bid(line);
        }
        return made;
    }

    private void restore(double[] made) {
        for (int line = 0; line < made.length; line++) {
            bids().set(line, made[line]);
        }
    }

    private void othersBid() {
        for (int c = 0; c < bids.length; c++) {
            if (c != channel) {
                agents.get(c).bid(market.observation(c), bids[c]);
            }
        }
        for (int line = 0; line < values.length; line++) {
            values[line] = seen().value(line);
        }
    }

    private Won step() {
        market.step(bids);
        double value = 0;
        double spend = 0;
        for (int line = 0; line < values.length; line++) {
            value += value(line);
            spend += seen().spend(line);
        }
        return new Won(value, spend);
    }

    private double value(int line) {
        double units = byMail ? seen().won(line) : byThousand ? seen().won(line) / THOUSAND : seen().clicks(line);
        return units * values[line];
    }

    /** Plays one period without asking for the bound. */
    public Period play(BiddingAgent agent) {
        return play(agent, false, (tick, seen, made, won) -> {});
    }

    /**
     * Plays one period.
     *
     * @param agent of the channel; used and changed
     * @param bounded whether the bound is asked for, which takes some forty times as long
     */
    public Period play(BiddingAgent agent, boolean bounded, Watcher watcher) {
        begin();
        agent.begin(target());
        var menus = new ArrayList<Won[]>();
        var alike = new ArrayList<Won[]>();
        double value = 0;
        double spend = 0;
        for (int tick = 0; tick < ticks(); tick++) {
            agent.bid(seen(), bids());
            othersBid();
            Won[][] choices = bounded ? choices() : new Won[0][];
            Won won = step();
            value += won.value;
            spend += won.spend;
            for (int line = 0; line < choices.length; line++) {
                choices[line][CHOICES] = won(line);
                menus.add(choices[line]);
            }
            if (bounded) {
                alike.add(together(choices));
            }
            watcher.after(tick, seen(), bids(), won);
        }
        return bounded
                ? new Period(target(), spend, value, bound(menus, spend), bound(menus, target()), bound(alike, spend))
                : new Period(target(), spend, value, Double.NaN, Double.NaN, Double.NaN);
    }

    /** What all lines bring with the same choice. */
    private static Won[] together(Won[][] lines) {
        var sums = new Won[CHOICES + 1];
        for (int k = 0; k < sums.length; k++) {
            double value = 0;
            double spend = 0;
            for (Won[] line : lines) {
                value += line[k].value;
                spend += line[k].spend;
            }
            sums[k] = new Won(value, spend);
        }
        return sums;
    }

    private Won won(int line) {
        return new Won(value(line), seen().spend(line));
    }

    /** Plays the coming tick with one bid after the other, everything else the same; the last place is left for what is really bid. */
    private Won[][] choices() {
        Bids own = bids[channel];
        double[] made = made();
        double limit = own.limit();
        Snapshot now = market.snapshot();
        Won[][] choices = new Won[made.length][CHOICES + 1];
        double multiple = LOWEST;
        for (int k = 0; k < CHOICES; k++) {
            for (int line = 0; line < made.length; line++) {
                own.set(line, multiple * values[line]);
            }
            own.limit(PLENTY);
            market.step(bids);
            for (int line = 0; line < made.length; line++) {
                choices[line][k] = won(line);
            }
            market.restore(now);
            multiple *= STEP;
        }
        restore(made);
        own.limit(limit);
        return choices;
    }

    /** The linear program's bound: the least over prices of money of what the choices bring at that price, plus the money's worth. */
    private static double bound(List<Won[]> menus, double money) {
        double low = 1e-9;
        double high = 1e9;
        double least = menus.stream().mapToDouble(menu -> best(menu, 0).value).sum();
        for (int k = 0; k < HALVINGS; k++) {
            double price = Math.sqrt(low * high);
            double value = 0;
            double spend = 0;
            for (Won[] menu : menus) {
                Won choice = best(menu, price);
                value += choice.value;
                spend += choice.spend;
            }
            least = Math.min(least, value + price * (money - spend));
            if (spend > money) {
                low = price;
            } else {
                high = price;
            }
        }
        return least;
    }

    private static Won best(Won[] menu, double price) {
        var best = new Won(0, 0);
        for (Won choice : menu) {
            if (choice.value - price * choice.spend > best.value - price * best.spend) {
                best = choice;
            }
        }
        return best;
    }
}
