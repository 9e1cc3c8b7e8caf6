package io.weir.simulator.internal;

import io.weir.core.Bids;
import io.weir.simulator.Flow;
import io.weir.simulator.Lever;
import io.weir.simulator.MailChannel;
import io.weir.simulator.Persuasion;
import io.weir.simulator.World;
import io.weir.simulator.internal.AuctionVenue.Parts;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;

/** Mail goes to readers of the list; some open it, some buy, some have had enough. It acts when it is sent. */
final class MailVenue extends Venue {
    /** Mails after which half of what is expected of a line comes from reports. */
    private static final double PRIOR_UNITS = 50_000;

    private final MailChannel config;
    private final int channel;
    private final People people;
    private final Clock clock;
    private final Chance chance;
    private final Sales sales;
    private final Flows flows;
    private final double keeps;
    /** Mails per reader that are remembered, per audience and status. */
    private final double[] had;

    private final double[] sentToday;
    private final double[] orders;

    MailVenue(World world, MailChannel config, int channel, Parts parts, Flows flows) {
        super(place(world, config, parts));
        this.config = config;
        this.channel = channel;
        this.people = parts.people();
        this.clock = parts.clock();
        this.chance = parts.chance();
        this.sales = parts.sales();
        this.flows = flows;
        this.keeps = StrictMath.pow(0.5, 1 / config.recovery());
        this.had = new double[world.audiences().size() * People.STATUSES];
        this.sentToday = new double[had.length];
        this.orders = new double[had.length];
    }

    private static Place place(World world, MailChannel config, Parts parts) {
        double order = world.orderValue();
        double rate = config.open()
                * config.click()
                * config.conversionRate()
                * config.readiness().idle();
        double[] rates = new double[People.STATUSES];
        Arrays.fill(rates, rate);
        double[] values = new double[People.STATUSES];
        Arrays.fill(values, rate * order);
        return new Place(parts.clock(), parts.people(), values, rates, PRIOR_UNITS, true);
    }

    @Override
    void beginPeriod() {
        place.beginPeriod();
    }

    /** What agents need to know before the first tick: how many readers there are, and what a mail costs. */
    void look() {
        for (int status = 0; status < People.STATUSES; status++) {
            double readers = 0;
            for (int a = 0; a < people.audiences(); a++) {
                readers += people.readers(a, status);
            }
            place.opportunities[status] = Math.floor(readers * Math.min(1, clock.lever(channel, Lever.SUPPLY)));
            place.beaten[status] = place.opportunities[status] * cost();
        }
    }

    private double cost() {
        return config.cost() * clock.lever(channel, Lever.PRICE);
    }

    @Override
    void tick(Bids bids) {
        place.clear();
        look();
        double left = bids.limit();
        for (int status = 0; status < People.STATUSES; status++) {
            double share = Math.min(1, bids.bid(status));
            if (share > 0) {
                left -= send(status, share, left);
            }
        }
        place.close();
    }

    /** Mails a share of a line's readers; what it costs. */
    private double send(int status, double share, double money) {
        double cost = cost();
        double wanted = place.opportunities[status] * share;
        double affordable = money / cost;
        double mails = chance.isWhole() ? Math.floor(Math.min(wanted, affordable)) : Math.min(wanted, affordable);
        double readers = 0;
        for (int a = 0; a < people.audiences(); a++) {
            readers += people.readers(a, status);
        }
        if (!(mails > 0) || !(readers > 0)) {
            return 0;
        }
        double rest = mails;
        for (int a = 0; a < people.audiences(); a++) {
            double here = people.readers(a, status);
            chance.at(Site.MAIL, clock.tick(), (long) channel << 32 | 1 << 30 | status << 16 | a);
            double least = Math.max(0, rest - (readers - here));
            double mine =
                    here >= readers ? rest : Math.max(least, Math.min(here, chance.binomial(rest, here / readers)));
            readers -= here;
            rest -= mine;
            if (mine > 0) {
                deliver(a, status, mine, here);
            }
        }
        place.won[status] += mails;
        place.units[status] += mails;
        place.spend[status] += mails * cost;
        return mails * cost;
    }

    private void deliver(int audience, int status, double mails, double readers) {
        int k = audience * People.STATUSES + status;
        double tired = 1 + had[k] / config.tired();
        sentToday[k] += mails / readers;
        double rest = mails;
        double people0 = readers;
        for (int attitude = 0; attitude < People.ATTITUDES && rest > 0; attitude++) {
            for (int activity = 0; activity < People.ACTIVITIES && rest > 0; activity++) {
                int cell = People.cell(audience, attitude, activity, status, People.READER);
                double here = people.at(cell);
                chance.at(Site.MAIL, clock.tick(), (long) channel << 32 | cell);
                double least = Math.max(0, rest - (people0 - here));
                double got =
                        here >= people0 ? rest : Math.max(least, Math.min(here, chance.binomial(rest, here / people0)));
                people0 -= here;
                rest -= got;
                if (got > 0) {
                    orders[k] += read(cell, attitude, activity, status, got, tired);
                }
            }
        }
    }

    /** A cell's readers get mail; how many order. */
    private double read(int cell, int attitude, int activity, int status, double mails, double tired) {
        double opened = chance.binomial(mails, config.open() / tired);
        double clicked = chance.binomial(opened, Math.min(1, config.click() * clock.lever(channel, Lever.CLICK)));
        double rate = config.conversionRate() * config.readiness().at(activity) * clock.lever(channel, Lever.CONVERT);
        double wanted = chance.binomial(clicked, Math.min(1, rate));
        double bought = wanted > 0 ? people.buyFrom(chance, cell, wanted) : 0;
        place.clicks[status] += clicked;
        double leaving = Math.min(1, config.unsubscribe() * tired + config.complain());
        double gone = Math.min(people.at(cell), chance.binomial(mails - bought, leaving));
        people.flow(Flow.UNSUBSCRIBED, cell, cell + People.LEFT - People.READER, gone);
        moved(cell, attitude, activity, Math.min(people.at(cell), Math.max(0, opened - bought)));
        return bought;
    }

    private void moved(int cell, int attitude, int activity, double readers) {
        Persuasion persuasion = config.persuasion();
        double power = clock.lever(channel, Lever.PERSUADE);
        double activated = 0;
        if (activity == People.IDLE || activity == People.NEEDING) {
            double rate = activity == People.IDLE ? persuasion.arouse() : persuasion.prompt();
            activated = chance.binomial(readers, Math.min(1, rate * power));
            people.flow(
                    activity == People.IDLE ? Flow.AROUSED : Flow.PROMPTED,
                    cell,
                    cell + People.NEXT_ACTIVITY,
                    activated);
        }
        if (attitude < People.FAVOURABLE) {
            double rate = attitude == People.UNAWARE ? persuasion.inform() : persuasion.warm();
            double warmed = chance.binomial(readers - activated, Math.min(1, rate * power));
            people.flow(
                    attitude == People.UNAWARE ? Flow.INFORMED : Flow.WARMED,
                    cell,
                    cell + People.NEXT_ATTITUDE,
                    warmed);
        }
    }

    @Override
    void endDay() {
        for (int k = 0; k < had.length; k++) {
            had[k] = had[k] * keeps + sentToday[k];
            sales.order(chance, channel, k % People.STATUSES, k / People.STATUSES, orders[k]);
        }
        Arrays.fill(sentToday, 0);
        Arrays.fill(orders, 0);
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
        place.forget();
        Arrays.fill(had, 0);
        Arrays.fill(sentToday, 0);
        Arrays.fill(orders, 0);
    }

    @Override
    long auctions() {
        return 0;
    }

    @Override
    double rivalSpend() {
        return 0;
    }

    @Override
    public void save(Tape tape) {
        place.save(tape);
        tape.write(had);
        tape.write(sentToday);
        tape.write(orders);
    }

    @Override
    public void load(Tape tape) {
        place.load(tape);
        tape.read(had);
        tape.read(sentToday);
        tape.read(orders);
    }
}
