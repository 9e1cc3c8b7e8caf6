package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Objective;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.RuleLimit;
import io.weir.enforcer.RuleLimit.Measure;
import io.weir.planning.RulePrice;
import java.util.Comparator;
import java.util.Optional;

/**
 * Shadow prices by the envelope theorem: at an optimum, what a loosened number earns is the prices of the limits times how
 * far each of them moves. Limits on single cells have the price that is left of the marginal value after the total's and
 * the other limits'. The regions with and without the loosening say how far limits move, so that every kind of rule is
 * priced alike.
 *
 * <p>Source: Nocedal and Wright (2006), <em>Numerical Optimization</em>, section 12.8.
 */
public final class RulePrices {
    /** A number is loosened by this part of itself, or of the budget; limits move in proportion. */
    private static final double PART = 1e-5;

    /** Prices below this part of the total's price, or of the mean return, are errors of the optimum. */
    private static final double NOTHING = 1e-4;

    private final PlanEnforcer enforcer = new PlanEnforcer();
    private final RuleSet rules;
    private final FeasibleRegion region;
    private final Proposal optimum;
    private final long[] micros;
    private final double[] cellPrices;
    private final double nothing;

    /**
     * @param region in which the proposal is optimal
     * @param optimum of the region
     * @param micros the plan made of it
     */
    public RulePrices(RuleSet rules, Objective objective, FeasibleRegion region, Proposal optimum, long[] micros) {
        this.rules = rules;
        this.region = region;
        this.optimum = optimum;
        this.micros = micros;
        this.cellPrices = new double[region.cells()];
        double value = objective.valueAndGradient(optimum.spend(), cellPrices);
        for (int cell = 0; cell < cellPrices.length; cell++) {
            cellPrices[cell] -= optimum.budgetPrice();
        }
        for (int j = 0; j < region.constraints().size(); j++) {
            LinearConstraint constraint = region.constraints().get(j);
            for (int k = 0; k < constraint.cells().length; k++) {
                cellPrices[constraint.cells()[k]] -= price(j) * constraint.coefficients()[k];
            }
        }
        double mean = region.maxTotal() > 0 ? Math.abs(value) / region.maxTotal() : 0;
        this.nothing = NOTHING * Math.max(Math.abs(optimum.budgetPrice()), mean);
    }

    /** Of all numbers of all hard rules, in order; zero where a number does not hold the plan back. */
    public ImmutableList<RulePrice> all() {
        var prices = ImmutableList.<RulePrice>builder();
        for (Rule rule : rules.rules()) {
            if (rule.head().soft().isEmpty()) {
                RuleLimit.of(rule).forEach(limit -> prices.add(new RulePrice(limit, price(limit))));
            }
        }
        return prices.build();
    }

    /** The number of a rule with the largest price for a step that people think in; empty if none holds the plan back. */
    Optional<RulePrice> largest(String id) {
        return rules.rules().stream()
                .filter(rule ->
                        rule.head().id().equals(id) && rule.head().soft().isEmpty())
                .flatMap(rule -> RuleLimit.of(rule).stream())
                .map(limit -> new RulePrice(limit, price(limit)))
                .filter(price -> price.price() > 0)
                .max(Comparator.comparingDouble(price -> price.price() * unit(price.limit())));
    }

    /** The step of a number that people think in: one unit of currency, one percentage point. */
    static double unit(RuleLimit limit) {
        return limit.measure() == Measure.SHARE ? 0.01 : 1;
    }

    private double price(RuleLimit limit) {
        if (limit.measure() == Measure.CHANNELS || limit.measure() == Measure.RETURN) {
            return 0;
        }
        double size = limit.measure() == Measure.CURRENCY
                ? Math.max(limit.amount(), rules.budget().max() / micros.length)
                : Math.max(limit.amount(), 0.1);
        double way = limit.loosensUpwards()
                ? Math.min(PART * size, limit.loosest() - limit.amount())
                : -Math.min(PART * size, limit.amount() - limit.loosest());
        if (way == 0) {
            return 0;
        }
        FeasibleRegion looser = enforcer.regionAround(with(limit, limit.amount() + way), micros);
        double price = gain(looser) / Math.abs(way);
        return price > nothing ? price : 0;
    }

    private RuleSet with(RuleLimit limit, double amount) {
        ImmutableList<Rule> changed = rules.rules().stream()
                .map(rule -> rule == limit.rule() ? limit.at(amount) : rule)
                .collect(ImmutableList.toImmutableList());
        return new RuleSet(rules.grid(), rules.budget(), changed, rules.references(), rules.unit());
    }

    private double gain(FeasibleRegion looser) {
        double gain = optimum.budgetPrice() * (looser.maxTotal() - region.maxTotal());
        for (int cell = 0; cell < cellPrices.length; cell++) {
            double[] before = cellPrices[cell] > 0 ? region.upper() : region.lower();
            double[] after = cellPrices[cell] > 0 ? looser.upper() : looser.lower();
            boolean reached = Math.abs(optimum.spend()[cell] - before[cell]) <= 1e-6 * region.maxTotal();
            gain += reached ? cellPrices[cell] * (after[cell] - before[cell]) : 0;
        }
        int constraints =
                Math.min(region.constraints().size(), looser.constraints().size());
        for (int j = 0; j < constraints; j++) {
            if (price(j) != 0) {
                gain += price(j)
                        * (room(looser.constraints().get(j), j)
                                - room(region.constraints().get(j), j));
            }
        }
        return gain;
    }

    /** How far the plan is from the side of a limit that has the price. */
    private double room(LinearConstraint constraint, int j) {
        double side = price(j) > 0 ? constraint.upper() : constraint.lower();
        return Double.isFinite(side) ? side - constraint.at(optimum.spend()) : 0;
    }

    private double price(int j) {
        return j < optimum.shadowPrices().length ? optimum.shadowPrices()[j] : 0;
    }
}
