package io.weir.testkit;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import java.util.function.DoubleUnaryOperator;

/** One line in which a bid buys so many units per tick, each at four fifths of the bid; a week of hours, or of days. */
public final class AuctionStub implements Observation {
    private static final int DAYS = 7;
    private static final int HOURS = 24;
    private static final double OPPORTUNITIES = 400;
    private static final double PAID = 0.8;

    private final DoubleUnaryOperator unitsAt;
    private final DoubleUnaryOperator priceAt;
    private final int ticksPerDay;
    private final Bids bids = new Bids(1);
    private double factor = 1;
    private boolean closed;
    private int tick;
    private double spent;
    private double lastSpend;
    private double bought;
    private double boughtInAll;

    /** @param unitsAt units that a bid buys per hour */
    public AuctionStub(DoubleUnaryOperator unitsAt) {
        this(unitsAt, bid -> PAID * bid, HOURS);
    }

    private AuctionStub(DoubleUnaryOperator unitsAt, DoubleUnaryOperator priceAt, int ticksPerDay) {
        this.unitsAt = unitsAt;
        this.priceAt = priceAt;
        this.ticksPerDay = ticksPerDay;
    }

    /** One whose ticks are days. */
    public static AuctionStub byDay(DoubleUnaryOperator unitsAt) {
        return new AuctionStub(unitsAt, bid -> PAID * bid, 1);
    }

    /** One whose units have a price of their own, by the bid. */
    public static AuctionStub priced(DoubleUnaryOperator unitsAt, DoubleUnaryOperator priceAt) {
        return new AuctionStub(unitsAt, priceAt, HOURS);
    }

    /** One that has so many units per hour, each at the same price for whoever bids more. */
    public static AuctionStub soldOut(double units, double price) {
        return new AuctionStub(bid -> bid > price ? units : 0, bid -> price, HOURS);
    }

    /** Plays weeks; currency spent in the last. */
    public double spendOfLast(BiddingAgent agent, double target, int weeks) {
        for (int week = 0; week < weeks; week++) {
            agent.begin(target);
            play(agent, ticksPerPeriod());
        }
        return spent;
    }

    /** Plays some ticks of a week; at its beginning nothing is spent. */
    public void play(BiddingAgent agent, int ticks) {
        for (int k = 0; k < ticks; k++) {
            if (tick % ticksPerPeriod() == 0) {
                spent = 0;
                boughtInAll = 0;
            }
            agent.bid(this, bids);
            double price = priceAt.applyAsDouble(bids.bid(0));
            bought = Math.min(closed ? 0 : unitsAt.applyAsDouble(bids.bid(0)), price > 0 ? bids.limit() / price : 0);
            lastSpend = bought * price;
            spent += lastSpend;
            boughtInAll += bought;
            tick++;
        }
    }

    /** Currency spent in the week that is played, or was played last. */
    public double spentInAll() {
        return spent;
    }

    /** Units bought in that week. */
    public double boughtInAll() {
        return boughtInAll;
    }

    /** From now on a value is what it is times this. */
    public void worth(double factor) {
        this.factor = factor;
    }

    /** Whether there is nothing to bid for. */
    public void closed(boolean closed) {
        this.closed = closed;
    }

    /** Lets a tick pass. */
    public void skip() {
        tick++;
    }

    /** The last bid. */
    public double bid() {
        return bids.bid(0);
    }

    @Override
    public int tick() {
        return tick;
    }

    @Override
    public int ticksLeft() {
        return ticksPerPeriod() - tick % ticksPerPeriod();
    }

    @Override
    public int ticksPerPeriod() {
        return DAYS * ticksPerDay;
    }

    @Override
    public int ticksPerDay() {
        return ticksPerDay;
    }

    @Override
    public int hour() {
        return ticksPerDay > 1 ? tick % ticksPerDay : 0;
    }

    @Override
    public int weekday() {
        return tick / ticksPerDay % DAYS;
    }

    @Override
    public double yearShare() {
        return 0;
    }

    @Override
    public int lines() {
        return 1;
    }

    @Override
    public double spent() {
        return tick % ticksPerPeriod() == 0 ? 0 : spent;
    }

    @Override
    public double spend(int line) {
        return lastSpend;
    }

    @Override
    public double opportunities(int line) {
        return closed ? 0 : OPPORTUNITIES;
    }

    @Override
    public double won(int line) {
        return bought;
    }

    @Override
    public double clicks(int line) {
        return bought;
    }

    @Override
    public double conversions(int line) {
        return 0;
    }

    @Override
    public double expected(int line) {
        return bought * conversionRate(line);
    }

    @Override
    public double price(int line) {
        return 0.01;
    }

    @Override
    public double value(int line) {
        return 4 * factor;
    }

    @Override
    public double conversionRate(int line) {
        return 0.05;
    }

    @Override
    public int audiences() {
        return 1;
    }

    @Override
    public double people(Group group, int audience) {
        return 1000;
    }
}
