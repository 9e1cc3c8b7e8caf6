package io.weir.hierarchy;

import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.MarketLayout;
import java.util.Arrays;

/**
 * Targets of another, varied on purpose: each channel goes up and down by a pattern of its own that nothing in the market knows of, so that the
 * model can tell what spend does from what demand does. Patterns are Walsh functions, so over a cycle of periods no channel's goes with
 * another's, and all are as often up as down. The sum of the targets stays.
 *
 * <p>How far a channel goes follows from what it may cost. Where targets are best, a channel with the share {@code w} of the money that goes up and
 * down by a factor {@code e^d} loses about {@code w f d^2 / 2} of what all spend brings, if what the last unit brings falls with the power {@code f}
 * of spend; every channel may lose as much as every other, so small ones, of which least is known, vary most. {@code f} is taken as 1, that of a
 * logarithm, which is at the upper end of what channels show.
 *
 * <p>Source of the design: Plackett and Burman (1946), <em>The Design of Optimum Multifactorial Experiments</em>.
 */
public final class PlannedVariation implements TargetSetter {
    /** Most that may be lost on purpose, share of what spend brings. */
    public static final double MOST_COST = 0.05;
    /** No channel varies by more than this factor. */
    private static final double MOST = 1.5;
    /** Power of spend with which marginal returns fall. */
    private static final double FALL = 1;

    private final TargetSetter setter;
    private final double cost;

    /**
     * @param setter whose targets are varied
     * @param cost expected, share of what spend brings, 0 to {@link #MOST_COST}
     */
    public PlannedVariation(TargetSetter setter, double cost) {
        this.setter = setter;
        this.cost = requireInRange("cost", cost, 0, MOST_COST);
    }

    @Override
    public String name() {
        return setter.name() + ", varied";
    }

    @Override
    public ImmutableList<? extends BiddingAgent> bidders(MarketLayout layout) {
        return setter.bidders(layout);
    }

    @Override
    public double[] propose(Standing standing) {
        double[] targets = setter.propose(standing);
        double total = Arrays.stream(targets).sum();
        if (!(total > 0) || targets.length < 2) {
            return targets;
        }
        double[] varied = new double[targets.length];
        for (int c = 0; c < targets.length; c++) {
            varied[c] = targets[c]
                    * Math.exp(sign(c, standing.past().size(), targets.length)
                            * depth(targets[c] / total, targets.length));
        }
        double sum = Arrays.stream(varied).sum();
        Arrays.setAll(varied, c -> varied[c] * total / sum);
        return varied;
    }

    /** How far a channel with a share of the money goes, as a logarithm. */
    private double depth(double share, int channels) {
        return share > 0 ? Math.min(Math.log(MOST), Math.sqrt(2 * cost / (channels * share * FALL))) : 0;
    }

    /** Of Walsh functions that of the channel's number, the constant one left out. */
    private static int sign(int channel, int period, int channels) {
        int cycle = Integer.highestOneBit(channels) << 1;
        return Integer.bitCount(channel + 1 & period % cycle) % 2 == 0 ? 1 : -1;
    }
}
