package io.weir.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.MarketLayout;
import java.util.Arrays;
import java.util.function.Function;

/** Sets what each channel is to spend in a period: the top level of the team. */
public interface TargetSetter {
    /** In a few words, for tables. */
    String name();

    /**
     * Proposes the targets of the next period. The enforcer makes of them what may be executed.
     *
     * @param standing what is known
     * @return currency per channel, {@code >= 0}
     */
    double[] propose(Standing standing);

    /**
     * Who spends the targets in a run that begins: the usual bidders, unless the setter has some of its own.
     *
     * @return one per channel
     */
    default ImmutableList<? extends BiddingAgent> bidders(MarketLayout layout) {
        return Teams.paced(layout);
    }

    /** The money that is left, the same for every period and channel. */
    static TargetSetter equal() {
        return of("equal", standing -> {
            double[] targets = new double[standing.channels()];
            Arrays.fill(targets, standing.evenShare() / targets.length);
            return targets;
        });
    }

    /**
     * The money that is left, the same for every period, shared as it was before.
     *
     * @param usual what each channel spent per period, currency; not all 0
     */
    static TargetSetter history(ImmutableDoubleArray usual) {
        double sum = usual.stream().sum();
        return of(
                "history",
                standing -> usual.stream()
                        .map(one -> one / sum * standing.evenShare())
                        .toArray());
    }

    /**
     * The money that is left, the same for every period, shared in proportion to what channels were credited with per currency in the
     * last period, half way from the shares of that period: what a dashboard of returns suggests.
     *
     * @param usual spend of the first period, currency per channel
     */
    static TargetSetter proportional(ImmutableDoubleArray usual) {
        TargetSetter first = history(usual);
        return of("proportional to return", standing -> {
            if (standing.past().isEmpty()) {
                return first.propose(standing);
            }
            PeriodSeen last = standing.past().get(standing.past().size() - 1);
            double[] returns = new double[standing.channels()];
            Arrays.setAll(
                    returns,
                    c -> last.spend().get(c) > 0
                            ? last.credited().get(c) / last.spend().get(c)
                            : 0);
            double all = Arrays.stream(returns).sum();
            double spent = last.targets().stream().sum();
            double[] targets = new double[returns.length];
            Arrays.setAll(targets, c -> {
                double before = spent > 0 ? last.targets().get(c) / spent : 1.0 / targets.length;
                double after = all > 0 ? returns[c] / all : before;
                return (before + after) / 2 * standing.evenShare();
            });
            return targets;
        });
    }

    /**
     * A plan that was made before the run, whatever happens.
     *
     * @param name in a few words
     * @param plan currency, {@code [period][channel]}; the last period is repeated
     */
    static TargetSetter planned(String name, double[][] plan) {
        return of(
                name, standing -> plan[Math.min(plan.length - 1, standing.past().size())].clone());
    }

    /**
     * A rule.
     *
     * @param name in a few words
     * @param proposal currency per channel, {@code >= 0}
     */
    static TargetSetter of(String name, Function<Standing, double[]> proposal) {
        return new TargetSetter() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double[] propose(Standing standing) {
                return proposal.apply(standing);
            }
        };
    }
}
