package io.weir.bidding;

import static io.weir.core.Checks.requirePositive;

import io.weir.policy.Episode;
import io.weir.policy.ImpressionBidder;
import java.util.SplittableRandom;

/**
 * Bids in first-price auctions what earns most by a learned {@link WinCurve}: {@code (v - (1 + mu) b) F(b)}, where the
 * multiplier mu makes the budget last, as in {@link io.weir.policy.AdaptivePacing}. Now and then it bids more or less, to
 * learn; what that costs by its own reckoning stays below a share of what is earned.
 *
 * <p>Source of shading: Gligorijevic et al. (2020), <em>Bid shading in the brave new world of first-price auctions</em>; of the
 * multiplier: Balseiro, Kroer and Kumar (2023), <em>Contextual standard auctions with budgets: revenue equivalence and
 * efficiency guarantees</em>.
 */
public final class FirstPriceShading implements ImpressionBidder {
    /** Auctions until what was seen counts a third. */
    private static final double MEMORY = 20_000;

    private static final int FIT_AGAIN = 25;
    /** Spread of bids that are made to learn, of their logarithm. */
    private static final double EXPLORED = 0.3;

    /** Half the width of a uniform distribution whose standard deviation is 1. */
    private static final double SPREAD = Math.sqrt(3);

    /** The first auctions teach whatever they cost. */
    private static final int FIRST = 200;

    private static final double PACING = 0.002;

    private final WinCurve curve;
    private final double worth;
    private final double exploration;
    private final SplittableRandom random;
    private final Episode episode = new Episode();
    private double multiplier;
    private double earned;
    private double explored;
    private int seen;
    private double lastBid;
    private boolean capped;

    /**
     * @param usualPrice what the past tells of prices, currency, {@code > 0}
     * @param worth currency that a unit of the KPI is worth, {@code > 0}
     * @param exploration share of what is earned that learning may cost, {@code > 0}
     * @param seed of bids that are made to learn
     * @throws IllegalArgumentException if one is out of its range
     */
    public FirstPriceShading(double usualPrice, double worth, double exploration, long seed) {
        this.curve = new WinCurve(usualPrice, MEMORY);
        this.worth = requirePositive("worth", worth);
        this.exploration = requirePositive("exploration", exploration);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        double profit = worth * Episode.requireValue(value);
        double best = curve.bestBid(profit, 1 + multiplier);
        double other = Math.min(profit, best * Math.exp(EXPLORED * random.nextDouble(-SPREAD, SPREAD)));
        double most = surplus(profit, best);
        double cost = most - surplus(profit, other);
        earned += most;
        double bid = best;
        if (seen < FIRST || explored + cost <= exploration * earned) {
            bid = other;
            explored += seen < FIRST ? 0 : Math.max(0, cost);
        }
        capped = bid > episode.left();
        lastBid = episode.affordable(bid);
        return lastBid;
    }

    /** The bid that it takes for best, without learning and whatever is left, currency. */
    public double bestBid(double value) {
        return curve.bestBid(worth * Episode.requireValue(value), 1 + multiplier);
    }

    @Override
    public void result(boolean won, double price) {
        episode.result(won, price);
        curve.learn(lastBid, won);
        seen++;
        if (seen % FIT_AGAIN == 0) {
            curve.fit();
        }
        if (!capped && episode.share() > 0) {
            double shares = won ? price / episode.share() : 0;
            multiplier = Math.max(0, multiplier + PACING * (shares - 1));
        }
    }

    private double surplus(double profit, double bid) {
        return (profit - (1 + multiplier) * bid) * curve.chance(bid);
    }
}
