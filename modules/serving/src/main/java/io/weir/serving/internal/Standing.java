package io.weir.serving.internal;

import io.weir.core.Bids;
import io.weir.core.Line;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.LedgerCommand;
import io.weir.serving.AgentLine;
import java.util.List;

/**
 * The bids of one tick, as requests read them. Prices do not change; the tick's allowance is used up by several threads.
 */
final class Standing {
    /** So many units are bid for at once where a bid is for a thousand impressions. */
    private static final int THOUSAND = 1000;

    private final double[] bids;
    private final Allowance tick;
    private final Allowance target;

    private Standing(double[] bids, Allowance tick, Allowance target) {
        this.bids = bids;
        this.tick = tick;
        this.target = target;
    }

    static Standing nothing(int lines) {
        return new Standing(new double[lines], new Allowance(0, 0), new Allowance(0, 0));
    }

    /**
     * @param used micros of the tick already
     * @param target of the period, which all its ticks share
     */
    static Standing of(Bids bids, long used, Allowance target) {
        double[] prices = new double[bids.lines()];
        for (int line = 0; line < prices.length; line++) {
            prices[line] = bids.bid(line);
        }
        return new Standing(prices, new Allowance(micros(bids.limit()), used), target);
    }

    /** The bid on a line, in its unit. */
    double bid(int line) {
        return bids[line];
    }

    /** Micros of the tick that were taken. */
    long used() {
        return tick.used();
    }

    /** Takes from the tick's allowance and the period's. */
    boolean take(long micros) {
        if (!tick.take(micros)) {
            return false;
        }
        if (!target.take(micros)) {
            tick.add(-micros);
            return false;
        }
        return true;
    }

    /** Takes what was charged in any case, or, if negative, gives back. */
    void add(long micros) {
        tick.add(micros);
        target.add(micros);
    }

    /** How many units a price of a line is for. */
    static int per(Line.Unit unit) {
        return unit == Line.Unit.THOUSAND_IMPRESSIONS ? THOUSAND : 1;
    }

    /** What one unit costs at a price in the line's unit, whole micros, rounded down. */
    static long micros(double price, Line.Unit unit) {
        return micros(price / per(unit));
    }

    /** Rounded down; a floating-point error of the last digit does not take a micro away. */
    static long micros(double amount) {
        return (long) Math.min(LedgerCommand.MOST, Math.floor(amount * MoneyUnit.MICROS + 1e-6));
    }

    /** The dearest unit that may be bid for now, micros. */
    long dearest(List<AgentLine> lines) {
        long most = 0;
        for (int line = 0; line < bids.length; line++) {
            Line.Unit unit = lines.get(line).line().unit();
            most = Math.max(
                    most, unit == Line.Unit.SEND ? micros(lines.get(line).price()) : micros(bids[line], unit));
        }
        return most;
    }
}
