package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.FeasibleRegion;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.RuleLimit;
import io.weir.planning.PlanReport.RuleReport;
import io.weir.planning.RulePrice;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of each rule, and what it costs: the plan's value is found again without it. */
final class RuleReports {
    private final PlanProblem problem;
    private final Decision decision;
    private final RulePrices prices;

    RuleReports(PlanProblem problem, Decision decision) {
        this.problem = problem;
        this.decision = decision;
        this.prices = new RulePrices(
                problem.ruleSet(decision.budget()),
                problem.judged(),
                decision.region(),
                decision.proposal(),
                decision.enforced().micros());
    }

    ImmutableList<RuleReport> all() {
        var byId = new LinkedHashMap<String, ImmutableList.Builder<Rule>>();
        for (Rule rule : problem.rules()) {
            byId.computeIfAbsent(rule.head().id(), id -> ImmutableList.builder())
                    .add(rule);
        }
        ImmutableSet<String> binding = decision.enforced().bindingByCell().stream()
                .flatMap(ImmutableSet::stream)
                .collect(ImmutableSet.toImmutableSet());
        ImmutableSet<String> broken = broken(byId.keySet(), decision.enforced().broken());
        var out = ImmutableList.<RuleReport>builder();
        for (Map.Entry<String, ImmutableList.Builder<Rule>> entry : byId.entrySet()) {
            ImmutableList<Rule> parts = entry.getValue().build();
            String id = entry.getKey();
            boolean binds =
                    binding.contains(id) || decision.enforced().unspentBecause().contains(id);
            double cost = binds ? cost(id) : 0;
            Optional<RulePrice> price = binds ? prices.largest(id) : Optional.empty();
            out.add(new RuleReport(
                    id,
                    parts.get(0).head().where(),
                    parts.stream()
                            .map(r -> RuleWords.of(r, problem.history().unit()))
                            .collect(Collectors.joining("; ", "", ".")),
                    binds,
                    cost,
                    price.map(p -> p.price() * RulePrices.unit(p.limit())).orElse(0.0),
                    price.map(p -> step(p.limit())).orElse(""),
                    broken.contains(id)));
        }
        return out.build();
    }

    /** {@code 1 EUR more of max}. */
    private String step(RuleLimit limit) {
        String unit = limit.measure() == RuleLimit.Measure.SHARE
                ? "percentage point "
                : problem.history()
                        .unit()
                        .currency()
                        .map(c -> c.getCurrencyCode() + " ")
                        .orElse("");
        return "1 " + unit + (limit.loosensUpwards() ? "more" : "less") + " of " + limit.name();
    }

    /** Sentences of the enforcer begin with the rule's id; of two ids that fit, the longer is meant. */
    private static ImmutableSet<String> broken(Set<String> ids, List<String> sentences) {
        return sentences.stream()
                .flatMap(text -> ids.stream()
                        .filter(id -> text.startsWith(id + ": "))
                        .max(Comparator.comparingInt(String::length))
                        .stream())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The best value without the rule less the best with it, both by the same measure, climbed from the same plan. */
    private double cost(String id) {
        var rules = problem.ruleSetWithout(id, decision.budget());
        var without = new PlanEnforcer().regionAround(rules, decision.enforced().micros());
        return Math.max(0, best(without) - best(decision.region()));
    }

    private double best(FeasibleRegion region) {
        return new ContinuousOptimiser()
                .improve(
                        problem.objective().sketch(),
                        region,
                        decision.proposal().spend(),
                        Progress.SILENT)
                .value();
    }
}
