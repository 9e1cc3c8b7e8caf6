package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.FeasibleRegion;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.RuleLimit;
import io.weir.enforcer.RuleLimit.Measure;
import io.weir.planning.Allocator;
import io.weir.planning.Allocator.Allocated;
import io.weir.planning.RulePrice;

/**
 * One number of a rule that holds a plan back: the shadow price that is told, and what a re-solved plan earns when the number
 * is loosened a little.
 *
 * @param market by name
 * @param seed of the rules
 * @param kind of the number: {@code max}, {@code min-share}
 * @param told objective units per unit of the number
 * @param resolved the same, by re-solving
 */
public record PriceCase(String market, long seed, String kind, double told, double resolved) {
    /** A number is loosened by this part of itself, or of a cell's mean amount. */
    private static final double PART = 0.005;

    /** What is worth less than this part of the mean return, for a unit of currency, does not hold the plan back. */
    private static final double NOTHING = 0.01;

    /** Of all numbers of the hard rules that hold the plan back, by what is told or by what re-solving says. */
    public static ImmutableList<PriceCase> of(RuledMarket market, int count, long seed) {
        RuleSet rules = LargeRules.of(market, count, seed).rules();
        Allocated allocated =
                new Allocator().allocate(rules, market.objective(), market.carryingOn(), seed, Progress.SILENT);
        return new Solving(market, seed, rules, allocated).all();
    }

    /** By which part of the larger of the two they differ. */
    public double error() {
        return Math.abs(told - resolved) / Math.max(Math.abs(told), Math.abs(resolved));
    }

    private record Solving(RuledMarket market, long seed, RuleSet rules, Allocated allocated) {
        ImmutableList<PriceCase> all() {
            double before = best(allocated.region());
            double mean = before / rules.budget().max();
            var out = ImmutableList.<PriceCase>builder();
            for (RulePrice price : allocated.prices(rules, market.objective())) {
                RuleLimit limit = price.limit();
                boolean isMoney = limit.measure() == Measure.CURRENCY;
                if (!isMoney && limit.measure() != Measure.SHARE) {
                    continue;
                }
                double way = way(limit);
                if (way == 0) {
                    continue;
                }
                double after = best(new PlanEnforcer()
                        .regionAround(loosened(limit, way), allocated.enforced().micros()));
                double resolved = Math.max(0, after - before) / Math.abs(way);
                double nothing = NOTHING * mean * (isMoney ? 1 : rules.budget().max() / rules.grid().cells());
                if (Math.max(price.price(), resolved) > nothing) {
                    out.add(new PriceCase(market.name(), seed, limit.name(), price.price(), resolved));
                }
            }
            return out.build();
        }

        private double way(RuleLimit limit) {
            double size = limit.measure() == Measure.CURRENCY
                    ? Math.max(limit.amount(), rules.budget().max() / rules.grid().cells())
                    : Math.max(limit.amount(), 0.1);
            return limit.loosensUpwards()
                    ? Math.min(PART * size, limit.loosest() - limit.amount())
                    : -Math.min(PART * size, limit.amount() - limit.loosest());
        }

        private RuleSet loosened(RuleLimit limit, double way) {
            ImmutableList<Rule> changed = rules.rules().stream()
                    .map(rule -> rule == limit.rule() ? limit.at(limit.amount() + way) : rule)
                    .collect(ImmutableList.toImmutableList());
            return new RuleSet(rules.grid(), rules.budget(), changed, rules.references(), rules.unit());
        }

        /** From the same start, so that what differs is the region. */
        private double best(FeasibleRegion region) {
            return new ContinuousOptimiser()
                    .improve(market.objective(), region, allocated.proposal().spend(), Progress.SILENT)
                    .value();
        }
    }
}
