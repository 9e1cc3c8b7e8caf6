package io.weir.simulator.internal;

import io.weir.simulator.World;
import io.weir.simulator.internal.Draws.Site;

/**
 * What people bought: what is true by the period of the order, and what is reported of it, late, by the period of the report.
 * Orders that an ad or mail got the last click of are credited to its line when they are reported.
 */
final class Sales implements Tape.Kept {
    private final World world;
    private final Clock clock;
    private final double[] delay;
    private final int ages;

    /** Orders by the period in which they were made. */
    private final double[] orders;
    /** Their revenue, and fees, currency. */
    private final double[] revenue;
    /** {@code [period][age]}: what was reported so many periods after. */
    private final double[][] reportedOrders;

    private final double[][] reportedRevenue;
    /** {@code [channel][line x days of a ring]}: credited, by the day of the report. */
    private final double[][] creditedOrders;

    private final double[][] creditedRevenue;

    Sales(World world, Clock clock, int periods, int[] lines) {
        this.world = world;
        this.clock = clock;
        this.delay = world.delay().shares();
        this.ages = (delay.length - 1) / world.period().days() + 2;
        this.orders = new double[periods];
        this.revenue = new double[periods];
        this.reportedOrders = new double[periods][ages];
        this.reportedRevenue = new double[periods][ages];
        this.creditedOrders = new double[lines.length][];
        this.creditedRevenue = new double[lines.length][];
        for (int channel = 0; channel < lines.length; channel++) {
            creditedOrders[channel] = new double[lines[channel] * delay.length];
            creditedRevenue[channel] = new double[lines[channel] * delay.length];
        }
    }

    void forget() {
        java.util.Arrays.fill(orders, 0);
        java.util.Arrays.fill(revenue, 0);
        for (double[][] all : new double[][][] {reportedOrders, reportedRevenue, creditedOrders, creditedRevenue}) {
            for (double[] one : all) {
                java.util.Arrays.fill(one, 0);
            }
        }
    }

    /**
     * People of an audience ordered today.
     *
     * @param channel that had the last click; -1 if none
     * @param line of it
     */
    void order(Chance chance, int channel, int line, int audience, double n) {
        if (!(n > 0)) {
            return;
        }
        var who = world.audiences().get(audience);
        int period = clock.period();
        long day = clock.day();
        orders[period] += n;
        double tracked = clock.tracking();
        double credited = channel < 0 ? 0 : Math.min(1, clock.lever(channel, io.weir.simulator.Lever.TRACKING));
        long place = ((channel + 1) * 64L + line) * 64 + audience;
        chance.at(Site.DELAYS, day, place);
        double left = n;
        double share = 1;
        for (int d = 0; d < delay.length && left > 0; d++) {
            double now = d == delay.length - 1 ? left : chance.binomial(left, Math.min(1, delay[d] / share));
            share -= delay[d];
            left -= now;
            double value = chance.sum(now, who.orderValue(), who.orderSpread());
            revenue[period] += value;
            int age = (int) ((day + d) / world.period().days()) - period;
            double seen = tracked < 1 ? chance.binomial(now, tracked) : now;
            double seenValue = now > 0 ? value * seen / now : 0;
            reportedOrders[period][age] += seen;
            reportedRevenue[period][age] += seenValue;
            if (channel >= 0) {
                double mine = credited < 1 ? chance.binomial(now, credited) : now;
                int at = line * delay.length + (int) ((day + d) % delay.length);
                creditedOrders[channel][at] += mine;
                creditedRevenue[channel][at] += now > 0 ? value * mine / now : 0;
            }
        }
    }

    /** Fees of the day: known at once. */
    void fee(double amount) {
        revenue[clock.period()] += amount;
        reportedRevenue[clock.period()][0] += amount;
    }

    /** Hands the day's reports of a channel to its place. */
    void report(int channel, Place place) {
        int slot = (int) (clock.day() % delay.length);
        for (int line = 0; line < place.lines(); line++) {
            int at = line * delay.length + slot;
            place.conversions[line] += creditedOrders[channel][at];
            place.reported[line] += creditedRevenue[channel][at];
            creditedOrders[channel][at] = 0;
            creditedRevenue[channel][at] = 0;
        }
    }

    double orders(int period) {
        return orders[period];
    }

    double revenue(int period) {
        return revenue[period];
    }

    /** What was reported of a period by the end of another. */
    double reported(int period, int by, boolean asRevenue) {
        double sum = 0;
        for (int age = 0; age < ages && period + age <= by; age++) {
            sum += asRevenue ? reportedRevenue[period][age] : reportedOrders[period][age];
        }
        return sum;
    }

    @Override
    public void save(Tape tape) {
        tape.write(orders);
        tape.write(revenue);
        tape.write(reportedOrders);
        tape.write(reportedRevenue);
        tape.write(creditedOrders);
        tape.write(creditedRevenue);
    }

    @Override
    public void load(Tape tape) {
        tape.read(orders);
        tape.read(revenue);
        tape.read(reportedOrders);
        tape.read(reportedRevenue);
        tape.read(creditedOrders);
        tape.read(creditedRevenue);
    }
}
