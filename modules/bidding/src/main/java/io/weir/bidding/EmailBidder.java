package io.weir.bidding;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.core.Observation.Group;

/**
 * Spends a target on mail: how much each part of the list gets, and when. Every mail tires its readers and loses some, which counts
 * against what it sells ({@link ListResponse}): parts of the list are mailed until one more mail to each is worth the same, where parts
 * count as alike unless what their mails are credited with differs clearly; and none beyond the rate at which more mail sells less over
 * the horizon than it costs in readers. A target beyond that stays unspent.
 *
 * <p>What is sent goes out in as few mailings as the list allows, evenly spaced over the period, as readers need the days between.
 * Not safe for use by several threads.
 */
public final class EmailBidder implements BiddingAgent {
    /** Half a year: later, readers that were lost may have come back, or would have gone anyway. */
    public static final double HORIZON = 26;

    private static final double DAYS = 7;
    private static final int HALVINGS = 50;
    /** Rates of mail among which the best is sought, mails per reader and week. */
    private static final double STEP = 0.02;

    private static final int STEPS = 700;
    /** What is left of a target after a mailing that is too little for another, as a share of it. */
    private static final double REST = 0.005;
    /** Mails per reader that are too few for a mailing of their own. */
    private static final double FEW = 0.02;
    /** By which factor what mails of a part of the list are credited with has to differ from the mean to tell the part apart. */
    private static final double ALIKE = 1.2;
    /** How much of a month's mail is remembered a day later. */
    private static final double MONTH = Math.pow(0.5, 1.0 / 28);

    private final int hour;
    private final double cap;
    private final ListResponse response;
    /** Worth of each rate of mail; changes with what is learned. */
    private final double[] worth = new double[STEPS + 1];

    private final int[] corner = new int[STEPS + 1];
    private int corners;

    private double target;
    /** Per line: mails per reader in this period; mails a reader remembers; what the plan is to send in the rest of the period. */
    private double[] sent = {};

    private double[] had = {};
    private double[] planned = {};
    /** In how many mailings that goes out; how many weeks there are for it; what a mail is worth on average. */
    private int mailings;

    private double weeks;
    private double meanValue;

    /** Mails of the last month, and the same with each counted as often as its reader was tired. */
    private double mailed;

    private double tired;

    /** Readers of the list a day ago; 0 if that is not known. */
    private double readersBefore;
    /** Mails per reader since then, counted as often as tired readers leave for them. */
    private double mailSince;

    private boolean begun;
    /** Day of the period on which mail went out last. */
    private int lastDay;

    private double price = Double.NaN;
    private double forecastSpend = Double.NaN;

    /**
     * @param hour at which mail goes out, 0 to 23; where a tick is a day it does not matter
     * @param cap most mails per reader and period, {@code > 0}
     * @param horizon weeks over which what a reader brings counts, {@code > 0}; with a short one readers are mailed as if they were
     *     never lost
     * @throws IllegalArgumentException if one is out of range
     */
    public EmailBidder(int hour, double cap, double horizon) {
        this(hour, cap, new ListResponse(horizon));
    }

    private EmailBidder(int hour, double cap, ListResponse response) {
        require(hour >= 0 && hour < 24, "hour (%s) must be in [0, 23].", hour);
        this.hour = hour;
        this.cap = requireInRange("cap", cap, Double.MIN_NORMAL, Double.MAX_VALUE);
        this.response = response;
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        sent = new double[sent.length];
        begun = false;
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        bids.clear();
        if (sent.length != bids.lines()) {
            sent = new double[bids.lines()];
            had = new double[bids.lines()];
            planned = new double[bids.lines()];
        }
        learnMailing(seen);
        if (seen.ticksPerDay() > 1 && seen.hour() != hour) {
            return;
        }
        double readers = learnDay(seen);
        double left = Math.max(0, target - seen.spent());
        if (left <= (begun ? REST : 0) * target || !(readers > 0)) {
            forecastSpend = Math.min(target, seen.spent());
            return;
        }
        int daysLeft = (seen.ticksLeft() + seen.ticksPerDay() - 1) / seen.ticksPerDay();
        plan(seen, left, readers, daysLeft);
        int length = Math.max(1, seen.ticksPerPeriod() / seen.ticksPerDay());
        int day = length - daysLeft;
        if (day >= due(length) || mailings >= daysLeft) {
            send(seen, bids, left);
            lastDay = day;
            begun = true;
        }
    }

    /** Learns from the tick before, if mail went out in it. */
    private void learnMailing(Observation seen) {
        double everyone = 0;
        for (int line = 0; line < had.length; line++) {
            everyone += seen.opportunities(line);
        }
        double passed = 1.0 / seen.ticksPerDay();
        for (int line = 0; line < had.length; line++) {
            double mails = seen.won(line);
            if (mails > 0 && seen.opportunities(line) > 0) {
                response.learnClicks(mails, had[line], seen.clicks(line));
                double tiredness = response.tiredness(had[line]);
                mailSince += mails / everyone * tiredness;
                mailed += mails;
                tired += mails * tiredness;
                had[line] += mails / seen.opportunities(line);
            }
            had[line] *= ListResponse.kept(passed);
        }
    }

    /** Learns from the day before how many readers leave; readers today. */
    private double learnDay(Observation seen) {
        double list = 0;
        for (int audience = 0; audience < seen.audiences(); audience++) {
            list += seen.people(Group.ON_LIST, audience);
        }
        if (readersBefore > 0 && list > 0) {
            response.learnLeaving(mailSince, (list - readersBefore) / readersBefore);
        }
        readersBefore = list;
        mailSince = 0;
        double readers = 0;
        for (int line = 0; line < sent.length; line++) {
            readers += seen.opportunities(line);
        }
        mailed *= MONTH;
        tired *= MONTH;
        for (int k = 0; k <= STEPS; k++) {
            worth[k] = response.worth(k * STEP);
        }
        findCorners();
        return readers;
    }

    /** The day before which nothing more is sent. */
    private double due(int length) {
        return begun ? lastDay + (length - lastDay) / (mailings + 1.0) - 1e-9 : 0;
    }

    /** Shares money over the lines: until one more mail to each brings the same per currency. */
    private void plan(Observation seen, double money, double list, int daysLeft) {
        weeks = daysLeft / DAYS;
        double value = 0;
        for (int line = 0; line < planned.length; line++) {
            value += seen.opportunities(line) * seen.value(line);
        }
        meanValue = value / list;
        // the price of money is that of the rates themselves; with few mailings some parts may get less than their
        // rate, others more
        mailings = daysLeft;
        price = fit(seen, money) ? marginal(seen, seen.ticksPerPeriod() / (DAYS * seen.ticksPerDay())) : 0;
        mailings = mailings(mails(seen) / list, daysLeft);
        fit(seen, money);
        forecastSpend = Math.min(target, seen.spent() + money(seen));
    }

    /** What one more mail would bring per currency at the rate of the whole period, mean over readers. */
    private double marginal(Observation seen, double period) {
        double sum = 0;
        double readers = 0;
        for (int line = 0; line < planned.length; line++) {
            if (planned[line] > 0) {
                int rate = (int) Math.min(STEPS - 1, (sent[line] + planned[line]) / period / STEP);
                double more = Math.max(0, worth[rate + 1] - worth[rate]) / STEP;
                sum += seen.opportunities(line) * rested(seen, line) * more / seen.price(line);
                readers += seen.opportunities(line);
            }
        }
        return readers > 0 ? sum / readers : 0;
    }

    /** Plans so that money suffices; whether there would have been a use for more. */
    private boolean fit(Observation seen, double money) {
        if (planAt(0, seen) <= money) {
            return false;
        }
        double low = 0;
        double high = 0;
        for (int line = 0; line < planned.length; line++) {
            if (seen.price(line) > 0) {
                high = Math.max(high, rested(seen, line) / seen.price(line) * worth[1] / STEP);
            }
        }
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (planAt(middle, seen) > money) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double part = money / planAt(low, seen);
        for (int line = 0; line < planned.length; line++) {
            planned[line] *= part;
        }
        return true;
    }

    private double mails(Observation seen) {
        double mails = 0;
        for (int line = 0; line < planned.length; line++) {
            mails += planned[line] * seen.opportunities(line);
        }
        return mails;
    }

    /** What the plan costs, currency. */
    private double money(Observation seen) {
        double money = 0;
        for (int line = 0; line < planned.length; line++) {
            money += planned[line] * seen.opportunities(line) * seen.price(line);
        }
        return money;
    }

    /** As few as so many mails per reader need. */
    private static int mailings(double mails, int daysLeft) {
        return (int) Math.min(daysLeft, Math.max(1, Math.ceil(mails - FEW)));
    }

    /** Rates that are best at some price: corners of the upper hull of what rates are worth. */
    private void findCorners() {
        corners = 0;
        for (int k = 0; k <= STEPS; k++) {
            while (corners > 1 && slope(corner[corners - 2], corner[corners - 1]) <= slope(corner[corners - 1], k)) {
                corners--;
            }
            corner[corners++] = k;
        }
    }

    private double slope(int from, int to) {
        return (worth[to] - worth[from]) / (to - from);
    }

    /** The rate that is worth most beyond what it costs; the least of those that are worth the same. */
    private int best(double value, double cost) {
        int low = 0;
        int high = corners - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (gain(corner[middle + 1], value, cost) > gain(corner[middle], value, cost)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return corner[low];
    }

    private double gain(int rate, double value, double cost) {
        return value * worth[rate] - cost * rate * STEP;
    }

    /** Plans at a price of money; what that costs. */
    private double planAt(double moneyPrice, Observation seen) {
        for (int line = 0; line < planned.length; line++) {
            int best = best(rested(seen, line), moneyPrice * seen.price(line));
            planned[line] = Math.min(Math.min(best * STEP * weeks, mailings), Math.max(0, cap - sent[line]));
        }
        return money(seen);
    }

    /**
     * What a mail to a rested reader is worth: what mails of the last month brought was of readers as tired as they were. Sales are
     * credited to the last click, also those that would have come without it, and what a mail does later is credited to nobody, so
     * that parts of the list whose credit differs by less than a factor are taken for alike, and others differ by that less.
     */
    private double rested(Observation seen, int line) {
        double over = seen.value(line) / meanValue;
        double told = over > ALIKE ? over / ALIKE : over < 1 / ALIKE ? over * ALIKE : 1;
        return (meanValue > 0 ? meanValue * told : 0) * (mailed > 0 ? tired / mailed : 1);
    }

    private void send(Observation seen, Bids bids, double left) {
        double money = 0;
        for (int line = 0; line < planned.length; line++) {
            double share = Math.min(1, planned[line]);
            bids.set(line, share);
            sent[line] += share;
            money += share * seen.opportunities(line) * seen.price(line);
        }
        bids.limit(Math.min(left, money));
    }

    @Override
    public BiddingAgent copy() {
        var copy = new EmailBidder(hour, cap, response.copy());
        System.arraycopy(worth, 0, copy.worth, 0, worth.length);
        copy.target = target;
        copy.sent = sent.clone();
        copy.had = had.clone();
        copy.planned = planned.clone();
        copy.mailed = mailed;
        copy.tired = tired;
        copy.readersBefore = readersBefore;
        copy.mailSince = mailSince;
        copy.begun = begun;
        copy.lastDay = lastDay;
        copy.price = price;
        copy.mailings = mailings;
        copy.forecastSpend = forecastSpend;
        return copy;
    }

    /**
     * What one more unit of money would bring over the horizon, readers lost counted, KPI units per currency; 0 where the target is
     * more than can be spent with gain.
     */
    @Override
    public double shadowPrice() {
        return price;
    }

    @Override
    public double forecastSpend() {
        return forecastSpend;
    }
}
