package io.weir.simulator.internal;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Channel;
import io.weir.core.Market;
import io.weir.core.MarketLayout;
import io.weir.core.Observation;
import io.weir.core.Observation.Group;
import io.weir.simulator.Audience;
import io.weir.simulator.Flow;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.SearchChannel;
import io.weir.simulator.World;
import io.weir.simulator.internal.AuctionVenue.Parts;
import io.weir.simulator.internal.Draws.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A running world. */
public final class Engine implements Market {
    private final World world;
    private final MarketLayout layout;
    private final int periods;
    private final Chance chance;
    private final Clock clock;
    private final Flows flows = new Flows();
    private final People people;
    private final Sales sales;
    private final ImmutableList<Venue> venues;
    /** {@code [period][channel]}, the warm-up included. */
    private final double[][] spend;

    private final double[][] volume;
    private final double[][] clicks;
    private boolean begun;

    /**
     * @param periods after the warm-up
     * @param expected whether counts are as expected, not sampled
     */
    public Engine(World world, int periods, boolean expected) {
        this.world = world;
        this.periods = world.warmUp() + periods;
        this.chance = expected ? new Expected() : new Sampled();
        this.clock = new Clock(world);
        this.people = new People(world.audiences(), world.funnel(), flows);
        int channels = world.channels().size();
        int[] lines = world.channels().stream()
                .mapToInt(c -> c.lines(world.audiences()).size())
                .toArray();
        this.sales = new Sales(world, clock, this.periods, lines);
        this.spend = new double[this.periods][channels];
        this.volume = new double[this.periods][channels];
        this.clicks = new double[this.periods][channels];
        var parts = new Parts(people, clock, chance, sales);
        var made = ImmutableList.<Venue>builder();
        for (int channel = 0; channel < channels; channel++) {
            made.add(venue(channel, parts, lines[channel]));
        }
        this.venues = made.build();
        this.layout = layout(world, periods);
    }

    private Venue venue(int channel, Parts parts, int lines) {
        MediaChannel config = world.channels().get(channel);
        if (config instanceof MailChannel mail) {
            return new MailVenue(world, mail, channel, parts, flows);
        }
        var rivals = new Bidders(
                world.rivals().stream()
                        .filter(rival -> rival.channel().equals(config.name()))
                        .collect(ImmutableList.toImmutableList()),
                clock,
                people,
                lines);
        return config instanceof SearchChannel search
                ? new SearchVenue(world, search, channel, parts, rivals)
                : new ReachVenue(world, (ReachChannel) config, channel, parts, rivals);
    }

    private static MarketLayout layout(World world, int periods) {
        return new MarketLayout(
                world.channels().stream()
                        .map(c -> new MarketLayout.Seat(Channel.paid(c.name(), c.kind()), c.lines(world.audiences())))
                        .collect(ImmutableList.toImmutableList()),
                world.audiences().stream().map(Audience::name).collect(ImmutableList.toImmutableList()),
                world.start(),
                world.period(),
                periods,
                world.ticksPerDay(),
                world.unit());
    }

    @Override
    public MarketLayout layout() {
        return layout;
    }

    @Override
    public void reset(long seed) {
        chance.reset(seed);
        clock.begin(0);
        flows.clear();
        sales.forget();
        for (double[][] book : new double[][][] {spend, volume, clicks}) {
            for (double[] row : book) {
                Arrays.fill(row, 0);
            }
        }
        venues.forEach(Venue::reset);
        people.begin(chance);
        begun = true;
        beginPeriod();
        warmUp();
    }

    /** Spends the mean of the history, period by period, with the channels' own bidders. */
    private void warmUp() {
        List<BiddingAgent> agents = new ArrayList<>();
        Bids[] bids = new Bids[venues.size()];
        for (int channel = 0; channel < bids.length; channel++) {
            agents.add(world.channels().get(channel).bidder().copy());
            bids[channel] = new Bids(venues.get(channel).place.lines());
        }
        while (clock.historyTick() < 0) {
            for (int channel = 0; channel < bids.length; channel++) {
                if (clock.firstTickOfPeriod()) {
                    agents.get(channel)
                            .begin(world.channels().get(channel).spend().mean());
                }
                agents.get(channel).bid(venues.get(channel).place, bids[channel]);
            }
            step(bids);
        }
        flows.clear();
    }

    private void beginPeriod() {
        for (Venue venue : venues) {
            venue.beginPeriod();
            look(venue);
        }
    }

    private static void look(Venue venue) {
        if (venue instanceof MailVenue mail) {
            mail.look();
        }
    }

    @Override
    public boolean ended() {
        return begun && clock.period() >= periods;
    }

    @Override
    public Observation observation(int channel) {
        return venues.get(channel).place;
    }

    @Override
    public void step(Bids[] bids) {
        if (!begun || ended()) {
            throw new IllegalStateException(
                    begun
                            ? "the market has ended; reset it to start over."
                            : "reset the market before the first step.");
        }
        int period = clock.period();
        for (int channel = 0; channel < bids.length; channel++) {
            Venue venue = venues.get(channel);
            venue.tick(bids[channel]);
            for (int line = 0; line < venue.place.lines(); line++) {
                spend[period][channel] += venue.place.spend[line];
                clicks[period][channel] += venue.place.clicks[line];
            }
            volume[period][channel] += venue.volume();
        }
        if (clock.lastTickOfDay()) {
            endDay();
        }
        clock.advance();
        if (!ended()) {
            if (clock.firstTickOfPeriod()) {
                beginPeriod();
            } else {
                venues.forEach(Engine::look);
            }
        }
    }

    private void endDay() {
        venues.forEach(Venue::endDay);
        for (int a = 0; a < world.audiences().size(); a++) {
            double orders = 0;
            for (int attitude = 0; attitude < People.ATTITUDES; attitude++) {
                chance.at(Site.BUYERS, clock.day(), 1L << 40 | a << 8 | attitude);
                double wanted =
                        people.organic(chance, a, attitude, world.funnel().buy());
                orders += people.buy(
                        chance,
                        a,
                        attitude,
                        People.SEARCHING,
                        wanted,
                        world.funnel().signUp());
            }
            sales.order(chance, -1, 0, a, orders);
            if (world.funnel().fee() > 0) {
                sales.fee(people.customers(a) * world.funnel().fee());
            }
        }
        for (int channel = 0; channel < venues.size(); channel++) {
            Place place = venues.get(channel).place;
            place.age();
            sales.report(channel, place);
            place.learn();
        }
        people.live(chance, clock.day(), clock.need());
    }

    @Override
    public double[] globalState() {
        var tape = new Tape();
        people.save(tape);
        venues.forEach(venue -> venue.save(tape));
        return tape.written();
    }

    @Override
    public Snapshot snapshot() {
        var tape = new Tape();
        kept().forEach(one -> one.save(tape));
        return new Kept(
                this,
                clock.tick(),
                tape.written(),
                auctionVenues().map(v -> v.rivals.copies()).collect(ImmutableList.toImmutableList()));
    }

    private ImmutableList<Tape.Kept> kept() {
        return ImmutableList.<Tape.Kept>builder()
                .add(people, flows, sales)
                .addAll(venues)
                .add(books())
                .build();
    }

    private Tape.Kept books() {
        return new Tape.Kept() {
            @Override
            public void save(Tape tape) {
                tape.write(spend);
                tape.write(volume);
                tape.write(clicks);
            }

            @Override
            public void load(Tape tape) {
                tape.read(spend);
                tape.read(volume);
                tape.read(clicks);
            }
        };
    }

    private java.util.stream.Stream<AuctionVenue> auctionVenues() {
        return venues.stream().filter(AuctionVenue.class::isInstance).map(AuctionVenue.class::cast);
    }

    @Override
    public void restore(Snapshot snapshot) {
        require(
                snapshot instanceof Kept kept && kept.engine == this,
                "the snapshot (%s) must be one that this market made.",
                snapshot);
        var kept = (Kept) snapshot;
        var tape = Tape.of(kept.numbers);
        kept().forEach(one -> one.load(tape));
        clock.begin(kept.tick);
        int k = 0;
        for (AuctionVenue venue : auctionVenues().toList()) {
            venue.rivals.become(kept.agents.get(k++));
        }
    }

    /** A state of one engine. The draws are not part of it: they follow from the seed and the clock. */
    private record Kept(Engine engine, long tick, double[] numbers, ImmutableList<BiddingAgent[]> agents)
            implements Snapshot {}

    /** Periods over since the history began. */
    public int period() {
        return clock.period() - world.warmUp();
    }

    /** Currency spent in a period of the history by a channel. */
    public double spend(int period, int channel) {
        return spend[world.warmUp() + period][channel];
    }

    /** Clicks, impressions or mails in a period of the history of a channel. */
    public double volume(int period, int channel) {
        return volume[world.warmUp() + period][channel];
    }

    /** Clicks in a period of the history of a channel. */
    public double clicks(int period, int channel) {
        return clicks[world.warmUp() + period][channel];
    }

    /** Orders made in a period of the history. */
    public double orders(int period) {
        return sales.orders(world.warmUp() + period);
    }

    /** Revenue of the orders made in a period of the history, and fees of it, currency. */
    public double revenue(int period) {
        return sales.revenue(world.warmUp() + period);
    }

    /** What was reported of a period by the end of another. */
    public double reported(int period, int by, boolean asRevenue) {
        return sales.reported(world.warmUp() + period, world.warmUp() + by, asRevenue);
    }

    /** How many people of an audience are in a state now. */
    public double people(Group group, int audience) {
        return people.group(group, audience);
    }

    /** People in a cell now. */
    public double cell(int audience, int attitude, int activity, int status, int place) {
        return people.at(People.cell(audience, attitude, activity, status, place));
    }

    /** Customers of an audience now. */
    public double customers(int audience) {
        return people.customers(audience);
    }

    /** People that went from one state to another since the history began. */
    public double flow(Flow flow) {
        return flows.at(flow);
    }

    /** Auctions held since the market began. */
    public long auctions() {
        return venues.stream().mapToLong(Venue::auctions).sum();
    }

    /** Currency that rivals have spent in a channel since the market began. */
    public double rivalSpend(int channel) {
        return venues.get(channel).rivalSpend();
    }
}
