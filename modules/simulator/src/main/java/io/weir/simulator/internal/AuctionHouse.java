package io.weir.simulator.internal;

import io.weir.simulator.SlotAuction;
import io.weir.simulator.internal.Draws.Site;
import java.util.Arrays;

/**
 * Sells what there is to bid for, auction by auction: ranked by bid times quality times relevance, each winner pays the least
 * that keeps its slot, or its own bid. An auction may stand for several opportunities that are alike. Allocates nothing.
 */
final class AuctionHouse {
    private static final int DRAWS_PER_LONG = Long.SIZE / LogNormalTable.BITS;
    /** Money that is too little to matter, where counts are not whole. */
    private static final double DUST = 1e-9;

    private final int participants;
    private final double[] slots;
    private final boolean byClick;
    private final boolean firstPrice;
    private final LogNormalTable relevance;
    private final LogNormalTable reserves;
    private final SlotAuction auction;
    private final double[] score;
    private final double[] weightOf;

    /** Bid in currency, per participant: for one click or one impression. */
    final double[] bid;
    /** Click rate over the usual, per participant. */
    final double[] quality;
    /** Currency each may still spend. */
    final double[] left;
    /** Opportunities at which each was shown. */
    final double[] shown;
    /** Clicks of each; of auctions by click only. */
    final double[] clicks;
    /** Currency spent by each. */
    final double[] spend;
    /** Least bid that would have been shown, summed over opportunities. */
    final double[] beaten;
    /** Auctions held. */
    long auctions;

    /**
     * @param participants at most 64
     * @param slots click rate of each over the first
     * @param byClick whether clicks are paid, not impressions
     * @param firstPrice whether the winner pays its bid
     * @param relevance spread of an ad's relevance
     * @param reserve spread of the reserve
     */
    AuctionHouse(
            int participants, double[] slots, boolean byClick, boolean firstPrice, double relevance, double reserve) {
        this.participants = participants;
        this.slots = slots;
        this.byClick = byClick;
        this.firstPrice = firstPrice;
        this.relevance = new LogNormalTable(relevance);
        this.reserves = new LogNormalTable(reserve);
        this.auction = new SlotAuction(slots.length);
        this.score = new double[participants];
        this.weightOf = new double[participants];
        this.bid = new double[participants];
        this.quality = new double[participants];
        this.left = new double[participants];
        this.shown = new double[participants];
        this.clicks = new double[participants];
        this.spend = new double[participants];
        this.beaten = new double[participants];
    }

    /** Forgets what was sold. */
    void clear() {
        Arrays.fill(shown, 0);
        Arrays.fill(clicks, 0);
        Arrays.fill(spend, 0);
        Arrays.fill(beaten, 0);
    }

    /**
     * Sells opportunities of one line in one tick.
     *
     * @param chance of clicks
     * @param tick and {@code line}: where draws are made
     * @param opportunities how many there are
     * @param most auctions that are held for them
     * @param reserve median of the least price
     * @param clickRate of the usual ad in the first slot
     */
    void sell(Chance chance, long tick, int line, double opportunities, int most, double reserve, double clickRate) {
        if (!(opportunities > 0)) {
            return;
        }
        boolean whole = chance.isWhole();
        int held = whole ? (int) Math.min(most, opportunities) : most;
        double each = whole ? Math.floor(opportunities / held) : opportunities / held;
        double more = whole ? opportunities - each * held : 0;
        for (int i = 0; i < held; i++) {
            chance.at(Site.AUCTIONS, tick, ((long) line << 32) + i);
            hold(chance, i < more ? each + 1 : each, reserve, clickRate);
        }
        auctions += held;
    }

    private void hold(Chance chance, double weight, double reserve, double clickRate) {
        Draws draws = chance.draws();
        long bits = draws.nextLong();
        double floor = reserve * reserves.at(bits);
        int drawn = 1;
        for (int p = 0; p < participants; p++) {
            if (drawn == DRAWS_PER_LONG) {
                bits = draws.nextLong();
                drawn = 0;
            } else {
                bits >>>= LogNormalTable.BITS;
            }
            drawn++;
            weightOf[p] = quality[p] * relevance.at(bits);
        }
        double unsold = weight;
        boolean first = true;
        while (unsold > 0) {
            double sold = offer(chance, unsold, floor, clickRate, first);
            if (!(sold > 0)) {
                return;
            }
            unsold -= sold;
            first = false;
        }
    }

    /** One auction for as many opportunities as the winner can pay for; how many that are. */
    private double offer(Chance chance, double weight, double floor, double clickRate, boolean first) {
        double least = chance.isWhole() ? 0 : DUST;
        for (int p = 0; p < participants; p++) {
            // nobody bids more than it has left
            double offered = chance.isWhole() ? Math.min(bid[p], left[p]) : bid[p];
            boolean may = offered >= floor && offered > 0 && left[p] > least;
            score[p] = may ? offered * weightOf[p] : 0;
        }
        int sold = auction.hold(score, participants);
        if (first) {
            noteWhatHadToBeBeaten(weight, floor);
        }
        return byClick
                ? sellClicks(chance, sold, weight, floor, clickRate)
                : sellImpressions(chance, sold, weight, floor);
    }

    private void noteWhatHadToBeBeaten(double weight, double floor) {
        double last = auction.lowest();
        double next = auction.highestLoser();
        for (int p = 0; p < participants; p++) {
            boolean isShown = score[p] > 0 && score[p] >= last;
            beaten[p] += weight * Math.max(floor, (isShown ? next : last) / weightOf[p]);
        }
    }

    private double sellClicks(Chance chance, int sold, double weight, double floor, double clickRate) {
        for (int k = 0; k < sold; k++) {
            int p = auction.winner(k);
            double price = price(k, floor);
            double rate = Math.min(1, clickRate * quality[p] * slots[k]);
            double clicked = weight == 1 && chance.isWhole()
                    ? (chance.draws().nextDouble() < rate ? 1 : 0)
                    : chance.binomial(weight, rate);
            if (clicked * price > left[p]) {
                clicked = chance.isWhole() ? Math.floor(left[p] / price) : left[p] / price;
            }
            shown[p] += weight;
            clicks[p] += clicked;
            pay(p, clicked * price);
        }
        return weight;
    }

    private double sellImpressions(Chance chance, int sold, double weight, double floor) {
        if (sold == 0) {
            return 0;
        }
        int p = auction.winner(0);
        double price = price(0, floor);
        double bought = weight;
        if (weight * price > left[p]) {
            bought = chance.isWhole() ? Math.floor(left[p] / price) : left[p] / price;
        }
        shown[p] += bought;
        pay(p, bought * price);
        if (bought < weight) {
            // nothing more can be paid for: the rest goes to the next
            left[p] = 0;
        }
        return bought;
    }

    private double price(int slot, double floor) {
        int p = auction.winner(slot);
        return firstPrice ? score[p] / weightOf[p] : Math.max(floor, auction.next(slot) / weightOf[p]);
    }

    private void pay(int p, double amount) {
        spend[p] += amount;
        left[p] -= amount;
    }
}
