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
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random rules of every kind for a small market, every channel in steps. Half of them stand around a hidden plan that keeps
 * them; the others are what comes.
 */
public final class RandomRules {
    private static final int KINDS = 15;

    private final SmallMarket market;
    private final PlanGrid grid;
    private final SplittableRandom random;
    private final double step;
    private final int units;
    private final int[] multiples;
    private final double[] hidden;
    private final boolean around;
    private final List<Rule> rules = new ArrayList<>();

    private RandomRules(SmallMarket market, int units, long seed) {
        this.market = market;
        this.grid = market.grid();
        this.random = new SplittableRandom(seed);
        this.units = units;
        this.step = Math.max(1, Math.rint(market.budget() / units));
        this.multiples = new int[columns()];
        for (int column = 0; column < multiples.length; column++) {
            multiples[column] = random.nextInt(4) == 0 ? 2 : 1;
        }
        this.around = random.nextBoolean();
        this.hidden = new double[grid.cells()];
        for (int left = units; left > 0; ) {
            int cell = random.nextInt(hidden.length);
            int taken = multiples[grid.columnOf(cell)];
            if (taken > left) {
                break;
            }
            hidden[cell] += taken * step;
            left -= taken;
        }
    }

    /**
     * Rules with the amounts that cells may have.
     *
     * @param rules the set
     * @param amounts cents, {@code [cell][]}
     * @param kinds of rules in it, steps aside
     */
    public record Problem(RuleSet rules, long[][] amounts, ImmutableSet<String> kinds) {
        /** Whether a return is asked for, which is not linear. */
        public boolean asksForReturns() {
            return kinds.contains("min-return");
        }
    }

    /**
     * @param units steps that the budget is made of
     * @param seed reproduces it
     */
    public static Problem of(SmallMarket market, int units, long seed) {
        return new RandomRules(market, units, seed).problem();
    }

    private Problem problem() {
        var kinds = ImmutableSet.<String>builder();
        int count = 2 + random.nextInt(5);
        for (int k = 0; k < count; k++) {
            kinds.add(add());
        }
        for (int column = 0; column < columns(); column++) {
            rules.add(
                    new Rule.Step(Head.hard("step-" + name(column)), Scope.of(name(column)), multiples[column] * step));
        }
        double total = units * step;
        Budget budget = random.nextInt(6) == 0 ? Budget.upTo(total) : Budget.exactly(total);
        var set = new RuleSet(grid, budget, ImmutableList.copyOf(rules), references(), market.unit());
        return new Problem(set, amounts(), kinds.build());
    }

    private long[][] amounts() {
        long cents = Math.round(step * 1e6 / market.unit().quantum());
        return IntStream.range(0, grid.cells())
                .mapToObj(cell -> IntStream.rangeClosed(0, units / multiples[grid.columnOf(cell)])
                        .mapToLong(k -> k * multiples[grid.columnOf(cell)] * cents)
                        .toArray())
                .toArray(long[][]::new);
    }

    /** What the market's history says, or what the hidden plan begins with, or nothing. */
    private ImmutableMap<String, SpendReference> references() {
        var references = ImmutableMap.<String, SpendReference>builder();
        for (int column = 0; column < columns(); column++) {
            double first = hidden[grid.cell(0, column)];
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

    private String add() {
        List<Integer> group = group();
        Scope scope = scope(group);
        Head head = head();
        switch (random.nextInt(KINDS)) {
            case 0 -> {
                double min = around ? least(group) * random.nextDouble(0.5, 1) : size();
                rules.add(new Rule.Bounds(head, scope, some(cents(min)), OptionalDouble.empty()));
                return "min";
            }
            case 1 -> {
                double max = around ? most(group) * random.nextDouble(1, 1.5) : size();
                rules.add(new Rule.Bounds(head, scope, OptionalDouble.empty(), some(up(max))));
                return "max";
            }
            case 2 -> {
                boolean constant = least(group) == most(group);
                rules.add(new Rule.Fixed(head, scope, around && constant ? least(group) : step * random.nextInt(3)));
                return "fixed";
            }
            case 3 -> {
                double share = around ? share(group, false) : random.nextDouble(0, 0.7);
                rules.add(new Rule.Share(head, scope, some(hundredths(share, false)), OptionalDouble.empty()));
                return "min-share";
            }
            case 4 -> {
                double share = around ? share(group, true) : random.nextDouble(0.2, 1);
                rules.add(new Rule.Share(head, scope, OptionalDouble.empty(), some(hundredths(share, true))));
                return "max-share";
            }
            case 5 -> {
                double down = random.nextInt(3) == 0 ? 1 : random.nextDouble(0.2, 1);
                rules.add(new Rule.MaxChange(
                        head, scope, hundredths(random.nextDouble(0.2, 2), true), hundredths(down, true)));
                return "max-change";
            }
            case 6 -> {
                LocalDate day = grid.startOf(random.nextInt(grid.periods())).plusDays(random.nextInt(3));
                rules.add(new Rule.Off(head, scope, day, day));
                return "off";
            }
            case 7 -> {
                double sum = around ? total(group) * random.nextDouble(0.6, 1) : size() * grid.periods();
                rules.add(new Rule.Commit(head, scope, cents(sum)));
                return "commit";
            }
            case 8 -> {
                rules.add(new Rule.Reserve(head, around ? 0 : cents(step * random.nextDouble(0, 3))));
                return "reserve";
            }
            case 9 -> {
                Scope all = new Scope("budget-per-period", ImmutableSet.copyOf(grid.channels()));
                double max =
                        around ? most(everyone()) * random.nextDouble(1, 1.3) : 1.5 * units * step / grid.periods();
                rules.add(new Rule.Bounds(head, all, OptionalDouble.empty(), some(up(max))));
                return "budget-per-period";
            }
            case 10 -> {
                rules.add(new Rule.OnMin(head, scope, cents(step * random.nextDouble(0.5, 3.5))));
                return "on-min";
            }
            case 11 -> {
                Scope all = scope(everyone());
                rules.add(new Rule.AtMostActive(head, all, 1 + random.nextInt(columns())));
                return "at-most-active";
            }
            case 12 -> {
                Scope all = scope(everyone());
                rules.add(new Rule.MaxChanged(head, all, random.nextInt(columns() + 1)));
                return "max-changed";
            }
            case 13 -> {
                double amount = around ? least(group) : step * random.nextDouble(0, 1.5);
                rules.add(new Rule.TestBudget(head, scope, cents(amount)));
                return "test-budget";
            }
            default -> {
                double mean = market.objective().value(market.carryingOn()) / market.budget();
                rules.add(new Rule.MinReturn(head, scope, hundredths(mean * random.nextDouble(0.2, 1.6), false)));
                return "min-return";
            }
        }
    }

    private Head head() {
        double mean = market.objective().value(market.carryingOn()) / market.budget();
        boolean soft = random.nextInt(5) == 0;
        return new Head(
                "rule-" + (rules.size() + 1),
                soft ? some(mean * random.nextDouble(0.05, 2)) : OptionalDouble.empty(),
                "");
    }

    private double size() {
        return step * random.nextDouble(0, 0.8 * units / grid.periods());
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

    private double sum(List<Integer> group, int period) {
        return group.stream()
                .mapToDouble(column -> hidden[grid.cell(period, column)])
                .sum();
    }

    private double least(List<Integer> group) {
        return IntStream.range(0, grid.periods())
                .mapToDouble(t -> sum(group, t))
                .min()
                .orElse(0);
    }

    private double most(List<Integer> group) {
        return IntStream.range(0, grid.periods())
                .mapToDouble(t -> sum(group, t))
                .max()
                .orElse(0);
    }

    private double total(List<Integer> group) {
        return IntStream.range(0, grid.periods())
                .mapToDouble(t -> sum(group, t))
                .sum();
    }

    private double share(List<Integer> group, boolean highest) {
        var shares = IntStream.range(0, grid.periods())
                .filter(t -> sum(everyone(), t) > 0)
                .mapToDouble(t -> sum(group, t) / sum(everyone(), t));
        return highest ? shares.max().orElse(1) : shares.min().orElse(0);
    }

    /** Rounded down, so that what held still holds. */
    private static double cents(double amount) {
        return Math.floor(amount * 100) / 100;
    }

    private static double up(double amount) {
        return Math.ceil(amount * 100) / 100;
    }

    private static double hundredths(double share, boolean up) {
        return (up ? Math.ceil(share * 100) : Math.floor(share * 100)) / 100;
    }

    private static OptionalDouble some(double amount) {
        return OptionalDouble.of(amount);
    }
}
