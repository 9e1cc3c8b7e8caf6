package io.weir.simulator.internal;

import io.weir.simulator.Lever;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.World;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;

/** People come across ads, one impression at a time; a few click, more remember. */
final class ReachVenue extends AuctionVenue {
    private static final double THOUSAND = 1000;
    /** Thousands of impressions after which half of what is expected of a line comes from reports. */
    private static final double PRIOR_UNITS = 500;

    private final ReachChannel config;
    private final double keeps;
    /** Impressions of the day, per audience. */
    private final double[] shown;
    /** Clicks of the day, per audience. */
    private final double[] clicks;
    /** Impressions per person that are remembered, per audience. */
    private final double[] seen;

    private final double[] classes = new double[People.ATTITUDES * People.ACTIVITIES];

    ReachVenue(World world, ReachChannel config, int channel, Parts parts, Bidders rivals) {
        super(
                place(world, config, parts),
                parts,
                channel,
                rivals,
                new AuctionHouse(
                        rivals.count() + 1,
                        new double[] {1},
                        false,
                        config.firstPrice(),
                        config.relevance(),
                        config.reserve().spread()),
                1,
                THOUSAND,
                world.auctions());
        this.config = config;
        this.keeps = StrictMath.pow(0.5, 1 / config.memory());
        int audiences = world.audiences().size();
        this.shown = new double[audiences];
        this.clicks = new double[audiences];
        this.seen = new double[audiences];
        makeRoom();
    }

    private static Place place(World world, ReachChannel config, Parts parts) {
        int audiences = world.audiences().size();
        double[] rate = new double[audiences];
        double[] value = new double[audiences];
        for (int a = 0; a < audiences; a++) {
            rate[a] = THOUSAND * config.clickRate() * config.idleClicks() * config.conversionRate();
            value[a] = Math.max(1e-3, rate[a] * world.audiences().get(a).orderValue());
        }
        return new Place(parts.clock(), parts.people(), value, rate, PRIOR_UNITS, true);
    }

    @Override
    double opportunities(int line) {
        at(Site.QUERIES, clock.tick(), line);
        return chance.poisson(
                people.size(line) * config.supply() * clock.traffic() * clock.lever(channel, Lever.SUPPLY));
    }

    @Override
    double reserve(int line) {
        return config.reserve().median();
    }

    @Override
    double clickRate(int line) {
        return 0;
    }

    @Override
    void sold(int line) {
        double impressions = house.shown[0];
        if (!(impressions > 0)) {
            return;
        }
        shown[line] += impressions;
        at(Site.SHARES, clock.tick(), line);
        double clicked = chance.binomial(impressions, Math.min(1, rate(line)));
        clicks[line] += clicked;
        place.clicks[line] = clicked;
    }

    /** Clicks per impression of an audience: fewer of people who are after nothing, and of those who are tired. */
    private double rate(int audience) {
        double ready = 0;
        for (int attitude = 0; attitude < People.ATTITUDES; attitude++) {
            ready += people.sum(audience, attitude, People.NEEDING) + people.sum(audience, attitude, People.SEARCHING);
        }
        double share = ready / people.size(audience);
        return config.clickRate()
                * clock.lever(channel, Lever.CLICK)
                * (share + (1 - share) * config.idleClicks())
                / (1 + seen[audience] / config.wear());
    }

    @Override
    void endDay() {
        for (int a = 0; a < shown.length; a++) {
            if (clicks[a] > 0) {
                visits(a);
            }
            double frequency = shown[a] / people.size(a);
            seen[a] = seen[a] * keeps + frequency;
            if (shown[a] > 0) {
                persuade(a, frequency);
            }
        }
        Arrays.fill(shown, 0);
        Arrays.fill(clicks, 0);
    }

    private void visits(int audience) {
        double total = 0;
        for (int k = 0; k < classes.length; k++) {
            int activity = k % People.ACTIVITIES;
            double interest = activity >= People.NEEDING ? 1 : config.idleClicks();
            classes[k] = people.sum(audience, k / People.ACTIVITIES, activity) * interest;
            total += classes[k];
        }
        double left = clicks[audience];
        double orders = 0;
        for (int k = 0; k < classes.length && left > 0 && total > 0; k++) {
            at(Site.BUYERS, clock.day(), audience << 8 | k);
            double here = k == classes.length - 1 || classes[k] >= total
                    ? left
                    : chance.binomial(left, Math.min(1, classes[k] / total));
            total -= classes[k];
            left -= here;
            if (here > 0) {
                orders += visit(audience, k / People.ACTIVITIES, k % People.ACTIVITIES, here);
            }
        }
        sales.order(chance, channel, audience, audience, orders);
    }

    private double visit(int audience, int attitude, int activity, double visitors) {
        double rate = config.conversionRate() * config.readiness().at(activity) * clock.lever(channel, Lever.CONVERT);
        double wanted = chance.binomial(visitors, Math.min(1, rate));
        double bought = people.buy(chance, audience, attitude, activity, wanted, config.signUp());
        people.join(chance, audience, attitude, activity, visitors - bought, config.signUp());
        return bought;
    }

    private void persuade(int audience, double frequency) {
        double now = seen[audience];
        double effect = -Math.expm1(-frequency)
                * (config.half() > 0
                        ? Math.pow(now, config.slope())
                                / (Math.pow(config.half(), config.slope()) + Math.pow(now, config.slope()))
                        : 1)
                / (1 + now / config.wear())
                * clock.lever(channel, Lever.PERSUADE);
        people.persuade(chance, clock.day(), channel, audience, config.persuasion(), effect);
    }

    @Override
    double volume() {
        double sum = 0;
        for (double one : place.won) {
            sum += one;
        }
        return sum;
    }

    @Override
    void reset() {
        super.reset();
        Arrays.fill(shown, 0);
        Arrays.fill(clicks, 0);
        Arrays.fill(seen, 0);
    }

    @Override
    public void save(Tape tape) {
        super.save(tape);
        tape.write(shown);
        tape.write(clicks);
        tape.write(seen);
    }

    @Override
    public void load(Tape tape) {
        super.load(tape);
        tape.read(shown);
        tape.read(clicks);
        tape.read(seen);
    }
}
