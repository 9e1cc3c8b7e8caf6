package io.weir.hierarchy.internal;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import java.util.Optional;

/**
 * A bidder that may fail: when it throws, or decides what cannot be bid, its last bids stand, with no more money than an even pace
 * allows, so that the period goes on. Not safe for use by several threads.
 */
final class SteadyAgent {
    private final BiddingAgent agent;
    private double target;
    private double[] last = {};
    private Optional<String> trouble = Optional.empty();

    /** @param agent used and changed */
    SteadyAgent(BiddingAgent agent) {
        this.agent = agent;
    }

    void begin(double amount) {
        target = amount;
        attempt(() -> agent.begin(amount));
    }

    void retarget(double amount) {
        target = amount;
        attempt(() -> agent.retarget(amount));
    }

    void bid(Observation seen, Bids bids) {
        if (last.length != bids.lines()) {
            last = new double[bids.lines()];
        }
        if (attempt(() -> agent.bid(seen, bids)) && isSound(bids)) {
            for (int line = 0; line < last.length; line++) {
                last[line] = bids.bid(line);
            }
            return;
        }
        for (int line = 0; line < last.length; line++) {
            bids.set(line, last[line]);
        }
        bids.limit(Math.max(0, target - seen.spent()) / seen.ticksLeft());
    }

    /** A bid without end is none. */
    private boolean isSound(Bids bids) {
        for (int line = 0; line < bids.lines(); line++) {
            if (bids.bid(line) > Double.MAX_VALUE) {
                failed("bid " + bids.bid(line));
                return false;
            }
        }
        return true;
    }

    /** Any failure of an agent is its own: the others and the money go on. */
    @SuppressWarnings("checkstyle:IllegalCatch")
    private boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            failed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void failed(String what) {
        if (trouble.isEmpty()) {
            trouble = Optional.of(what);
        }
    }

    double shadowPrice() {
        return agent.shadowPrice();
    }

    double forecastSpend() {
        return agent.forecastSpend();
    }

    /** What went wrong first, in words; empty if nothing did. */
    Optional<String> trouble() {
        return trouble;
    }
}
