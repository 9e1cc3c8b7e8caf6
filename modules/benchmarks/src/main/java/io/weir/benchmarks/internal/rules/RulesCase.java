package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.rules.ExhaustiveSearch.Best;
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
import io.weir.planning.Allocator.Allocated;
import java.util.Arrays;
import java.util.Optional;

/**
 * One random rule set, solved by us and by trying every plan.
 *
 * @param market name, with the number of periods
 * @param seed of the set
 * @param kinds of rules in it
 * @param feasible whether a plan exists
 * @param answered whether we found a plan where one exists, and named a conflict where none does
 * @param kept whether our plan keeps every hard rule, read literally; true where there is none
 * @param ratio worth of our plan over the best; NaN where there is none
 * @param totalMet whether it spends as much of the budget as can be
 * @param minimal whether the conflict set is smallest; true where there is none
 * @param bounded whether no plan is worth more than the bound that was told; true where there is no plan
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
        boolean bounded,
        String text) {
    /** A total that no small problem can reach, in budgets. */
    private static final double UNLIMITED = 4;

    /** Where penalties leave less than this part of the best plan's value, losses are measured against the value. */
    private static final double LEFT = 0.1;

    private static final double ROUNDING = 1e-9;

    /** Ratios below this are told as falling short. */
    private static final double TOLD = 0.995;

    /** Whether a return is asked for. */
    public boolean asksForReturns() {
        return kinds.contains(RuleKind.MIN_RETURN.word());
    }

    /** Solves one. */
    public static RulesCase of(RuledMarket market, int units, long seed) {
        Problem problem = RandomRules.of(market, units, seed);
        Optional<Best> best = ExhaustiveSearch.best(problem.rules(), market.objective(), problem.amounts());
        return new Solving(market, seed, problem, best).solved();
    }

    private record Solving(RuledMarket market, long seed, Problem problem, Optional<Best> best) {
        RulesCase solved() {
            try {
                Allocated allocated =
                        new Allocator().allocate(rules(), market.objective(), carryingOn(), seed, Progress.SILENT);
                long[] cents = Arrays.stream(allocated.enforced().micros())
                        .map(amount -> amount / rules().unit().quantum())
                        .toArray();
                return planned(cents, allocated.proposal().upperBound());
            } catch (RuleConflictException e) {
                return refused(e.parties().stream().map(Party::rule).collect(ImmutableSet.toImmutableSet()));
            } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
                return of(false, true, best.isPresent() ? 0 : Double.NaN, false, false, true, "failed: " + e);
            }
        }

        private RulesCase planned(long[] cents, double bound) {
            boolean kept = new LiteralRules(rules()).hold(cents, market.objective());
            double ratio = best.map(b -> kept ? ratio(cents, b) : 0).orElse(Double.NaN);
            boolean met = best.isEmpty() || spends(cents, best.get()) >= 1;
            boolean bounded = best.map(b -> isBounded(b, bound)).orElse(true);
            boolean wrong = best.isEmpty() || !kept || !(ratio >= TOLD) || !met || !bounded;
            String text = "planned " + Arrays.toString(cents) + (kept ? "" : " which breaks rules") + ", worth "
                    + worth(cents) + ", bound " + bound;
            return of(best.isPresent(), kept, ratio, met, best.isPresent(), bounded, wrong ? text : "");
        }

        private RulesCase refused(ImmutableSet<String> parties) {
            boolean minimal = best.isEmpty() && isMinimal(parties);
            String named = "named " + parties;
            return of(best.isEmpty(), true, Double.NaN, true, best.isPresent() || minimal, true, minimal ? "" : named);
        }

        private RulesCase of(
                boolean answered,
                boolean kept,
                double ratio,
                boolean totalMet,
                boolean minimal,
                boolean bounded,
                String wrong) {
            String text = wrong.isEmpty() ? "" : wrong + ", " + bestInWords() + ", " + RuleWords.of(rules());
            return new RulesCase(
                    market.name() + " x " + market.grid().periods(),
                    seed,
                    problem.kinds(),
                    best.isPresent(),
                    answered,
                    kept,
                    ratio,
                    totalMet,
                    minimal,
                    bounded,
                    text);
        }

        /** The bound is of plans that spend what the rules without steps let be spent. */
        private boolean isBounded(Best best, double bound) {
            boolean spendsLess = best.total() < new LiteralRules(rules()).wanted();
            return spendsLess || best.worth() <= bound + ROUNDING * Math.abs(bound);
        }

        private String bestInWords() {
            return best.map(b -> "best " + Arrays.toString(b.cents()) + ", worth " + b.worth())
                    .orElse("none keeps all rules");
        }

        /**
         * A plan that spends less of an exact budget than can be spent is no better than by what it spends. Penalties may
         * leave little or nothing of a plan's value; then losses are parts of the value.
         */
        private double ratio(long[] cents, Best best) {
            double value = market.objective().value(spend(best.cents()));
            double scale = best.worth() > LEFT * value ? best.worth() : Math.max(value, -best.worth());
            double lost = best.worth() - worth(cents);
            double ratio = scale > 0 ? 1 - lost / scale : lost <= 0 ? 1 : 0;
            return Math.min(ratio, spends(cents, best));
        }

        /** What of the most that can be spent it spends, where all is to be spent. */
        private double spends(long[] cents, Best best) {
            boolean any = new LiteralRules(rules()).wanted() == 0 || best.total() == 0;
            return any ? 1 : Arrays.stream(cents).sum() / (double) best.total();
        }

        private double worth(long[] cents) {
            return ExhaustiveSearch.worth(rules(), market.objective(), cents);
        }

        private double[] spend(long[] cents) {
            double cent = rules().unit().quantum() / 1e6;
            return Arrays.stream(cents).mapToDouble(x -> x * cent).toArray();
        }

        private double[] carryingOn() {
            double factor = rules().budget().max() / market.budget();
            return Arrays.stream(market.carryingOn()).map(x -> x * factor).toArray();
        }

        /** Whether the rules of a set cannot hold together, and any of them can be left out so that the others do. */
        private boolean isMinimal(ImmutableSet<String> parties) {
            return !mayHold(parties)
                    && parties.stream()
                            .allMatch(left -> mayHold(parties.stream()
                                    .filter(id -> !id.equals(left))
                                    .collect(ImmutableSet.toImmutableSet())));
        }

        /** Where steps are left out, amounts may lie between them: then a plan that the enforcer finds is a witness too. */
        private boolean mayHold(ImmutableSet<String> ids) {
            RuleSet part = part(ids);
            return ExhaustiveSearch.isFeasible(part, market.objective(), problem.amounts())
                            .orElse(false)
                    || isWitnessed(part, market.objective());
        }

        private RuleSet part(ImmutableSet<String> ids) {
            ImmutableList<Rule> some = rules().rules().stream()
                    .filter(rule -> ids.contains(rule.head().id()))
                    .collect(ImmutableList.toImmutableList());
            Budget all = rules().budget();
            Budget budget = ids.contains("budget") ? all : new Budget(all.min(), UNLIMITED * all.max());
            return new RuleSet(rules().grid(), budget, some, rules().references(), rules().unit());
        }

        private RuleSet rules() {
            return problem.rules();
        }
    }

    /** Whether a plan in cents is found that keeps the rules, read literally. */
    private static boolean isWitnessed(RuleSet rules, Objective objective) {
        try {
            long[] micros = new PlanEnforcer()
                    .enforce(rules, new double[rules.grid().cells()], objective, 1, Progress.SILENT)
                    .micros();
            long[] cents = Arrays.stream(micros)
                    .map(amount -> amount / rules.unit().quantum())
                    .toArray();
            return new LiteralRules(rules).hold(cents, objective);
        } catch (RuleConflictException e) {
            return false;
        }
    }
}
