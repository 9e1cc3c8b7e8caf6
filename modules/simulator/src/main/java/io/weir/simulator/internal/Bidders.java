package io.weir.simulator.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.simulator.Rival;
import java.util.Arrays;

/** The rivals of one channel: their agents, places and bids. */
final class Bidders {
    private final ImmutableList<Rival> rivals;
    private final Clock clock;
    private BiddingAgent[] agents;
    final Place[] places;
    final Bids[] bids;
    double spent;

    Bidders(ImmutableList<Rival> rivals, Clock clock, People people, int lines) {
        this.rivals = rivals;
        this.clock = clock;
        this.places = new Place[rivals.size()];
        this.bids = new Bids[rivals.size()];
        for (int r = 0; r < rivals.size(); r++) {
            double[] value = new double[lines];
            Arrays.fill(value, rivals.get(r).value());
            double[] rate = new double[lines];
            Arrays.fill(rate, 1);
            places[r] = new Place(clock, people, value, rate, 1, false);
            bids[r] = new Bids(lines);
        }
        this.agents = fresh();
    }

    private BiddingAgent[] fresh() {
        return rivals.stream().map(rival -> rival.bidder().copy()).toArray(BiddingAgent[]::new);
    }

    int count() {
        return rivals.size();
    }

    Rival rival(int r) {
        return rivals.get(r);
    }

    void reset() {
        agents = fresh();
        spent = 0;
        for (Place place : places) {
            place.forget();
        }
    }

    void beginPeriod() {
        for (int r = 0; r < agents.length; r++) {
            places[r].beginPeriod();
            agents[r].begin(rivals.get(r).budget());
        }
    }

    /** All of them bid; those who are not there bid nothing. */
    void bid() {
        for (int r = 0; r < agents.length; r++) {
            if (rivals.get(r).bidsOn(clock.date())) {
                agents[r].bid(places[r], bids[r]);
            } else {
                bids[r].clear();
            }
        }
    }

    BiddingAgent[] copies() {
        return Arrays.stream(agents).map(BiddingAgent::copy).toArray(BiddingAgent[]::new);
    }

    void become(BiddingAgent[] copies) {
        agents = Arrays.stream(copies).map(BiddingAgent::copy).toArray(BiddingAgent[]::new);
    }
}
