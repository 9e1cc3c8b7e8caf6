package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.rules.RandomRules.Problem;
import io.weir.core.Budget;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleConflictException.Party;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.Allocator;
import java.util.Arrays;
import java.util.Optional;

/**
 * One random rule set, solved by us and by trying every plan.
 *
 * @param market name
 * @param seed of the set
 * @param kinds of rules in it
 * @param feasible whether a plan exists
 * @param answered whether we found a plan where one exists, and named a conflict where none does
 * @param kept whether our plan keeps every hard rule, read literally; true where there is none
 * @param ratio worth of our plan over the best; NaN where there is none
 * @param totalMet whether it spends as much of the budget as can be
 * @param minimal whether the conflict set is smallest; true where there is none
 * @param text what fell short, with the rules
 */
public record RulesCase(
        String market,
        long seed,
        ImmutableSet<String> kinds,
        boolean feasible,
        boolean answered,
        boolean kept,
        double ratio,
        boolean totalMet,
        boolean minimal,
        String text) {
    /** A total that no small problem can reach. */
    private static final double UNLIMITED = 2;

    /** Whether a return is asked for. */
    public boolean asksForReturns() {
        return kinds.contains("min-return");
    }

    /** Solves one. */
    public static RulesCase of(SmallMarket market, int units, long seed) {
        Problem problem = RandomRules.of(market, units, seed);
        RuleSet rules = problem.rules();
        Objective objective = market.objective();
        Optional<ExhaustiveSearch.Best> best = ExhaustiveSearch.best(rules, objective, problem.amounts());
        try {
            long[] micros = new Allocator()
                    .allocate(rules, objective, scaled(market, rules), seed, Progress.SILENT)
                    .enforced()
                    .micros();
            long[] cents = Arrays.stream(micros)
                    .map(amount -> amount / rules.unit().quantum())
                    .toArray();
            return planned(market, seed, problem, best, cents);
        } catch (RuleConflictException e) {
            return refused(market, seed, problem, best, e);
        }
    }

    private static RulesCase planned(
            SmallMarket market, long seed, Problem problem, Optional<ExhaustiveSearch.Best> best, long[] cents) {
        RuleSet rules = problem.rules();
        boolean kept = new LiteralRules(rules).hold(cents, market.objective());
        double worth = ExhaustiveSearch.worth(rules, market.objective(), cents);
        double optimum = best.map(ExhaustiveSearch.Best::worth).orElse(Double.NaN);
        double ratio = best.isEmpty() ? Double.NaN : ratio(worth, optimum, market.objective(), best.get(), rules);
        boolean met = best.isEmpty()
                || new LiteralRules(rules).wanted() == 0
                || Arrays.stream(cents).sum() >= best.get().total();
        boolean wrong = best.isEmpty() || !kept || ratio < 0.995 || !met;
        String text = wrong
                ? "planned " + Arrays.toString(cents) + " worth " + worth + ", best "
                        + best.map(b -> Arrays.toString(b.cents()) + " worth " + b.worth())
                                .orElse("none") + ", rules " + rules.rules() + ", budget " + rules.budget()
                        + ", references " + rules.references()
                : "";
        return new RulesCase(
                market.name(), seed, problem.kinds(), best.isPresent(), best.isPresent(), kept, ratio, met, true, text);
    }

    /** With penalties, worths may be small or negative; what is lost counts against the value of the best plan. */
    private static double ratio(
            double worth, double optimum, Objective objective, ExhaustiveSearch.Best best, RuleSet rules) {
        double cent = rules.unit().quantum() / 1e6;
        double value = objective.value(
                Arrays.stream(best.cents()).mapToDouble(x -> x * cent).toArray());
        double scale = Math.max(optimum, value);
        // A plan that spends less of the budget than could be spent may be worth more; that is no merit.
        return scale > 0 ? Math.min(1, 1 - (optimum - worth) / scale) : worth >= optimum ? 1 : 0;
    }

    private static RulesCase refused(
            SmallMarket market,
            long seed,
            Problem problem,
            Optional<ExhaustiveSearch.Best> best,
            RuleConflictException conflict) {
        ImmutableSet<String> parties =
                conflict.parties().stream().map(Party::rule).collect(ImmutableSet.toImmutableSet());
        boolean minimal = best.isEmpty() && isMinimal(problem, market.objective(), parties);
        boolean wrong = best.isPresent() || !minimal;
        String text = wrong
                ? "named " + parties + (best.isPresent() ? ", but a plan exists: " : ", not smallest: ")
                        + best.map(b -> Arrays.toString(b.cents())).orElse("")
                        + ", rules " + problem.rules().rules() + ", budget "
                        + problem.rules().budget()
                        + ", references " + problem.rules().references()
                : "";
        return new RulesCase(
                market.name(),
                seed,
                problem.kinds(),
                best.isPresent(),
                best.isEmpty(),
                true,
                Double.NaN,
                true,
                best.isPresent() || minimal,
                text);
    }

    /** Whether the rules of a set cannot hold together, and any of them can be left out so that the others do. */
    private static boolean isMinimal(Problem problem, Objective objective, ImmutableSet<String> parties) {
        if (isFeasible(problem, objective, parties).orElse(false)) {
            return false;
        }
        for (String left : parties) {
            ImmutableSet<String> others =
                    parties.stream().filter(id -> !id.equals(left)).collect(ImmutableSet.toImmutableSet());
            if (!isShown(problem, objective, others)
                    && !isFeasible(problem, objective, others).orElse(false)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Boolean> isFeasible(Problem problem, Objective objective, ImmutableSet<String> ids) {
        return ExhaustiveSearch.isFeasible(part(problem, ids), objective, problem.amounts());
    }

    /** Whether a plan in cents is at hand that keeps rules, read literally: where steps are left out, amounts are no steps. */
    private static boolean isShown(Problem problem, Objective objective, ImmutableSet<String> ids) {
        RuleSet rules = part(problem, ids);
        try {
            double[] nothing = new double[rules.grid().cells()];
            long[] cents = Arrays.stream(new PlanEnforcer()
                            .enforce(rules, nothing, objective, 1, Progress.SILENT)
                            .micros())
                    .map(amount -> amount / rules.unit().quantum())
                    .toArray();
            return new LiteralRules(rules).hold(cents, objective);
        } catch (RuleConflictException e) {
            return false;
        }
    }

    private static RuleSet part(Problem problem, ImmutableSet<String> ids) {
        RuleSet all = problem.rules();
        ImmutableList<Rule> some = all.rules().stream()
                .filter(rule -> ids.contains(rule.head().id()))
                .collect(ImmutableList.toImmutableList());
        Budget budget = ids.contains("budget")
                ? all.budget()
                : new Budget(all.budget().min(), UNLIMITED * all.budget().max());
        return new RuleSet(all.grid(), budget, some, ImmutableMap.copyOf(all.references()), all.unit());
    }

    private static double[] scaled(SmallMarket market, RuleSet rules) {
        double factor = rules.budget().max() / market.budget();
        return Arrays.stream(market.carryingOn()).map(x -> x * factor).toArray();
    }
}
