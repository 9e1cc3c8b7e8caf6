package io.weir.simulator.internal;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.simulator.Lever;
import io.weir.simulator.internal.Draws.Site;

/** What search and reach channels share: rivals, and lines that are sold by auction. */
abstract class AuctionVenue extends Venue {
    final People people;
    final Clock clock;
    final Chance chance;
    final Sales sales;
    final int channel;
    final Bidders rivals;
    final AuctionHouse house;
    private final double perBid;
    private final int most;
    private final double quality;

    /**
     * @param perBid what a bid is divided by to be of one click or impression
     * @param most auctions per line and tick
     */
    AuctionVenue(
            Place place,
            Parts parts,
            int channel,
            Bidders rivals,
            AuctionHouse house,
            double quality,
            double perBid,
            int most) {
        super(place);
        this.people = parts.people();
        this.clock = parts.clock();
        this.chance = parts.chance();
        this.sales = parts.sales();
        this.channel = channel;
        this.rivals = rivals;
        this.house = house;
        this.quality = quality;
        this.perBid = perBid;
        this.most = most;
    }

    @Override
    void beginPeriod() {
        place.beginPeriod();
        rivals.beginPeriod();
    }

    @Override
    void reset() {
        place.forget();
        rivals.reset();
        house.auctions = 0;
    }

    /** Sells all lines of a tick. */
    @Override
    final void tick(Bids bids) {
        rivals.bid();
        double priced = clock.lever(channel, Lever.PRICE);
        place.clear();
        double ours = bids.limit();
        double[] theirs = limits;
        for (int r = 0; r < rivals.count(); r++) {
            rivals.places[r].clear();
            theirs[r] = rivals.bids[r].limit();
        }
        for (int line = 0; line < place.lines(); line++) {
            house.clear();
            house.bid[0] = bids.bid(line) / perBid;
            house.quality[0] = quality;
            house.left[0] = ours;
            for (int r = 0; r < rivals.count(); r++) {
                house.bid[r + 1] = rivals.bids[r].bid(line) * priced / perBid;
                house.quality[r + 1] = rivals.rival(r).quality();
                house.left[r + 1] = theirs[r];
            }
            double opportunities = opportunities(line);
            house.sell(
                    chance,
                    clock.tick(),
                    channel << 8 | line,
                    opportunities,
                    most,
                    reserve(line) * priced / perBid,
                    clickRate(line));
            note(line, opportunities);
            ours = Math.max(0, ours - house.spend[0]);
            for (int r = 0; r < rivals.count(); r++) {
                theirs[r] = Math.max(0, theirs[r] - house.spend[r + 1]);
            }
        }
        place.close();
        for (int r = 0; r < rivals.count(); r++) {
            rivals.places[r].close();
        }
    }

    private double[] limits = new double[0];

    /** Makes room for the limits of rivals. */
    final void makeRoom() {
        limits = new double[rivals.count()];
    }

    private void note(int line, double opportunities) {
        note(place, 0, line, opportunities);
        for (int r = 0; r < rivals.count(); r++) {
            note(rivals.places[r], r + 1, line, opportunities);
            rivals.spent += house.spend[r + 1];
        }
        sold(line);
    }

    private void note(Place one, int participant, int line, double opportunities) {
        one.opportunities[line] = opportunities;
        one.won[line] = house.shown[participant];
        one.spend[line] = house.spend[participant];
        one.beaten[line] = house.beaten[participant] * perBid;
        one.clicks[line] = house.clicks[participant];
        one.units[line] = perBid == 1 ? house.clicks[participant] : house.shown[participant] / perBid;
    }

    /** What there is to bid for on a line in this tick. */
    abstract double opportunities(int line);

    /** Median of the least price, in the unit of a bid. */
    abstract double reserve(int line);

    /** Click rate of the usual ad in the first slot. */
    abstract double clickRate(int line);

    /** A line was sold: {@link #house} holds the result. */
    abstract void sold(int line);

    /** Goes to the beginning of draws that are made once per line and tick or day. */
    final void at(Site site, long time, int line) {
        chance.at(site, time, (long) channel << 32 | line);
    }

    @Override
    long auctions() {
        return house.auctions;
    }

    @Override
    double rivalSpend() {
        return rivals.spent;
    }

    BiddingAgent[] agents() {
        return rivals.copies();
    }

    @Override
    public void save(Tape tape) {
        place.save(tape);
        for (Place one : rivals.places) {
            one.save(tape);
        }
        tape.write(rivals.spent);
    }

    @Override
    public void load(Tape tape) {
        place.load(tape);
        for (Place one : rivals.places) {
            one.load(tape);
        }
        rivals.spent = tape.read();
    }

    /** What all venues of a market share. */
    record Parts(People people, Clock clock, Chance chance, Sales sales) {}
}
