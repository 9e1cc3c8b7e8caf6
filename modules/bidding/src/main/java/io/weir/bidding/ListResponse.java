package io.weir.bidding;

import static io.weir.core.Checks.requirePositive;

/**
 * How the readers of a list answer to mail, learned from what came of it: how fast they tire, how many leave, and so what a rate of
 * mail is worth when the readers that it costs are counted. Not safe for use by several threads.
 *
 * <p>A reader who remembers {@code had} mails answers {@code 1 / (1 + had / tired)} as often as a rested one and leaves that many
 * times as likely; mails are forgotten by half in a week. Whoever is mailed at a rate {@code m} for good brings {@code m v /
 * (1 + had(m) / tired)} a week as long as he stays, and {@code leaving(m)} of them go: over a horizon of some weeks that is worth
 * the week's sales times {@code 1 / (1 + horizon leaving(m))}.
 *
 * <p>How fast readers tire is found among a few candidates by their likelihood given clicks (Poisson); how many leave, by regressing
 * each day's change of the list on the mail of the day, so that those who join on any day are not mistaken for faithful ones.
 */
final class ListResponse {
    private static final double WEEK = 7;
    /** Candidates for the mails at which a reader answers half as often; evenly in their logarithm. */
    private static final double[] TIRED = {0.5, 1, 2, 4, 8, 16, 64};
    /** Before anything is known: about 4, a factor of three either way. */
    private static final double USUAL_TIRED = 4;

    private static final double SPREAD = 1.1;
    /** A mailing tells of tiredness no more than so many clicks do, as more than chance moves them. */
    private static final double MOST_CLICKS = 400;

    private static final double FORGETTING = 0.98;

    /** Share of readers that leave per mail, before anything is known, and after how many mails per reader half of it is known. */
    private static final double USUAL_LEAVING = 0.002;

    private static final double PRIOR_MAILS = 0.5;
    private static final double MOST_LEAVING = 0.05;

    private final double horizon;
    private final double[] scaled = new double[TIRED.length];
    private final double[] likelihood = new double[TIRED.length];
    private double clicks;

    /** Sums of the regression: days, mail, its square, change, their product. */
    private double days;

    private double mail;
    private double mailSquared;
    private double change;
    private double product;

    /** Part that a mail remembered takes off: {@code 1 / tired}. */
    private double perMail = 1 / USUAL_TIRED;

    private double leaving = USUAL_LEAVING;

    /** @param horizon weeks over which what a reader brings counts, {@code > 0} */
    ListResponse(double horizon) {
        this.horizon = requirePositive("horizon", horizon);
        learnTired();
    }

    /** A mailing is over; nothing is learned where nobody tells clicks. */
    void learnClicks(double mails, double had, double clicked) {
        if (!(mails > 0) || !(clicked > 0)) {
            return;
        }
        double counts = Math.min(1, MOST_CLICKS / clicked);
        clicks = FORGETTING * clicks + counts * clicked;
        for (int k = 0; k < TIRED.length; k++) {
            double answer = 1 / (1 + had / TIRED[k]);
            scaled[k] = FORGETTING * scaled[k] + counts * mails * answer;
            likelihood[k] = FORGETTING * likelihood[k] + counts * clicked * Math.log(answer);
        }
        learnTired();
    }

    private void learnTired() {
        double[] log = new double[TIRED.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < TIRED.length; k++) {
            double away = Math.log(TIRED[k] / USUAL_TIRED) / SPREAD;
            log[k] = likelihood[k] - (clicks > 0 ? clicks * Math.log(scaled[k]) : 0) - away * away / 2;
            most = Math.max(most, log[k]);
        }
        double sum = 0;
        double mean = 0;
        for (int k = 0; k < TIRED.length; k++) {
            double weight = Math.exp(log[k] - most);
            sum += weight;
            mean += weight / TIRED[k];
        }
        perMail = mean / sum;
    }

    /**
     * A day is over.
     *
     * @param mailed mails per reader on it, each counted as often as tired readers leave for it
     * @param changed of the list, as a share of it
     */
    void learnLeaving(double mailed, double changed) {
        if (!(Math.abs(changed) < 0.5)) {
            return;
        }
        days = FORGETTING * days + 1;
        mail = FORGETTING * mail + mailed;
        mailSquared = FORGETTING * mailSquared + mailed * mailed;
        change = FORGETTING * change + changed;
        product = FORGETTING * product + mailed * changed;
        double spread = mailSquared - mail * mail / days;
        double together = product - mail * change / days;
        leaving = (PRIOR_MAILS * USUAL_LEAVING - together) / (PRIOR_MAILS + spread);
        leaving = Math.min(MOST_LEAVING, Math.max(0, leaving));
    }

    /** How many times as likely readers leave, and as seldom they answer, who remember so many mails. */
    double tiredness(double had) {
        return 1 + had * perMail;
    }

    /** Mails that a reader remembers before the next one, at a rate of mails per week in mailings that are evenly spaced. */
    static double remembered(double rate) {
        double mailings = Math.max(1, rate);
        double kept = Math.pow(0.5, 1 / mailings);
        return rate / mailings * kept / (1 - kept);
    }

    /** What is left of mails remembered some days later. */
    static double kept(double days) {
        return Math.pow(0.5, days / WEEK);
    }

    /**
     * What a week at a rate of mail is worth per reader, in the value of one mail to a rested reader; readers lost are counted.
     *
     * @param rate mails per reader and week
     */
    double worth(double rate) {
        double tiredness = tiredness(remembered(rate));
        return rate / tiredness / (1 + horizon * rate * leaving * tiredness);
    }

    /** Share of readers that leave for a mail, if they are rested. */
    double leaving() {
        return leaving;
    }

    ListResponse copy() {
        var copy = new ListResponse(horizon);
        System.arraycopy(scaled, 0, copy.scaled, 0, scaled.length);
        System.arraycopy(likelihood, 0, copy.likelihood, 0, likelihood.length);
        copy.clicks = clicks;
        copy.days = days;
        copy.mail = mail;
        copy.mailSquared = mailSquared;
        copy.change = change;
        copy.product = product;
        copy.perMail = perMail;
        copy.leaving = leaving;
        return copy;
    }
}
