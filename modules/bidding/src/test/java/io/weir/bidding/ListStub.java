package io.weir.bidding;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/** A list in parts whose readers tire of mail and leave because of it; a mail costs 0.01, a tick is an hour. */
final class ListStub implements Observation {
    private static final int HOURS = 24;
    private static final int WEEK = 7 * HOURS;
    private static final double COST = 0.01;
    private static final double CLICKED = 0.03;

    private final double tired;
    private final double leaving;
    private final double joining;
    private final double[] readers;
    private final double[] values;
    private final double[] had;
    private final double[] won;
    private final double[] clicks;
    private final Bids bids;
    private int tick;
    private double spent;
    private double[] mails;

    /**
     * @param tired mails at which a reader answers half as often
     * @param leaving share of rested readers that leave per mail
     * @param joining share that the list grows by a day
     * @param readers at first
     * @param values of a mail, currency
     */
    ListStub(double tired, double leaving, double joining, double[] readers, double[] values) {
        this.tired = tired;
        this.leaving = leaving;
        this.joining = joining;
        this.readers = readers.clone();
        this.values = values;
        this.had = new double[readers.length];
        this.won = new double[readers.length];
        this.clicks = new double[readers.length];
        this.mails = new double[readers.length];
        this.bids = new Bids(readers.length);
    }

    /** Plays weeks; mails per reader and part of the list in the last. */
    double[] week(BiddingAgent agent, double target, int weeks) {
        for (int k = 0; k < weeks; k++) {
            agent.begin(target);
            spent = 0;
            mails = new double[readers.length];
            for (int t = 0; t < WEEK; t++) {
                agent.bid(this, bids);
                mail();
            }
        }
        return mails;
    }

    private void mail() {
        double left = bids.limit();
        for (int line = 0; line < readers.length; line++) {
            double share = Math.min(Math.min(1, bids.bid(line)), left / (readers[line] * COST));
            double tiredness = 1 + had[line] / tired;
            won[line] = share * readers[line];
            clicks[line] = won[line] * CLICKED / tiredness;
            left -= won[line] * COST;
            spent += won[line] * COST;
            mails[line] += share;
            readers[line] *= 1 - share * leaving * tiredness + joining / HOURS;
            had[line] = (had[line] + share) * Math.pow(0.5, 1.0 / WEEK);
        }
        tick++;
    }

    double spentInAll() {
        return spent;
    }

    @Override
    public int tick() {
        return tick;
    }

    @Override
    public int ticksLeft() {
        return WEEK - tick % WEEK;
    }

    @Override
    public int ticksPerPeriod() {
        return WEEK;
    }

    @Override
    public int ticksPerDay() {
        return HOURS;
    }

    @Override
    public int hour() {
        return tick % HOURS;
    }

    @Override
    public int weekday() {
        return tick / HOURS % 7;
    }

    @Override
    public double yearShare() {
        return 0;
    }

    @Override
    public int lines() {
        return readers.length;
    }

    @Override
    public double spent() {
        return tick % WEEK == 0 ? 0 : spent;
    }

    @Override
    public double spend(int line) {
        return won[line] * COST;
    }

    @Override
    public double opportunities(int line) {
        return readers[line];
    }

    @Override
    public double won(int line) {
        return won[line];
    }

    @Override
    public double clicks(int line) {
        return clicks[line];
    }

    @Override
    public double conversions(int line) {
        return 0;
    }

    @Override
    public double expected(int line) {
        return 0;
    }

    @Override
    public double price(int line) {
        return COST;
    }

    @Override
    public double value(int line) {
        return values[line];
    }

    @Override
    public double conversionRate(int line) {
        return 0.01;
    }

    @Override
    public int audiences() {
        return 1;
    }

    @Override
    public double people(Group group, int audience) {
        double sum = 0;
        for (double one : readers) {
            sum += one;
        }
        return group == Group.ON_LIST ? sum : 2 * sum;
    }
}
