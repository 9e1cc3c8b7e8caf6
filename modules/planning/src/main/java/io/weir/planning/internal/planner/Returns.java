package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Leads a proposal to where channels bring the returns that hard rules ask for. A channel that saturates returns more the
 * less is spent on it, so its spend over the horizon is capped, as high as the return lets it; the rest goes elsewhere. The
 * enforcer has the last word.
 */
public final class Returns {
    private static final int CAPS = 8;
    private static final int HALVINGS = 6;

    private final RuleSet rules;
    private final Objective objective;
    private final ContinuousOptimiser optimiser;

    /** @param optimiser finds the best plan under a cap */
    public Returns(RuleSet rules, Objective objective, ContinuousOptimiser optimiser) {
        this.rules = rules;
        this.objective = objective;
        this.optimiser = optimiser;
    }

    /** A proposal under which all returns are brought, where caps reach that; otherwise as near as they reach. */
    public Proposal brought(FeasibleRegion region, Proposal proposal) {
        Proposal best = proposal;
        FeasibleRegion capped = region;
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.MinReturn floor && floor.head().soft().isEmpty() && !holds(floor, best.spend())) {
                double cap = highest(floor, capped, best);
                capped = with(capped, floor, cap);
                best = optimise(capped, best, proposal);
            }
        }
        return best;
    }

    /** The highest cap under which the best plan brings the return; the lowest tried if none does. */
    private double highest(Rule.MinReturn floor, FeasibleRegion region, Proposal from) {
        int[] cells = cells(floor);
        double most = spent(cells, from.spend());
        double least =
                IntStream.of(cells).mapToDouble(cell -> region.lower()[cell]).sum();
        for (int k = CAPS - 1; k >= 0; k--) {
            double cap = least + (most - least) * k / CAPS;
            if (holds(floor, optimise(with(region, floor, cap), from, from).spend())) {
                return between(floor, region, from, cap, least + (most - least) * (k + 1) / CAPS);
            }
        }
        return least;
    }

    private double between(Rule.MinReturn floor, FeasibleRegion region, Proposal from, double holding, double lacking) {
        double low = holding;
        double high = lacking;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (holds(floor, optimise(with(region, floor, middle), from, from).spend())) {
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

    private boolean holds(Rule.MinReturn floor, double[] spend) {
        int[] cells = cells(floor);
        double[] without = spend.clone();
        for (int cell : cells) {
            without[cell] = 0;
        }
        Objective expectation = objective.expectation();
        return expectation.value(spend) - expectation.value(without) >= floor.amount() * spent(cells, spend);
    }

    private static FeasibleRegion with(FeasibleRegion region, Rule.MinReturn floor, int[] cells, double cap) {
        double[] ones = new double[cells.length];
        Arrays.fill(ones, 1);
        var constraints = ImmutableList.<LinearConstraint>builder()
                .addAll(region.constraints())
                .add(new LinearConstraint(
                        floor.head().id(),
                        "cap on " + floor.scope().name(),
                        cells,
                        ones,
                        Double.NEGATIVE_INFINITY,
                        cap,
                        OptionalDouble.empty()))
                .build();
        return new FeasibleRegion(region.lower(), region.upper(), region.minTotal(), region.maxTotal(), constraints);
    }

    private FeasibleRegion with(FeasibleRegion region, Rule.MinReturn floor, double cap) {
        return with(region, floor, cells(floor), cap);
    }

    private int[] cells(Rule.MinReturn floor) {
        PlanGrid grid = rules.grid();
        return IntStream.range(0, grid.cells())
                .filter(cell -> floor.scope()
                        .channels()
                        .contains(grid.columns().get(grid.columnOf(cell)).channel()))
                .toArray();
    }

    private static double spent(int[] cells, double[] spend) {
        return IntStream.of(cells).mapToDouble(cell -> spend[cell]).sum();
    }
}
