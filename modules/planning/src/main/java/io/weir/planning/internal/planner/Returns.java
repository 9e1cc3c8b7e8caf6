package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Leads a proposal to where channels bring the returns that hard rules ask for. A channel that saturates returns more the
 * less is spent on it, so its spend over the horizon is capped, as high as the return lets it; the rest goes elsewhere. The
 * enforcer has the last word.
 */
public final class Returns {
    private static final int CAPS = 8;
    private static final int HALVINGS = 6;

    private final ImmutableList<ReturnNeed> needs;
    private final Objective objective;
    private final ContinuousOptimiser optimiser;

    /** @param optimiser finds the best plan under a cap */
    public Returns(RuleSet rules, Objective objective, ContinuousOptimiser optimiser) {
        this.needs = ReturnNeed.of(rules);
        this.objective = objective;
        this.optimiser = optimiser;
    }

    /** A proposal under which all returns are brought, where caps reach that; otherwise as near as they reach. */
    public Proposal brought(FeasibleRegion region, Proposal proposal) {
        Proposal best = proposal;
        FeasibleRegion capped = region;
        for (ReturnNeed need : needs) {
            if (!need.holds(objective, best.spend())) {
                double cap = highest(need, capped, best);
                capped = with(capped, need, cap);
                best = optimise(capped, best, proposal);
            }
        }
        return best;
    }

    /** The highest cap under which the best plan brings the return; the lowest tried if none does. */
    private double highest(ReturnNeed need, FeasibleRegion region, Proposal from) {
        double most = need.spent(from.spend());
        double least = need.spent(region.lower());
        for (int k = CAPS - 1; k >= 0; k--) {
            double cap = least + (most - least) * k / CAPS;
            if (need.holds(
                    objective, optimise(with(region, need, cap), from, from).spend())) {
                return between(need, region, from, cap, least + (most - least) * (k + 1) / CAPS);
            }
        }
        return least;
    }

    private double between(ReturnNeed need, FeasibleRegion region, Proposal from, double holding, double lacking) {
        double low = holding;
        double high = lacking;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (need.holds(
                    objective, optimise(with(region, need, middle), from, from).spend())) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param bounded whose bound holds here too */
    private Proposal optimise(FeasibleRegion region, Proposal from, Proposal bounded) {
        Proposal found = optimiser.improve(objective, region, from.spend(), Progress.SILENT);
        double[] prices = new double[bounded.shadowPrices().length];
        System.arraycopy(found.shadowPrices(), 0, prices, 0, prices.length);
        return new Proposal(found.spend(), found.value(), bounded.upperBound(), prices, found.budgetPrice());
    }

    private static FeasibleRegion with(FeasibleRegion region, ReturnNeed need, double cap) {
        double[] ones = new double[need.cells().length];
        Arrays.fill(ones, 1);
        var constraints = ImmutableList.<LinearConstraint>builder()
                .addAll(region.constraints())
                .add(new LinearConstraint(
                        need.rule().head().id(),
                        "cap on " + need.rule().scope().name(),
                        need.cells(),
                        ones,
                        Double.NEGATIVE_INFINITY,
                        cap,
                        OptionalDouble.empty()))
                .build();
        return new FeasibleRegion(region.lower(), region.upper(), region.minTotal(), region.maxTotal(), constraints);
    }
}
