package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Budget;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Many random rules of every kind around a hidden plan that keeps the hard ones: amounts in cents, some channels in steps,
 * some that pause, some that hold their amount for weeks.
 */
public final class FineRules {
    /** One in so many channels is booked in steps. */
    private static final int STEPS = 5;

    private static final double SOFT = 0.1;
    private static final double RESERVED = 0.02;

    private final RuledMarket market;
    private final PlanGrid grid;
    private final SplittableRandom random;
    private final HiddenPlan hidden;
    private final double budget;
    private final List<Rule> rules = new ArrayList<>();
    private int fixed;

    private FineRules(RuledMarket market, long seed) {
        this.market = market;
        this.grid = market.grid();
        this.random = new SplittableRandom(seed);
        this.hidden = hide();
        this.budget = Math.ceil(hidden.total() / (1 - RESERVED));
    }

    /**
     * Rules with a plan that keeps the hard ones.
     *
     * @param rules the set
     * @param hidden the plan, in the smallest unit
     */
    public record Problem(RuleSet rules, long[] hidden) {}

    /**
     * @param count of rules
     * @param seed reproduces them
     * @throws IllegalStateException if the plan breaks a rule, which would be this class's fault
     */
    public static Problem of(RuledMarket market, int count, long seed) {
        return new FineRules(market, seed).problem(count);
    }

    private Problem problem(int count) {
        var around = new RulesAround(hidden, market.objective(), budget, random);
        RuleKind[] kinds = RuleKind.values();
        for (int k = 0; rules.size() < count; k++) {
            RuleKind kind = kinds[k % kinds.length];
            if (k < most(kind) * kinds.length) {
                around.of(kind, head(kind), scope(kind)).ifPresent(rules::add);
            }
        }
        var set = new RuleSet(
                grid, Budget.exactly(budget), ImmutableList.copyOf(rules), hidden.references(), market.unit());
        if (!hidden.keeps(set, market.objective())) {
            throw new IllegalStateException("the hidden plan breaks a rule that was set around it.");
        }
        return new Problem(set, hidden.amounts());
    }

    /** How many of a kind there may be: what is said of all channels is said once, what counts channels for two groups. */
    private static int most(RuleKind kind) {
        return switch (kind) {
            case RESERVE, UNSPENT, BUDGET_PER_PERIOD -> 1;
            case AT_MOST_ACTIVE, MAX_CHANGED -> 2;
            default -> Integer.MAX_VALUE / RuleKind.values().length;
        };
    }

    private Head head(RuleKind kind) {
        double mean = market.objective().value(market.carryingOn()) / market.budget();
        boolean soft = kind != RuleKind.RESERVE && random.nextDouble() < SOFT;
        return new Head(
                "rule-" + (rules.size() + 1),
                soft ? OptionalDouble.of(mean * random.nextDouble(0.2, 2)) : OptionalDouble.empty(),
                "");
    }

    /** Fixed amounts are of channels that hold theirs; other kinds of one channel or of a group. */
    private Scope scope(RuleKind kind) {
        boolean counts = kind == RuleKind.AT_MOST_ACTIVE || kind == RuleKind.MAX_CHANGED;
        boolean one = kind == RuleKind.FIXED || kind == RuleKind.OFF || kind == RuleKind.ON_MIN;
        if (kind == RuleKind.FIXED) {
            return Scope.of(name(fixed++ % columns()));
        }
        if (one || !counts && random.nextInt(3) > 0) {
            return Scope.of(name(random.nextInt(columns())));
        }
        int size = counts ? columns() / 2 : 2 + random.nextInt(Math.max(1, columns() / 5));
        ImmutableSet<String> names =
                random.ints(size, 0, columns()).distinct().mapToObj(this::name).collect(ImmutableSet.toImmutableSet());
        return new Scope(String.join("+", names), names);
    }

    private HiddenPlan hide() {
        double quantum = market.unit().quantum() / 1e6;
        long[] amounts = new long[grid.cells()];
        var references = ImmutableMap.<String, SpendReference>builder();
        for (int column = 0; column < columns(); column++) {
            double level = market.carryingOn()[column] * random.nextDouble(0.5, 1.8);
            long step = 1;
            if (random.nextInt(STEPS) == 0) {
                step = Math.round(List.of(50, 100, 250).get(random.nextInt(3)) / quantum);
                Head head = Head.hard("step-" + name(column));
                rules.add(new Rule.Step(head, Scope.of(name(column)), step * quantum));
            }
            long last = over(column, level / quantum, step, amounts);
            references.put(name(column), new SpendReference(last * quantum, Math.ceil(level)));
        }
        return new HiddenPlan(grid, amounts, quantum, references.buildOrThrow());
    }

    /** Sets a channel's amounts; returns what it spent before them. */
    private long over(int column, double level, long step, long[] amounts) {
        boolean steady = random.nextInt(5) == 0;
        Optional<Integer> pause =
                !steady && random.nextInt(3) == 0 ? Optional.of(random.nextInt(grid.periods())) : Optional.empty();
        long last = rounded(level, step);
        long now = last;
        for (int period = 0; period < grid.periods(); period++) {
            if (!steady && random.nextInt(2) == 0) {
                now = rounded(level * random.nextDouble(0.7, 1.3), step);
            }
            boolean paused = pause.isPresent() && period >= pause.get() && period < pause.get() + 3;
            amounts[grid.cell(period, column)] = paused ? 0 : now;
        }
        return last;
    }

    private static long rounded(double amount, long step) {
        return Math.max(1, Math.round(amount / step)) * step;
    }

    private String name(int column) {
        return grid.columns().get(column).channel();
    }

    private int columns() {
        return grid.columns().size();
    }
}
