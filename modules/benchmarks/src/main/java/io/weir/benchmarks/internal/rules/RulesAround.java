package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableSet;
import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Rules that a hidden plan keeps: one in three to the limit, the others with room. */
final class RulesAround {
    private final HiddenPlan hidden;
    private final PlanGrid grid;
    private final Objective objective;
    private final double budget;
    private final SplittableRandom random;

    /** @param budget of which the hidden plan spends a part or all, currency; what is reserved taken off */
    RulesAround(HiddenPlan hidden, Objective objective, double budget, SplittableRandom random) {
        this.hidden = hidden;
        this.grid = hidden.grid();
        this.objective = objective;
        this.budget = budget;
        this.random = random;
    }

    /** A rule of this kind on the scope; empty if the hidden plan keeps none that says anything. */
    Optional<Rule> of(RuleKind kind, Head head, Scope scope) {
        return switch (kind) {
            case MIN -> some(new Rule.Bounds(head, scope, at(below(hidden.least(scope))), none()));
            case MAX -> some(new Rule.Bounds(head, scope, none(), at(above(hidden.most(scope)))));
            case FIXED ->
                hidden.least(scope) == hidden.most(scope)
                        ? some(new Rule.Fixed(head, scope, hidden.least(scope)))
                        : Optional.empty();
            case MIN_SHARE -> {
                double share = percent(hidden.leastShare(scope) * room(), false);
                yield some(new Rule.Share(head, scope, at(share), none()));
            }
            case MAX_SHARE -> {
                double share = Math.min(1, percent(hidden.mostShare(scope) / room(), true));
                yield some(new Rule.Share(head, scope, none(), at(share)));
            }
            case MAX_CHANGE -> {
                double[] changes = hidden.changes(scope);
                double up = percent(changes[0] / room(), true);
                yield some(new Rule.MaxChange(head, scope, up, Math.min(1, percent(changes[1] / room(), true))));
            }
            case OFF -> off(head, scope);
            case COMMIT -> some(new Rule.Commit(head, scope, below(hidden.total(scope))));
            case HORIZON_TOTAL -> some(new Rule.HorizonTotal(head, scope, hidden.total(scope)));
            case RESERVE -> some(new Rule.Reserve(head, below(Math.max(0, budget - hidden.total()))));
            case BUDGET_PER_PERIOD -> {
                Scope all = everyone(grid);
                yield some(new Rule.Bounds(head, all, none(), at(above(hidden.most(all)))));
            }
            case ON_MIN -> {
                double least = hidden.leastActive(scope);
                yield Double.isFinite(least) ? some(new Rule.OnMin(head, scope, below(least))) : Optional.empty();
            }
            case AT_MOST_ACTIVE -> {
                int most = hidden.mostActive(scope) + more();
                yield some(new Rule.AtMostActive(head, scope, most));
            }
            case MAX_CHANGED -> some(new Rule.MaxChanged(head, scope, hidden.mostChanged(scope) + more()));
            case TEST_BUDGET -> some(new Rule.TestBudget(head, scope, below(hidden.least(scope))));
            case MIN_RETURN -> {
                double returns = hidden.returns(scope, objective);
                double asked = percent(returns * 0.97 * room(), false);
                yield Double.isFinite(returns) && asked > 0
                        ? some(new Rule.MinReturn(head, scope, asked))
                        : Optional.empty();
            }
            case UNSPENT -> some(new Rule.Unspent(head, random.nextBoolean()));
        };
    }

    /** Within one period, as the plan may spend in the next. */
    private Optional<Rule> off(Head head, Scope scope) {
        int[] idle = hidden.periods(scope, sum -> sum == 0);
        if (idle.length == 0) {
            return Optional.empty();
        }
        int period = idle[random.nextInt(idle.length)];
        int days = grid.length().days();
        int first = Math.min(random.nextInt(3), days - 1);
        int last = Math.min(first + random.nextInt(4), days - 1);
        LocalDate start = grid.startOf(period);
        return some(new Rule.Off(head, scope, start.plusDays(first), start.plusDays(last)));
    }

    /** All channels, by the name that messages give them. */
    static Scope everyone(PlanGrid grid) {
        return new Scope("budget-per-period", ImmutableSet.copyOf(grid.channels()));
    }

    private int more() {
        return random.nextInt(3) == 0 ? 1 : 0;
    }

    private double room() {
        return random.nextInt(3) == 0 ? 1 : random.nextDouble(0.6, 1);
    }

    private double below(double amount) {
        return Math.floor(amount * room() / hidden.quantum() + 1e-6) * hidden.quantum();
    }

    private double above(double amount) {
        return Math.ceil(amount / room() / hidden.quantum() - 1e-6) * hidden.quantum();
    }

    private static double percent(double share, boolean up) {
        return (up ? Math.ceil(share * 100) : Math.floor(share * 100)) / 100;
    }

    private static OptionalDouble at(double amount) {
        return OptionalDouble.of(amount);
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    private static Optional<Rule> some(Rule rule) {
        return Optional.of(rule);
    }
}
