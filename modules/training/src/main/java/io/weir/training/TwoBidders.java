package io.weir.training;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import java.util.SplittableRandom;

/**
 * Two bidders with budgets in 100 auctions: the highest bid wins if it is above a floor, and pays the other's bid or the floor.
 * Each sees its budget, the time and its own value, and earns the values that it wins. Values are drawn evenly from [0, 1] and
 * scaled to a mean of one half in every episode.
 *
 * <p>Source: the two-agent game of Wen, Xu, Zhang and others (2022), <em>A Cooperative-Competitive Multi-Agent Framework for
 * Auto-bidding in Online Advertising</em>, as their code plays it: values even (the paper's text has them normal), twenty bids
 * evenly from 0 to 1. An action is the bid nearest to it that the budget allows. Not safe for use by several threads.
 */
public final class TwoBidders implements Environment {
    /** Auctions of an episode. */
    public static final int AUCTIONS = 100;

    private static final int BIDDERS = 2;
    private static final double FLOOR = 0.1;
    /** Between one bid and the next. */
    private static final double STEP = 1.0 / 19;
    /** Decides between equal bids. */
    private static final double TIE = 1e-5;

    private final double budget;
    private final double share;
    private final double[] budgets;
    private final double[] left = new double[BIDDERS];
    private final double[] bids = new double[BIDDERS];
    private final double[][] values = new double[AUCTIONS + 1][BIDDERS];
    private SplittableRandom random = new SplittableRandom(0);
    private int auction;
    private double paid;

    /**
     * @param budget of both together, in what all auctions cost at the highest bids, {@code > 0}; the paper's B0
     * @param share of the first, {@code [0, 1]}
     * @throws IllegalArgumentException if one is outside its range
     */
    public TwoBidders(double budget, double share) {
        this.budget = requirePositive("budget", budget);
        this.share = requireInRange("share", share, 0, 1);
        budgets = new double[] {budget * AUCTIONS * share, budget * AUCTIONS * (1 - share)};
    }

    @Override
    public String description() {
        return "two bidders, budget " + budget + ", share " + share;
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        ImmutableList<String> inputs = ImmutableList.of("budget-left", "time-left", "value", "share");
        ImmutableList<String> outputs = ImmutableList.of("bid");
        return ImmutableList.of(new AgentSpace("first", inputs, outputs), new AgentSpace("second", inputs, outputs));
    }

    @Override
    public boolean tellsCounterfactual() {
        return true;
    }

    @Override
    public void reset(long seed) {
        random = new SplittableRandom(seed);
        double sum = 0;
        for (double[] both : values) {
            for (int bidder = 0; bidder < BIDDERS; bidder++) {
                both[bidder] = random.nextDouble();
                sum += both[bidder];
            }
        }
        for (double[] both : values) {
            for (int bidder = 0; bidder < BIDDERS; bidder++) {
                both[bidder] *= (AUCTIONS + 1) / sum;
            }
        }
        System.arraycopy(budgets, 0, left, 0, BIDDERS);
        auction = 0;
        paid = 0;
    }

    @Override
    public void observe(int agent, double[] into) {
        into[0] = budgets[agent] > 0 ? left[agent] / budgets[agent] : 0;
        into[1] = 1 - auction / (double) AUCTIONS;
        into[2] = value(agent);
        into[3] = agent == 0 ? share : 1 - share;
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        for (int bidder = 0; bidder < BIDDERS; bidder++) {
            bids[bidder] = bid((actions[bidder][0] + 1) / 2, left[bidder]);
            feedback.claim(bidder, bids[bidder]);
            feedback.without(1 - bidder, bids[bidder] > FLOOR ? value(bidder) : 0);
        }
        double lead = bids[0] - bids[1] + TIE * random.nextDouble(-1, 1);
        int winner = lead > 0 ? 0 : 1;
        if (bids[winner] > FLOOR) {
            double price = Math.max(FLOOR, Math.min(bids[0], bids[1]));
            left[winner] -= price;
            paid += price;
            feedback.reward(winner, value(winner));
        }
        return ++auction == AUCTIONS;
    }

    private static double bid(double wanted, double affordable) {
        double nearest = Math.rint(wanted / STEP);
        return STEP * Math.min(nearest, Math.floor(affordable / STEP));
    }

    /** What the auction that is next is worth to a bidder. */
    public double value(int bidder) {
        return values[auction][bidder];
    }

    /** What both have paid since the episode began. */
    public double paid() {
        return paid;
    }

    /** The most that both could win together in this episode: each auction by whom it is worth more. */
    public double bound() {
        double most = 0;
        for (int k = 0; k < AUCTIONS; k++) {
            most += Math.max(values[k][0], values[k][1]);
        }
        return most;
    }
}
