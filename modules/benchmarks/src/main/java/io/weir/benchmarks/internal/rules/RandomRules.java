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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random rules of every kind for a small market, every channel in steps. Half of them stand around a hidden plan that keeps
 * them; the others are what comes.
 */
public final class RandomRules {
    private final RuledMarket market;
    private final PlanGrid grid;
    private final SplittableRandom random;
    private final double step;
    private final int units;
    private final int[] multiples;
    private final HiddenPlan hidden;
    private final boolean around;
    private final List<Rule> rules = new ArrayList<>();

    private RandomRules(RuledMarket market, int units, long seed) {
        this.market = market;
        this.grid = market.grid();
        this.random = new SplittableRandom(seed);
        this.units = units;
        this.step = Math.max(1, Math.rint(market.budget() / units));
        this.multiples = new int[columns()];
        for (int column = 0; column < multiples.length; column++) {
            multiples[column] = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        }
        this.around = random.nextBoolean();
        long[] amounts = hide(random.nextInt(3) == 0 ? units - 1 - random.nextInt(2) : units);
        this.hidden = new HiddenPlan(grid, amounts, market.unit().quantum() / 1e6, references(amounts));
    }

    /** A plan of so many steps, or of nearly so many where multiples do not meet them. */
    private long[] hide(int all) {
        long[] amounts = new long[grid.cells()];
        int misses = 0;
        for (int left = all; left > 0 && misses < 20; ) {
            int cell = random.nextInt(amounts.length);
            int taken = multiples[grid.columnOf(cell)];
            if (taken > left) {
                misses++;
            } else {
                amounts[cell] += taken * stepAmount();
                left -= taken;
            }
        }
        return amounts;
    }

    private long stepAmount() {
        return Math.round(step * 1e6 / market.unit().quantum());
    }

    /**
     * Rules with the amounts that cells may have.
     *
     * @param rules the set
     * @param amounts cents, {@code [cell][]}
     * @param kinds of rules in it, steps aside
     * @param hidden a plan in cents that keeps the hard rules; empty if nobody knows of one
     */
    public record Problem(RuleSet rules, long[][] amounts, ImmutableSet<String> kinds, Optional<long[]> hidden) {}

    /**
     * @param units steps that the budget is made of
     * @param seed reproduces it
     * @throws IllegalStateException if the hidden plan breaks a rule, which would be this class's fault
     */
    public static Problem of(RuledMarket market, int units, long seed) {
        return new RandomRules(market, units, seed).problem();
    }

    private Problem problem() {
        var kinds = ImmutableSet.<String>builder();
        int count = 2 + random.nextInt(5);
        for (int k = 0; k < count; k++) {
            add(kinds);
        }
        for (int column = 0; column < columns(); column++) {
            rules.add(
                    new Rule.Step(Head.hard("step-" + name(column)), Scope.of(name(column)), multiples[column] * step));
        }
        Budget budget = random.nextInt(6) == 0 ? Budget.upTo(budget()) : Budget.exactly(budget());
        var set = new RuleSet(grid, budget, ImmutableList.copyOf(rules), hidden.references(), market.unit());
        if (around && !hidden.keeps(set, market.objective())) {
            throw new IllegalStateException("the hidden plan breaks a rule that was set around it.");
        }
        return new Problem(set, amounts(), kinds.build(), around ? Optional.of(hidden.amounts()) : Optional.empty());
    }

    private long[][] amounts() {
        long cents = stepAmount();
        return IntStream.range(0, grid.cells())
                .mapToObj(cell -> IntStream.rangeClosed(0, units / multiples[grid.columnOf(cell)])
                        .mapToLong(k -> k * multiples[grid.columnOf(cell)] * cents)
                        .toArray())
                .toArray(long[][]::new);
    }

    /** What the market's history says, or what the hidden plan begins with, or nothing. */
    private ImmutableMap<String, SpendReference> references(long[] amounts) {
        var references = ImmutableMap.<String, SpendReference>builder();
        for (int column = 0; column < columns(); column++) {
            double first = amounts[grid.cell(0, column)] * (market.unit().quantum() / 1e6);
            double mean = Math.max(step, mean(column));
            switch (random.nextInt(4)) {
                case 0 -> references.put(name(column), new SpendReference(0, mean));
                case 1 ->
                    references.put(name(column), new SpendReference(cents(mean * random.nextDouble(0.6, 1.4)), mean));
                case 2 -> {}
                default -> references.put(name(column), new SpendReference(first, mean));
            }
        }
        return references.buildOrThrow();
    }

    private void add(ImmutableSet.Builder<String> kinds) {
        RuleKind kind = RuleKind.values()[random.nextInt(RuleKind.values().length)];
        Head head = head();
        Scope scope = scope(kind);
        boolean free = !around || head.soft().isPresent() && random.nextBoolean();
        Optional<Rule> rule = free
                ? Optional.of(free(kind, head, scope))
                : new RulesAround(hidden, market.objective(), budget() - reserved(), random).of(kind, head, scope);
        rule.ifPresent(r -> {
            rules.add(r);
            kinds.add(kind.word());
        });
    }

    /** By the hard rules so far, which add up. */
    private double reserved() {
        return rules.stream()
                .filter(rule ->
                        rule instanceof Rule.Reserve && rule.head().soft().isEmpty())
                .mapToDouble(rule -> ((Rule.Reserve) rule).amount())
                .sum();
    }

    private Rule free(RuleKind kind, Head head, Scope scope) {
        return switch (kind) {
            case MIN -> new Rule.Bounds(head, scope, some(size()), none());
            case MAX -> new Rule.Bounds(head, scope, none(), some(size()));
            case FIXED -> new Rule.Fixed(head, scope, step * random.nextInt(3));
            case MIN_SHARE -> new Rule.Share(head, scope, some(hundredths(random.nextDouble(0, 0.7))), none());
            case MAX_SHARE -> new Rule.Share(head, scope, none(), some(hundredths(random.nextDouble(0.2, 1))));
            case MAX_CHANGE -> {
                double down = random.nextInt(3) == 0 ? 1 : hundredths(random.nextDouble(0.2, 1));
                yield new Rule.MaxChange(head, scope, hundredths(random.nextDouble(0.2, 2)), down);
            }
            case OFF -> {
                LocalDate day = grid.startOf(random.nextInt(grid.periods())).plusDays(random.nextInt(3));
                yield new Rule.Off(head, scope, day, day);
            }
            case COMMIT -> new Rule.Commit(head, scope, cents(size() * grid.periods()));
            case HORIZON_TOTAL -> new Rule.HorizonTotal(head, scope, step * random.nextInt(units));
            case RESERVE -> new Rule.Reserve(head, cents(step * random.nextDouble(0, 3)));
            case BUDGET_PER_PERIOD -> {
                double max = random.nextDouble(0.8, 1.6) * budget() / grid.periods();
                yield new Rule.Bounds(head, RulesAround.everyone(grid), none(), some(cents(max)));
            }
            case ON_MIN -> new Rule.OnMin(head, scope, cents(step * random.nextDouble(0.5, 3.5)));
            case AT_MOST_ACTIVE -> new Rule.AtMostActive(head, scope, random.nextInt(columns() + 1));
            case MAX_CHANGED -> new Rule.MaxChanged(head, scope, random.nextInt(columns() + 1));
            case TEST_BUDGET -> new Rule.TestBudget(head, scope, cents(step * random.nextDouble(0, 1.5)));
            case MIN_RETURN -> new Rule.MinReturn(head, scope, hundredths(meanReturn() * random.nextDouble(0.2, 1.6)));
            case UNSPENT -> new Rule.Unspent(head, random.nextBoolean());
        };
    }

    private Head head() {
        boolean soft = random.nextInt(5) == 0;
        return new Head(
                "rule-" + (rules.size() + 1), soft ? some(meanReturn() * random.nextDouble(0.05, 2)) : none(), "");
    }

    private double meanReturn() {
        return market.objective().value(market.carryingOn()) / market.budget();
    }

    private double budget() {
        return units * step;
    }

    private double size() {
        return cents(step * random.nextDouble(0, 0.8 * units / grid.periods()));
    }

    /** Counts are mostly of all channels. */
    private Scope scope(RuleKind kind) {
        boolean counts = kind == RuleKind.AT_MOST_ACTIVE || kind == RuleKind.MAX_CHANGED;
        return scope(counts && random.nextInt(3) > 0 ? everyone() : group());
    }

    private List<Integer> everyone() {
        return IntStream.range(0, columns()).boxed().toList();
    }

    private List<Integer> group() {
        List<Integer> group = random.nextBoolean()
                ? List.of(random.nextInt(columns()))
                : IntStream.range(0, columns())
                        .filter(column -> random.nextBoolean())
                        .boxed()
                        .toList();
        return group.isEmpty() ? List.of(random.nextInt(columns())) : group;
    }

    private Scope scope(List<Integer> group) {
        ImmutableSet<String> names = group.stream().map(this::name).collect(ImmutableSet.toImmutableSet());
        return new Scope(String.join("+", names), names);
    }

    private String name(int column) {
        return grid.columns().get(column).channel();
    }

    private int columns() {
        return grid.columns().size();
    }

    private double mean(int column) {
        return IntStream.range(0, grid.periods())
                .mapToDouble(period -> market.carryingOn()[grid.cell(period, column)])
                .average()
                .orElse(0);
    }

    /** Rounded down, so that what held still holds. */
    private static double cents(double amount) {
        return Math.floor(amount * 100) / 100;
    }

    private static double hundredths(double share) {
        return Math.floor(share * 100) / 100;
    }

    private static OptionalDouble some(double amount) {
        return OptionalDouble.of(amount);
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }
}
