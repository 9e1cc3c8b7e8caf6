package io.weir.bidding;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Spends a target on mail in as few mailings as the list allows, evenly spaced over what is left of the period: every mail tires
 * its readers and loses some, the more the more mails they still remember, so that readers need the days between. A line whose
 * mails bring more gets more of them, by the square root of its value: with a response that falls as readers tire, that equalises
 * what one more mail brings.
 *
 * <p>Nobody gets more than a cap of mails per period; a target beyond it stays unspent.
 */
public final class EmailBidder implements BiddingAgent {
    /** Least and most that a line is mailed over the others. */
    private static final double LEAST_TILT = 0.5;

    private static final double MOST_TILT = 2;
    private static final int HALVINGS = 60;
    /** Money that is too little to send for, as a share of the target. */
    private static final double REST = 1e-9;

    private final int hour;
    private final double cap;
    private double target;
    /** Value per currency that was expected of the last mailing. */
    private double lastReturn = Double.NaN;
    /** Mails per reader in this period, per line. */
    private double[] sent = {};

    /** Day of the period on which mail went out last. */
    private int lastDay;

    /**
     * @param hour at which mail goes out, 0 to 23; where a tick is a day it does not matter
     * @param cap most mails per reader and period, {@code > 0}
     * @throws IllegalArgumentException if one is out of range
     */
    public EmailBidder(int hour, double cap) {
        require(hour >= 0 && hour < 24, "hour (%s) must be in [0, 23].", hour);
        this.hour = hour;
        this.cap = requireInRange("cap", cap, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        sent = new double[0];
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        bids.clear();
        if (sent.length != bids.lines()) {
            sent = new double[bids.lines()];
        }
        double left = Math.max(0, target - seen.spent());
        if ((seen.ticksPerDay() > 1 && seen.hour() != hour) || left <= REST * target) {
            return;
        }
        int daysLeft = (seen.ticksLeft() + seen.ticksPerDay() - 1) / seen.ticksPerDay();
        double everyone = 0;
        for (int line = 0; line < bids.lines(); line++) {
            everyone += seen.opportunities(line) * seen.price(line);
        }
        if (!(everyone > 0)) {
            return;
        }
        int mailings = (int) Math.min(daysLeft, Math.max(1, Math.ceil(left / everyone)));
        int length = seen.ticksPerPeriod() / seen.ticksPerDay();
        int day = length - daysLeft;
        // the first of the mailings that are left waits until its share of the days has passed
        if (day < wait(length, everyone) && mailings < daysLeft) {
            return;
        }
        send(seen, bids, left / mailings);
        lastDay = day;
    }

    /** The day before which nothing more is sent. */
    private double wait(int length, double everyone) {
        double perPeriod = Math.max(1, Math.ceil(target / everyone));
        return sentAny() ? lastDay + length / perPeriod - 1e-9 : 0;
    }

    private boolean sentAny() {
        for (double one : sent) {
            if (one > 0) {
                return true;
            }
        }
        return false;
    }

    private void send(Observation seen, Bids bids, double money) {
        double value = 0;
        double cost = 0;
        for (int line = 0; line < bids.lines(); line++) {
            value += seen.opportunities(line) * seen.value(line);
            cost += seen.opportunities(line);
        }
        double mean = value / cost;
        double low = 0;
        double high = 1 / LEAST_TILT;
        for (int k = 0; k < HALVINGS; k++) {
            double level = (low + high) / 2;
            double spend = 0;
            for (int line = 0; line < bids.lines(); line++) {
                spend += share(seen, line, level, mean) * seen.opportunities(line) * seen.price(line);
            }
            if (spend > money) {
                high = level;
            } else {
                low = level;
            }
        }
        double worth = 0;
        double spent = 0;
        for (int line = 0; line < bids.lines(); line++) {
            double share = share(seen, line, low, mean);
            bids.set(line, share);
            sent[line] += share;
            worth += share * seen.opportunities(line) * seen.value(line);
            spent += share * seen.opportunities(line) * seen.price(line);
        }
        lastReturn = spent > 0 ? worth / spent : lastReturn;
        bids.limit(money);
    }

    private double share(Observation seen, int line, double level, double mean) {
        double tilt = mean > 0 ? Math.sqrt(seen.value(line) / mean) : 1;
        double wanted = level * Math.min(MOST_TILT, Math.max(LEAST_TILT, tilt));
        return Math.max(0, Math.min(Math.min(1, wanted), cap - sent[line]));
    }

    @Override
    public BiddingAgent copy() {
        var copy = new EmailBidder(hour, cap);
        copy.target = target;
        copy.lastReturn = lastReturn;
        copy.sent = sent.clone();
        copy.lastDay = lastDay;
        return copy;
    }

    /**
     * What was expected of the last mailing per currency: what one more would bring if it tired nobody, so an upper bound of what
     * it will bring.
     */
    @Override
    public double shadowPrice() {
        return lastReturn;
    }
}
