package io.weir.simulator.internal;

import io.weir.core.Bids;

/** Where the ads or mails of one channel meet people. */
abstract class Venue implements Tape.Kept {
    /** Our own place in it. */
    final Place place;

    Venue(Place place) {
        this.place = place;
    }

    /** A period begins. */
    abstract void beginPeriod();

    /** A tick: bids are taken, ads shown, mails sent. */
    abstract void tick(Bids bids);

    /** A day ends: people react. */
    abstract void endDay();

    /** Starts over. */
    abstract void reset();

    /** What planners call volume: clicks, impressions or mails of the last tick. */
    abstract double volume();

    /** Auctions held since the start. */
    abstract long auctions();

    /** Currency that rivals have spent since the start. */
    abstract double rivalSpend();
}
