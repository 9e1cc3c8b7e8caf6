package io.weir.benchmarks.internal.bidding;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Market.Snapshot;
import io.weir.core.Observation;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a world, played by an agent period after period while the others' own bidders spend their usual targets; and the
 * most that could have been bought in each period. Not safe for use by several threads.
 */
final class ChannelRun {
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
    private final boolean byThousand;

    /**
     * @param market that lasts long enough; is reset
     * @param channel that is looked at
     * @param agent that spends its target
     */
    ChannelRun(SimulatedMarket market, int channel, BiddingAgent agent, long seed) {
        World world = market.world();
        this.market = market;
        this.channel = channel;
        this.agents = new ArrayList<>(
                world.channels().stream().map(c -> c.bidder().copy()).toList());
        agents.set(channel, agent);
        this.targets =
                world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
        this.bids = market.layout().channels().stream()
                .map(seat -> new Bids(seat.lines().size()))
                .toArray(Bids[]::new);
        this.byThousand = world.channels().get(channel) instanceof ReachChannel;
        market.reset(seed);
    }

    /**
     * What came of a period.
     *
     * @param target currency
     * @param spend currency
     * @param value expected of what was won, currency of KPI value, as it was predicted when it was bid for
     * @param bound the most that the same spend could have bought; NaN if not asked for
     * @param full the most that the whole target could have bought; NaN if not asked for
     */
    record Period(double target, double spend, double value, double bound, double full) {}

    /** Plays one period without asking for the bound. */
    Period play() {
        return play(false);
    }

    /** Plays one period. */
    Period play(boolean bounded) {
        for (int c = 0; c < bids.length; c++) {
            agents.get(c).begin(targets[c]);
        }
        var menus = new ArrayList<Choice[]>();
        double value = 0;
        double spend = 0;
        int lines = bids[channel].lines();
        for (int tick = 0; tick < market.layout().ticksPerPeriod(); tick++) {
            for (int c = 0; c < bids.length; c++) {
                agents.get(c).bid(market.observation(c), bids[c]);
            }
            double[] values = new double[lines];
            for (int line = 0; line < lines; line++) {
                values[line] = market.observation(channel).value(line);
            }
            Choice[][] choices = bounded ? choices(values) : new Choice[lines][1];
            market.step(bids);
            for (int line = 0; line < lines; line++) {
                Choice made = won(values, line);
                value += made.value;
                spend += made.spend;
                choices[line][choices[line].length - 1] = made;
                menus.add(choices[line]);
            }
        }
        double target = targets[channel];
        return bounded
                ? new Period(target, spend, value, bound(menus, spend), bound(menus, target))
                : new Period(target, spend, value, Double.NaN, Double.NaN);
    }

    /** What a line would bring in a tick. */
    private record Choice(double value, double spend) {}

    private Choice won(double[] values, int line) {
        Observation seen = market.observation(channel);
        double units = byThousand ? seen.won(line) / THOUSAND : seen.clicks(line);
        return new Choice(units * values[line], seen.spend(line));
    }

    /** Plays the coming tick with one bid after the other, everything else the same; the last place is left for what is really bid. */
    private Choice[][] choices(double[] values) {
        Bids own = bids[channel];
        double[] made = new double[own.lines()];
        for (int line = 0; line < made.length; line++) {
            made[line] = own.bid(line);
        }
        double limit = own.limit();
        Snapshot now = market.snapshot();
        Choice[][] choices = new Choice[made.length][CHOICES + 1];
        double multiple = LOWEST;
        for (int k = 0; k < CHOICES; k++) {
            for (int line = 0; line < made.length; line++) {
                own.set(line, multiple * values[line]);
            }
            own.limit(PLENTY);
            market.step(bids);
            for (int line = 0; line < made.length; line++) {
                choices[line][k] = won(values, line);
            }
            market.restore(now);
            multiple *= STEP;
        }
        for (int line = 0; line < made.length; line++) {
            own.set(line, made[line]);
        }
        own.limit(limit);
        return choices;
    }

    /** The linear program's bound: the least over prices of money of what the choices bring at that price, plus the money's worth. */
    private static double bound(List<Choice[]> menus, double money) {
        double low = 1e-9;
        double high = 1e9;
        double least = menus.stream().mapToDouble(menu -> best(menu, 0).value).sum();
        for (int k = 0; k < HALVINGS; k++) {
            double price = Math.sqrt(low * high);
            double value = 0;
            double spend = 0;
            for (Choice[] menu : menus) {
                Choice choice = best(menu, price);
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

    private static Choice best(Choice[] menu, double price) {
        var best = new Choice(0, 0);
        for (Choice choice : menu) {
            if (choice.value - price * choice.spend > best.value - price * best.spend) {
                best = choice;
            }
        }
        return best;
    }
}
