package io.weir.simulator;

import com.google.common.collect.ImmutableMap;
import io.weir.core.Bids;
import io.weir.core.KpiKind;
import io.weir.core.Market;
import io.weir.core.MarketLayout;
import io.weir.core.Observation;
import io.weir.core.Observation.Group;
import io.weir.simulator.internal.Engine;

/**
 * A world that runs. People are counted by state; every auction is held; what people do is sampled, or, for truth, as
 * expected. Not safe for use by several threads.
 */
public final class SimulatedMarket implements Market {
    private final World world;
    private final Engine engine;

    private SimulatedMarket(World world, int periods, boolean expected) {
        this.world = world;
        this.engine = new Engine(world, periods, expected);
    }

    /**
     * A market with chance in it.
     *
     * @param periods how many it lasts, {@code >= 1}
     */
    public static SimulatedMarket sampled(World world, int periods) {
        return new SimulatedMarket(world, periods, false);
    }

    /**
     * The mean-field market: the same, but people do what is expected of them given what came before. Auctions are still
     * drawn. It is near the mean of many sampled markets, the nearer the more people there are.
     *
     * @param periods how many it lasts, {@code >= 1}
     */
    public static SimulatedMarket expected(World world, int periods) {
        return new SimulatedMarket(world, periods, true);
    }

    /** What it was made of. */
    public World world() {
        return world;
    }

    @Override
    public MarketLayout layout() {
        return engine.layout();
    }

    @Override
    public void reset(long seed) {
        engine.reset(seed);
    }

    @Override
    public boolean ended() {
        return engine.ended();
    }

    @Override
    public Observation observation(int channel) {
        return engine.observation(channel);
    }

    @Override
    public void step(Bids[] bids) {
        engine.step(bids);
    }

    @Override
    public double[] globalState() {
        return engine.globalState();
    }

    @Override
    public Snapshot snapshot() {
        return engine.snapshot();
    }

    @Override
    public void restore(Snapshot snapshot) {
        engine.restore(snapshot);
    }

    /** Periods that are over. */
    public int period() {
        return engine.period();
    }

    /** Currency that a channel spent in a period. */
    public double spend(int period, int channel) {
        return engine.spend(period, channel);
    }

    /** Clicks of a search channel, impressions of a reach channel, mails of a mail channel in a period. */
    public double volume(int period, int channel) {
        return engine.volume(period, channel);
    }

    /** Clicks in a period. */
    public double clicks(int period, int channel) {
        return engine.clicks(period, channel);
    }

    /** The true KPI of a period: all that was ordered in it, whenever it is reported. */
    public double kpi(int period) {
        return world.kpi() == KpiKind.REVENUE ? engine.revenue(period) : engine.orders(period);
    }

    /** Orders made in a period. */
    public double orders(int period) {
        return engine.orders(period);
    }

    /** Revenue of a period, currency. */
    public double revenue(int period) {
        return engine.revenue(period);
    }

    /** The KPI of a period as reported by the end of another. */
    public double visibleKpi(int period, int by) {
        return engine.reported(period, by, world.kpi() == KpiKind.REVENUE);
    }

    /** How many people of an audience are in a state. */
    public double people(Group group, int audience) {
        return engine.people(group, audience);
    }

    /** How many people of all audiences are in each state. */
    public ImmutableMap<Group, Double> crowd() {
        ImmutableMap.Builder<Group, Double> crowd = ImmutableMap.builder();
        for (Group group : Group.values()) {
            double count = 0;
            for (int audience = 0; audience < world.audiences().size(); audience++) {
                count += people(group, audience);
            }
            crowd.put(group, count);
        }
        return crowd.buildOrThrow();
    }

    /** Customers of an audience. */
    public double customers(int audience) {
        return engine.customers(audience);
    }

    /** People that went from one state to another since the history began. */
    public double flow(Flow flow) {
        return engine.flow(flow);
    }

    /** Auctions held since the market began. */
    public long auctions() {
        return engine.auctions();
    }
}
