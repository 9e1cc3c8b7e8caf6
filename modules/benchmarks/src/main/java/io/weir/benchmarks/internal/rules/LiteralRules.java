package io.weir.benchmarks.internal.rules;

import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads rules as they are worded, on plans of whole amounts; shares no code with the enforcer. Amounts are in cents of the
 * rule set's unit. Plans by geo are not read.
 */
public final class LiteralRules {
    private static final long PARTS = 1_000_000_000;

    private final RuleSet rules;
    private final PlanGrid grid;
    private final double cent;

    public LiteralRules(RuleSet rules) {
        this.rules = rules;
        this.grid = rules.grid();
        this.cent = rules.unit().quantum() / 1e6;
    }

    /** Most that may be spent, cents. */
    public long most() {
        double reserved = rules.rules().stream()
                .filter(rule -> isHard(rule) && rule instanceof Rule.Reserve)
                .mapToDouble(rule -> ((Rule.Reserve) rule).amount())
                .sum();
        return down(rules.budget().max() - reserved);
    }

    /** What is to be spent if rules let it, cents. */
    public long wanted() {
        return rules.budget().min() < rules.budget().max() ? 0 : most();
    }

    /** Whether all hard rules on a period hold; those of periods before are not asked again. */
    public boolean holdsIn(int period, long[] plan) {
        for (Rule rule : rules.rules()) {
            if (isHard(rule) && broken(rule, period, plan) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all hard rules on the horizon hold, but those on returns. */
    public boolean holdsOverHorizon(long[] plan) {
        for (Rule rule : rules.rules()) {
            if (isHard(rule) && brokenOverHorizon(rule, plan) > 0) {
                return false;
            }
        }
        return Arrays.stream(plan).sum() <= most();
    }

    /** Whether hard rules ask for returns. */
    public boolean asksForReturns() {
        return rules.rules().stream().anyMatch(rule -> isHard(rule) && rule instanceof Rule.MinReturn);
    }

    /** Whether hard rules limit shares. */
    public boolean hasShares() {
        return rules.rules().stream().anyMatch(rule -> isHard(rule) && rule instanceof Rule.Share);
    }

    /** Whether all returns that hard rules ask for are brought. */
    public boolean bringsReturns(long[] plan, Objective objective) {
        return rules.rules().stream()
                .filter(LiteralRules::isHard)
                .allMatch(rule -> !(rule instanceof Rule.MinReturn floor) || lacking(floor, plan, objective) <= 0);
    }

    /** Whether every hard rule holds. */
    public boolean hold(long[] plan, Objective objective) {
        for (int period = 0; period < grid.periods(); period++) {
            if (!holdsIn(period, plan)) {
                return false;
            }
        }
        return holdsOverHorizon(plan) && bringsReturns(plan, objective);
    }

    /** What broken soft rules cost, units of the objective. */
    public double penalties(long[] plan, Objective objective) {
        double sum = 0;
        for (Rule rule : rules.rules()) {
            if (!isHard(rule)) {
                sum += rule.head().soft().getAsDouble() * broken(rule, plan, objective);
            }
        }
        return sum;
    }

    /** Currency by which a rule is broken over the horizon. */
    private double broken(Rule rule, long[] plan, Objective objective) {
        if (rule instanceof Rule.MinReturn floor) {
            return Math.max(0, lacking(floor, plan, objective));
        }
        double sum = brokenOverHorizon(rule, plan);
        for (int period = 0; period < grid.periods(); period++) {
            sum += broken(rule, period, plan);
        }
        return sum * cent;
    }

    private static boolean isHard(Rule rule) {
        return rule.head().soft().isEmpty();
    }

    /** Cents, rounded up from nine decimals. */
    private double broken(Rule rule, int period, long[] plan) {
        if (rule instanceof Rule.Bounds r) {
            return outside(sum(r.scope(), period, plan), r.min(), r.max());
        } else if (rule instanceof Rule.Fixed r) {
            return Math.abs(sum(r.scope(), period, plan) - down(r.amount()));
        } else if (rule instanceof Rule.Share r) {
            long all = sum(null, period, plan);
            long part = sum(r.scope(), period, plan);
            double below = r.min().isPresent() ? parts(r.min().getAsDouble(), all, part) : 0;
            double above = r.max().isPresent() ? -parts(r.max().getAsDouble(), all, part) : 0;
            return Math.max(0, Math.max(below, above));
        } else if (rule instanceof Rule.MaxChange r) {
            return change(r, period, plan);
        } else if (rule instanceof Rule.Step r) {
            long step = down(r.amount());
            long over = sum(r.scope(), period, plan) % step;
            return Math.min(over, step - over);
        } else if (rule instanceof Rule.Off r) {
            return covers(r, period) ? sum(r.scope(), period, plan) : 0;
        } else if (rule instanceof Rule.OnMin r) {
            double sum = sum(r.scope(), period, plan);
            double least = exact(r.amount());
            return sum == 0 || sum >= least ? 0 : Math.min(sum, least - sum);
        } else if (rule instanceof Rule.TestBudget r) {
            return outside(sum(r.scope(), period, plan), OptionalDouble.of(r.amount()), OptionalDouble.empty());
        } else if (rule instanceof Rule.AtMostActive r) {
            return surplus(
                    r.scope().channels().stream()
                            .map(channel -> sum(Scope.of(channel), period, plan))
                            .toList(),
                    r.most());
        } else if (rule instanceof Rule.MaxChanged r) {
            return surplus(
                    r.scope().channels().stream()
                            .map(channel -> difference(channel, period, plan))
                            .toList(),
                    r.most());
        }
        return 0;
    }

    private double brokenOverHorizon(Rule rule, long[] plan) {
        if (rule instanceof Rule.Commit r) {
            return Math.max(0, exact(r.amount()) - overHorizon(r.scope(), plan));
        } else if (rule instanceof Rule.HorizonTotal r) {
            return Math.abs(down(r.amount()) - overHorizon(r.scope(), plan));
        } else if (rule instanceof Rule.Reserve r && !isHard(r)) {
            double most = exact(rules.budget().max()) - exact(r.amount());
            return Math.max(0, Arrays.stream(plan).sum() - most);
        }
        return 0;
    }

    /** Currency of spend that has not brought its return. */
    private double lacking(Rule.MinReturn rule, long[] plan, Objective objective) {
        double[] spend = Arrays.stream(plan).mapToDouble(x -> x * cent).toArray();
        double[] without = spend.clone();
        double own = 0;
        for (int cell = 0; cell < plan.length; cell++) {
            if (rule.scope().channels().contains(channel(cell))) {
                own += spend[cell];
                without[cell] = 0;
            }
        }
        double brought = objective.value(spend) - objective.value(without);
        return (rule.amount() * own - brought) / (rule.amount() > 0 ? rule.amount() : 1);
    }

    private double change(Rule.MaxChange rule, int period, long[] plan) {
        if (isOff(rule.scope(), period)) {
            return 0;
        }
        double from = period > 0 ? sum(rule.scope(), period - 1, plan) : reference(rule.scope(), true);
        boolean afterNothing = from == 0;
        if (afterNothing) {
            from = reference(rule.scope(), false);
        }
        if (from == 0) {
            return 0;
        }
        double now = sum(rule.scope(), period, plan);
        double above = now - nine(1 + rule.up()) * from;
        double below = afterNothing ? 0 : nine(1 - rule.down()) * from - now;
        double broken = Math.max(0, Math.max(above, below));
        return broken > 1e-6 ? broken : 0;
    }

    /** A day of a hard blackout of the whole scope. */
    private boolean isOff(Scope scope, int period) {
        return scope.channels().stream()
                .allMatch(channel -> rules.rules().stream()
                        .anyMatch(rule -> isHard(rule)
                                && rule instanceof Rule.Off off
                                && off.scope().channels().contains(channel)
                                && covers(off, period)));
    }

    private boolean covers(Rule.Off rule, int period) {
        return !rule.from().isAfter(grid.startOf(period + 1).minusDays(1))
                && !rule.to().isBefore(grid.startOf(period));
    }

    private double reference(Scope scope, boolean last) {
        double sum = 0;
        for (String channel : scope.channels()) {
            SpendReference reference = rules.references().get(channel);
            if (reference == null) {
                return 0;
            }
            sum += exact(last ? reference.last() : reference.meanActive());
        }
        return sum;
    }

    private long difference(String channel, int period, long[] plan) {
        long now = sum(Scope.of(channel), period, plan);
        if (period > 0) {
            return Math.abs(now - sum(Scope.of(channel), period - 1, plan));
        }
        SpendReference reference = rules.references().get(channel);
        return Math.abs(now - (reference == null ? 0 : Math.round(exact(reference.last()))));
    }

    private static double surplus(List<Long> sizes, int most) {
        List<Long> active = sizes.stream().filter(size -> size > 0).sorted().toList();
        double sum = 0;
        for (int k = 0; k < active.size() - most; k++) {
            sum += active.get(k);
        }
        return sum;
    }

    private double outside(long sum, OptionalDouble min, OptionalDouble max) {
        double below = min.isPresent() ? exact(min.getAsDouble()) - sum : 0;
        double above = max.isPresent() ? sum - exact(max.getAsDouble()) : 0;
        return Math.max(0, Math.max(below, above));
    }

    /** {@code share * all - part}, cents, exact. */
    private static double parts(double share, long all, long part) {
        long whole = BigDecimal.valueOf(share)
                .setScale(9, RoundingMode.HALF_EVEN)
                .movePointRight(9)
                .longValueExact();
        return Math.subtractExact(Math.multiplyExact(whole, all), Math.multiplyExact(part, PARTS)) / (double) PARTS;
    }

    private static double nine(double ratio) {
        return BigDecimal.valueOf(ratio).setScale(9, RoundingMode.HALF_EVEN).doubleValue();
    }

    private double exact(double amount) {
        return BigDecimal.valueOf(amount)
                .divide(BigDecimal.valueOf(cent), 6, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private long down(double amount) {
        return (long) Math.floor(exact(amount));
    }

    private long overHorizon(Scope scope, long[] plan) {
        long sum = 0;
        for (int period = 0; period < grid.periods(); period++) {
            sum += sum(scope, period, plan);
        }
        return sum;
    }

    /** @param scope null for all channels */
    private long sum(@org.jspecify.annotations.Nullable Scope scope, int period, long[] plan) {
        long sum = 0;
        for (int column = 0; column < grid.columns().size(); column++) {
            int cell = grid.cell(period, column);
            if (scope == null || scope.channels().contains(channel(cell))) {
                sum += plan[cell];
            }
        }
        return sum;
    }

    private String channel(int cell) {
        return grid.columns().get(grid.columnOf(cell)).channel();
    }
}
