package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.RuleLimit;
import io.weir.enforcer.RuleLimit.Measure;
import io.weir.planning.Allocator;
import io.weir.planning.Allocator.Allocated;
import io.weir.planning.RulePrice;
import java.util.ArrayList;

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
    private static final double PART = 0.002;

    /** What is worth less than this part of the mean return, for a unit of currency, does not hold the plan back. */
    private static final double NOTHING = 0.01;

    /** Of all numbers of the hard rules that hold the plan back, by what is told or by what re-solving says. */
    public static ImmutableList<PriceCase> of(RuledMarket market, int count, long seed) {
        RuleSet rules = FineRules.of(market, count, seed).rules();
        Allocated allocated =
                new Allocator().allocate(rules, market.objective(), market.carryingOn(), seed, Progress.SILENT);
        return new Solving(market, seed, rules, allocated).all();
    }

    /** By which part of the larger of the two they differ. */
    public double error() {
        return Math.abs(told - resolved) / Math.max(Math.abs(told), Math.abs(resolved));
    }

    private record Solving(RuledMarket market, long seed, RuleSet rules, Allocated allocated) {
        /** Plans found in a looser region are tried in the region itself, and the other way round. */
        ImmutableList<PriceCase> all() {
            FeasibleRegion region = around(rules);
            Resolved before = resolved(region, allocated.proposal().spend());
            var priced = new ArrayList<Priced>();
            for (RulePrice price : allocated.prices(rules, market.objective())) {
                Measure measure = price.limit().measure();
                double way = way(price.limit());
                if (way != 0 && (measure == Measure.CURRENCY || measure == Measure.SHARE)) {
                    FeasibleRegion looser = around(loosened(price.limit(), way));
                    Resolved after = resolved(looser, before.spend());
                    priced.add(new Priced(price, way, looser, after));
                    before = Resolved.better(before, resolved(region, after.spend()));
                }
            }
            var out = ImmutableList.<PriceCase>builder();
            double mean = before.worth() / rules.budget().max();
            for (Priced one : priced) {
                double after = Resolved.better(one.after, resolved(one.looser, before.spend()))
                        .worth();
                double resolved = Math.max(0, after - before.worth()) / Math.abs(one.way);
                boolean isMoney = one.price.limit().measure() == Measure.CURRENCY;
                double nothing = NOTHING
                        * mean
                        * (isMoney ? 1 : rules.budget().max() / rules.grid().cells());
                if (Math.max(one.price.price(), resolved) > nothing) {
                    out.add(new PriceCase(market.name(), seed, one.price.limit().name(), one.price.price(), resolved));
                }
            }
            return out.build();
        }

        private record Priced(RulePrice price, double way, FeasibleRegion looser, Resolved after) {}

        private FeasibleRegion around(RuleSet set) {
            return new PlanEnforcer().regionAround(set, allocated.enforced().micros());
        }

        private Resolved resolved(FeasibleRegion region, double[] start) {
            return Resolved.from(market.objective(), region, start);
        }

        private double way(RuleLimit limit) {
            double size = limit.measure() == Measure.CURRENCY
                    ? Math.max(
                            limit.amount(), rules.budget().max() / rules.grid().cells())
                    : Math.max(limit.amount(), 0.1);
            double quantum = MoneyUnit.fromMicros(rules.unit().quantum());
            double wanted = limit.measure() == Measure.CURRENCY
                    ? Math.max(1, Math.rint(PART * size / quantum)) * quantum
                    : PART * size;
            return limit.loosensUpwards()
                    ? Math.min(wanted, limit.loosest() - limit.amount())
                    : -Math.min(wanted, limit.amount() - limit.loosest());
        }

        private RuleSet loosened(RuleLimit limit, double way) {
            ImmutableList<Rule> changed = rules.rules().stream()
                    .map(rule -> rule == limit.rule() ? limit.at(limit.amount() + way) : rule)
                    .collect(ImmutableList.toImmutableList());
            return new RuleSet(rules.grid(), rules.budget(), changed, rules.references(), rules.unit());
        }
    }
}
