package io.weir.simulator.internal;

import io.weir.simulator.Lever;
import io.weir.simulator.SearchChannel;
import io.weir.simulator.SearchChannel.Keywords;
import io.weir.simulator.World;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;

/** People who search ask queries; ads are sold beside the results; clicks become visits, and some of them orders. */
final class SearchVenue extends AuctionVenue {
    private final SearchChannel config;
    private final int audiences;
    /** {@code [line][audience x attitude]}: clicks of the day. */
    private final double[][] clicks;

    private final double[][] lostClicks;
    private final double[] queries;
    private final double[] shares;
    private double clickRate;
    private double volume;

    SearchVenue(World world, SearchChannel config, int channel, Parts parts, Bidders rivals) {
        super(
                place(world, config, parts),
                parts,
                channel,
                rivals,
                new AuctionHouse(
                        rivals.count() + 1,
                        config.slots().toArray(),
                        true,
                        false,
                        config.relevance(),
                        config.keywords().get(0).reserve().spread()),
                config.quality(),
                1,
                world.auctions());
        this.config = config;
        this.audiences = world.audiences().size();
        int classes = audiences * People.ATTITUDES;
        this.clicks = new double[config.keywords().size()][classes];
        this.lostClicks = new double[config.keywords().size()][classes];
        this.queries = new double[classes];
        this.shares = new double[classes];
        makeRoom();
    }

    private static Place place(World world, SearchChannel config, Parts parts) {
        double order = world.orderValue();
        double[] rate = config.keywords().stream()
                .mapToDouble(k -> k.conversionRate().aware())
                .toArray();
        double[] value = Arrays.stream(rate).map(r -> r * order).toArray();
        return Place.byClick(parts.clock(), parts.people(), value, rate);
    }

    @Override
    double opportunities(int line) {
        Keywords keywords = config.keywords().get(line);
        double supply = clock.traffic() * clock.lever(channel, Lever.SUPPLY);
        double mean = 0;
        double clicked = 0;
        for (int a = 0; a < audiences; a++) {
            for (int attitude = 0; attitude < People.ATTITUDES; attitude++) {
                int k = a * People.ATTITUDES + attitude;
                queries[k] = people.sum(a, attitude, People.SEARCHING)
                        * keywords.queries().at(attitude)
                        * supply;
                mean += queries[k];
                shares[k] = queries[k] * keywords.clickRate().at(attitude);
                clicked += shares[k];
            }
        }
        clickRate = mean > 0 ? clicked / mean * clock.lever(channel, Lever.CLICK) : 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = clicked > 0 ? shares[k] / clicked : 0;
        }
        at(Site.QUERIES, clock.tick(), line);
        return chance.poisson(mean);
    }

    @Override
    double reserve(int line) {
        return config.keywords().get(line).reserve().median();
    }

    @Override
    double clickRate(int line) {
        return clickRate;
    }

    @Override
    void sold(int line) {
        at(Site.SHARES, clock.tick(), line);
        share(house.clicks[0], clicks[line]);
        double lost = 0;
        for (int r = 1; r < house.clicks.length; r++) {
            lost += house.clicks[r];
        }
        share(lost, lostClicks[line]);
    }

    /** Whose clicks they are, in proportion to who asked and how ready each is to click. */
    private void share(double n, double[] into) {
        double left = n;
        double share = 1;
        for (int k = 0; k < shares.length && left > 0; k++) {
            double here = k == shares.length - 1 || shares[k] >= share
                    ? left
                    : chance.binomial(left, Math.min(1, shares[k] / share));
            share -= shares[k];
            into[k] += here;
            left -= here;
        }
    }

    @Override
    void endDay() {
        double convert = clock.lever(channel, Lever.CONVERT);
        for (int line = 0; line < clicks.length; line++) {
            Keywords keywords = config.keywords().get(line);
            for (int a = 0; a < audiences; a++) {
                double orders = 0;
                for (int attitude = 0; attitude < People.ATTITUDES; attitude++) {
                    orders += visit(
                            line,
                            a,
                            attitude,
                            Math.min(1, keywords.conversionRate().at(attitude) * convert));
                }
                sales.order(chance, channel, line, a, orders);
            }
            Arrays.fill(clicks[line], 0);
            Arrays.fill(lostClicks[line], 0);
        }
    }

    private double visit(int line, int audience, int attitude, double rate) {
        int k = audience * People.ATTITUDES + attitude;
        at(Site.BUYERS, clock.day(), line << 16 | k);
        double visitors = clicks[line][k];
        double bought = 0;
        if (visitors > 0) {
            double wanted = chance.binomial(visitors, rate);
            bought = people.buy(chance, audience, attitude, People.SEARCHING, wanted, config.signUp());
            people.join(chance, audience, attitude, People.SEARCHING, visitors - bought, config.signUp());
        }
        if (lostClicks[line][k] > 0) {
            people.lose(chance, audience, attitude, chance.binomial(lostClicks[line][k], rate));
        }
        return bought;
    }

    @Override
    double volume() {
        volume = 0;
        for (double one : place.clicks) {
            volume += one;
        }
        return volume;
    }

    @Override
    void reset() {
        super.reset();
        for (int line = 0; line < clicks.length; line++) {
            Arrays.fill(clicks[line], 0);
            Arrays.fill(lostClicks[line], 0);
        }
    }

    @Override
    public void save(Tape tape) {
        super.save(tape);
        tape.write(clicks);
        tape.write(lostClicks);
    }

    @Override
    public void load(Tape tape) {
        super.load(tape);
        tape.read(clicks);
        tape.read(lostClicks);
    }
}
