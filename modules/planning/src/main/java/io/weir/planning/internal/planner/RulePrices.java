package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Move;
import io.weir.enforcer.RuleLimit;
import io.weir.enforcer.RuleLimit.Measure;
import io.weir.planning.RulePrice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Shadow prices by the envelope theorem: at an optimum, what a loosened number earns is what the plan gains to first order in
 * the looser region. The regions with and without the loosening say how far limits move, so that every kind of rule is priced
 * alike.
 */
public final class RulePrices {
    /** A number is loosened by this part of itself, or of the budget; limits move in proportion. */
    private static final double PART = 1e-4;

    /** Prices below this part of the total's price, or of the mean return, are errors of the optimum. */
    private static final double NOTHING = 1e-4;

    /** Plans of more cells are priced as they are, since more digits take longer than the plan. */
    private static final int REFINED = 250;

    /** Cells may move so many times as far as limits do, since a move is passed on from period to period. */
    private static final double REACH = 100;

    private final PlanEnforcer enforcer = new PlanEnforcer();
    private final RuleSet rules;
    private final FeasibleRegion region;
    private final Proposal optimum;
    private final long[] micros;
    private final double[] gradient;
    private final double nothing;

    /**
     * @param within region in which the proposal is optimal
     * @param proposal the best of it
     * @param micros the plan made of it; where rules leave a choice of what spends or changes, prices are those around its own
     */
    public RulePrices(RuleSet rules, Objective objective, FeasibleRegion within, Proposal proposal, long[] micros) {
        this.rules = rules;
        this.micros = micros;
        boolean chosen = enforcer.leavesChoices(rules);
        this.region = chosen ? enforcer.regionAround(rules, micros) : within;
        var optimiser = new ContinuousOptimiser();
        Proposal near = chosen ? near(optimiser, objective, proposal) : proposal;
        boolean prices = rules.rules().stream()
                .anyMatch(rule ->
                        rule.head().soft().isEmpty() && !RuleLimit.of(rule).isEmpty());
        this.optimum = prices && region.cells() <= REFINED ? optimiser.refine(objective, region, near) : near;
        this.gradient = new double[region.cells()];
        double value = objective.valueAndGradient(optimum.spend(), gradient);
        double mean = region.maxTotal() > 0 ? Math.abs(value) / region.maxTotal() : 0;
        this.nothing = NOTHING * Math.max(Math.abs(optimum.budgetPrice()), mean);
    }

    /** The best of the plan's own choice, near the proposal. */
    private Proposal near(ContinuousOptimiser optimiser, Objective objective, Proposal proposal) {
        if (region.cells() <= PlanEnforcer.LARGE) {
            return optimiser.improve(objective, region, proposal.spend(), Progress.SILENT);
        }
        Move settled = LinearSteps.within(enforcer, objective, region).from(proposal.spend());
        return new Proposal(
                settled.spend(),
                objective.value(settled.spend()),
                proposal.upperBound(),
                settled.prices(),
                proposal.budgetPrice());
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
        // amounts are booked in whole quanta, so the number moves by some
        double quantum = MoneyUnit.fromMicros(rules.unit().quantum());
        double wanted = limit.measure() == Measure.CURRENCY
                ? Math.max(1, Math.rint(PART * size / quantum)) * quantum
                : PART * size;
        double way = limit.loosensUpwards()
                ? Math.min(wanted, limit.loosest() - limit.amount())
                : -Math.min(wanted, limit.amount() - limit.loosest());
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

    /** Nothing where no limit that moves is near the plan, which is soon seen. */
    private double gain(FeasibleRegion looser) {
        double move = Math.max(0, looser.maxTotal() - region.maxTotal());
        boolean holds = move > 0 && total() + REACH * move >= region.maxTotal();
        double[] spend = optimum.spend();
        for (int cell = 0; cell < spend.length; cell++) {
            double up = looser.upper()[cell] - region.upper()[cell];
            double down = region.lower()[cell] - looser.lower()[cell];
            move = Math.max(move, Math.max(up, down));
            holds |= up > 0 && spend[cell] + REACH * up >= region.upper()[cell];
            holds |= down > 0 && spend[cell] - REACH * down <= region.lower()[cell];
        }
        int constraints =
                Math.min(region.constraints().size(), looser.constraints().size());
        for (int j = 0; j < constraints; j++) {
            LinearConstraint before = region.constraints().get(j);
            LinearConstraint after = looser.constraints().get(j);
            double up = difference(after.upper() - after.at(spend), before.upper() - before.at(spend));
            double down = difference(after.at(spend) - after.lower(), before.at(spend) - before.lower());
            move = Math.max(move, Math.max(up, down));
            holds |= up > 0 && before.upper() - before.at(spend) <= REACH * up;
            holds |= down > 0 && before.at(spend) - before.lower() <= REACH * down;
        }
        return holds ? enforcer.firstOrderGain(region, looser, spend, gradient, REACH * move) : 0;
    }

    private double total() {
        return Arrays.stream(optimum.spend()).sum();
    }

    private static double difference(double after, double before) {
        return Double.isFinite(after) && Double.isFinite(before) ? after - before : 0;
    }
}
