package io.weir.benchmarks.internal.simulator;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.ChannelKind;
import io.weir.core.Observation;
import io.weir.core.Observation.Group;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.util.Arrays;
import java.util.List;

/** What must hold in every tick of every world, and what must come again. */
public final class TickChecks {
    private static final double ROUNDING = 1e-6;

    private TickChecks() {}

    /**
     * Ticks in which people, list members or money are not conserved: an audience of another size, more readers than people or
     * less than nobody, spend beyond a tick's limit or a period's target, or a period's spend that is not the sum of its ticks.
     */
    public static long conservationFaults(World world, int periods, long seed) {
        SimulatedMarket market = SimulatedMarket.sampled(world, periods);
        market.reset(seed);
        double[][] targets = SimulatedHistory.targets(world, periods, seed);
        TargetRun run = TargetRun.ofOwnBidders(market);
        long[] faults = new long[1];
        for (int t = 0; t < periods; t++) {
            int period = t;
            double[] before = new double[targets[t].length];
            run.period(targets[t], (tick, bids) -> {
                for (int c = 0; c < before.length; c++) {
                    double spent = market.spend(period, c) - before[c];
                    double slack = ROUNDING * Math.max(1, targets[period][c]);
                    boolean within = spent >= 0 && spent <= bids[c].limit() + slack;
                    boolean met = market.spend(period, c) <= targets[period][c] + slack;
                    faults[0] += within && met ? 0 : 1;
                    before[c] = market.spend(period, c);
                }
                faults[0] += peopleFaults(market);
            });
        }
        return faults[0];
    }

    private static long peopleFaults(SimulatedMarket market) {
        long faults = 0;
        for (int a = 0; a < market.world().audiences().size(); a++) {
            double size = market.world().audiences().get(a).size();
            faults += market.people(Group.EVERYONE, a) == size ? 0 : 1;
            for (Group group : Group.values()) {
                double n = market.people(group, a);
                faults += n >= 0 && n <= size && n == Math.rint(n) ? 0 : 1;
            }
        }
        return faults;
    }

    /** What does not come again: another state on the second run of a seed, or after a state was restored. */
    public static long replayFaults(World world, int periods, long seed) {
        double[][] targets = SimulatedHistory.targets(world, periods, seed);
        SimulatedMarket market = SimulatedMarket.sampled(world, periods);
        market.reset(seed);
        TargetRun run = TargetRun.ofOwnBidders(market);
        int half = periods / 2;
        for (int t = 0; t < half; t++) {
            run.period(targets[t]);
        }
        SimulatedMarket.Snapshot kept = market.snapshot();
        List<BiddingAgent> agents = run.agents();
        double[] first = rest(market, run, targets, half);
        market.restore(kept);
        double[] restored = rest(market, new TargetRun(market, agents), targets, half);
        SimulatedMarket other = SimulatedMarket.sampled(world, periods);
        other.reset(seed);
        double[] again = rest(other, TargetRun.ofOwnBidders(other), targets, 0);
        return (Arrays.equals(first, restored) ? 0 : 1) + (Arrays.equals(first, again) ? 0 : 1);
    }

    /**
     * Ticks of the first day in which another policy in one channel changes what there is in any channel, or what another channel
     * gets: on the first day people have not moved yet, so that only draws could differ.
     */
    public static long drawFaults(World world, long seed) {
        int channels = world.channels().size();
        long faults = 0;
        for (int idle = 0; idle < channels; idle++) {
            SimulatedMarket one = SimulatedMarket.sampled(world, 1);
            SimulatedMarket other = SimulatedMarket.sampled(world, 1);
            one.reset(seed);
            other.reset(seed);
            List<BiddingAgent> agents =
                    world.channels().stream().map(c -> c.bidder().copy()).toList();
            Bids[] bids = new Bids[channels];
            Bids[] without = new Bids[channels];
            for (int c = 0; c < channels; c++) {
                bids[c] = new Bids(one.layout().channels().get(c).lines().size());
                without[c] = bids[c];
                agents.get(c).begin(world.channels().get(c).spend().mean());
            }
            without[idle] = new Bids(one.layout().channels().get(idle).lines().size());
            // mail moves its readers as soon as they open it
            boolean mail = world.channels().get(idle).kind() == ChannelKind.EMAIL;
            for (int tick = 0; tick < world.ticksPerDay() && !mail; tick++) {
                for (int c = 0; c < channels; c++) {
                    agents.get(c).bid(one.observation(c), bids[c]);
                }
                one.step(bids);
                other.step(without);
                for (int c = 0; c < channels; c++) {
                    // after the last tick a list shows the readers of tomorrow
                    boolean tomorrow = tick == world.ticksPerDay() - 1
                            && world.channels().get(c).kind() == ChannelKind.EMAIL;
                    faults += tomorrow || same(one.observation(c), other.observation(c), c == idle, tick == 0) ? 0 : 1;
                }
            }
        }
        return faults;
    }

    private static boolean same(Observation one, Observation other, boolean idle, boolean first) {
        boolean same = true;
        for (int line = 0; line < one.lines(); line++) {
            same &= one.opportunities(line) == other.opportunities(line);
            same &= idle || (one.won(line) == other.won(line) && one.clicks(line) == other.clicks(line));
            same &= idle || one.spend(line) == other.spend(line);
            // before rivals have felt that somebody is not there, what had to be beaten is the same
            same &= !first || !idle || Math.abs(one.price(line) - other.price(line)) <= ROUNDING * one.price(line);
        }
        return same;
    }

    private static double[] rest(SimulatedMarket market, TargetRun run, double[][] targets, int from) {
        for (int t = from; t < targets.length; t++) {
            run.period(targets[t]);
        }
        return market.globalState();
    }
}
