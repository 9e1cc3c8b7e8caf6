package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns rules into {@link RuleForms}: one method per kind of rule.
 *
 * <p>A change limit is linear between two periods with spend. It is lifted on the way into a period in which the whole
 * scope is off, and the period after that is compared with the mean of history's active periods, upwards only. So is the
 * period after one that the plan itself may leave at zero, by a clause.
 */
final class RuleCompiler {
    private final RuleSet rules;
    private final PlanGrid grid;
    private final Wording words;
    private final BitSet off = new BitSet();
    private final ImmutableList.Builder<Limit> limits = ImmutableList.builder();
    private final ImmutableList.Builder<Multiple> multiples = ImmutableList.builder();
    private final ImmutableList.Builder<Clause> clauses = ImmutableList.builder();
    private final ImmutableList.Builder<ReturnFloor> floors = ImmutableList.builder();
    private final Amounts amounts;

    private RuleCompiler(RuleSet rules) {
        this.rules = rules;
        this.grid = rules.grid();
        this.words = new Wording(grid, rules.unit());
        this.amounts = new Amounts(rules.unit().quantum());
    }

    static RuleForms compile(RuleSet rules) {
        var compiler = new RuleCompiler(rules);
        rules.rules().forEach(compiler::noteOff);
        rules.rules().forEach(compiler::add);
        return new RuleForms(
                compiler.limits.build(), compiler.multiples.build(), compiler.clauses.build(), compiler.floors.build());
    }

    private void add(Rule rule) {
        if (rule instanceof Rule.Bounds bounds) {
            bounds(bounds);
        } else if (rule instanceof Rule.Fixed fixed) {
            fixed(fixed);
        } else if (rule instanceof Rule.Share share) {
            share(share);
        } else if (rule instanceof Rule.MaxChange change) {
            maxChange(change);
        } else if (rule instanceof Rule.Step step) {
            step(step);
        } else if (rule instanceof Rule.Off closed) {
            off(closed);
        } else if (rule instanceof Rule.Commit commit) {
            commit(commit);
        } else if (rule instanceof Rule.HorizonTotal total) {
            horizonTotal(total);
        } else if (rule instanceof Rule.Reserve reserve) {
            softReserve(reserve);
        } else if (rule instanceof Rule.OnMin onMin) {
            onMin(onMin);
        } else if (rule instanceof Rule.AtMostActive active) {
            atMostActive(active);
        } else if (rule instanceof Rule.MaxChanged changed) {
            maxChanged(changed);
        } else if (rule instanceof Rule.TestBudget test) {
            testBudget(test);
        } else if (rule instanceof Rule.MinReturn floor) {
            minReturn(floor);
        }
    }

    private void bounds(Rule.Bounds rule) {
        for (int period = 0; period < grid.periods(); period++) {
            var sum = sum(rule.head(), LimitKind.BOUNDS, rule.scope(), period);
            String name = words.scope(rule.scope());
            if (rule.min().isPresent()) {
                double min = rule.min().getAsDouble();
                sum.atLeast(min, name + " min " + words.amount(min));
            }
            if (rule.max().isPresent()) {
                double max = rule.max().getAsDouble();
                sum.atMost(max, name + " max " + words.amount(max));
            }
        }
    }

    private void fixed(Rule.Fixed rule) {
        double amount = rule.amount();
        for (int period = 0; period < grid.periods(); period++) {
            sum(rule.head(), LimitKind.FIXED, rule.scope(), period)
                    .exactly(amount, words.scope(rule.scope()) + " fixed " + words.amount(amount));
        }
    }

    private void share(Rule.Share rule) {
        for (int period = 0; period < grid.periods(); period++) {
            share(rule, period, "min-share", rule.min(), Side.LOWER);
            share(rule, period, "max-share", rule.max(), Side.UPPER);
        }
    }

    /** {@code sum(scope) - share * sum(all)} against zero. */
    private void share(Rule.Share rule, int period, String name, OptionalDouble share, Side side) {
        if (share.isEmpty()) {
            return;
        }
        double part = share.getAsDouble();
        int[] held = cells(rule.scope(), period);
        int first = grid.cell(period, 0);
        double[] all = new double[grid.columns().size()];
        Arrays.fill(all, -part);
        Arrays.stream(held).forEach(cell -> all[cell - first] = 1 - part);
        int[] kept = IntStream.range(0, all.length).filter(k -> all[k] != 0).toArray();
        int[] cells = Arrays.stream(kept).map(k -> first + k).toArray();
        double[] coefficients = Arrays.stream(kept).mapToDouble(k -> all[k]).toArray();
        String what = words.scope(rule.scope()) + " " + name + " " + Wording.percent(part);
        new Sum(rule.head(), LimitKind.SHARE, words.in(period), cells, coefficients, held).against(0, side, what);
    }

    private void maxChange(Rule.MaxChange rule) {
        OptionalDouble mean = reference(rule.scope(), SpendReference::meanActive);
        OptionalDouble last = reference(rule.scope(), SpendReference::last);
        boolean spends = false;
        for (int period = 0; period < grid.periods(); period++) {
            if (isOff(rule.scope(), period)) {
                spends = false;
                continue;
            }
            if (period == 0 && last.isPresent()) {
                changeFrom(rule, period, last, last);
                spends = rule.down() < 1;
            } else if (period == 0 || isOff(rule.scope(), period - 1)) {
                changeFrom(rule, period, mean, OptionalDouble.empty());
                spends = false;
            } else {
                changeFromPeriodBefore(rule, period, spends, mean);
                spends = spends && rule.down() < 1;
            }
            spends = spends || mustSpend(rule.scope());
        }
    }

    /** Whether another hard rule keeps a scope from spending nothing in any period in which it is not off. */
    private boolean mustSpend(Scope scope) {
        return rules.rules().stream()
                .filter(rule -> rule.head().soft().isEmpty())
                .anyMatch(rule -> rule instanceof Rule.Bounds bounds
                                && bounds.min().orElse(0) > 0
                                && isWithin(bounds.scope(), scope)
                        || rule instanceof Rule.Fixed fixed && fixed.amount() > 0 && isWithin(fixed.scope(), scope));
    }

    private static boolean isWithin(Scope inner, Scope outer) {
        return outer.channels().containsAll(inner.channels());
    }

    private void changeFrom(Rule.MaxChange rule, int period, OptionalDouble upFrom, OptionalDouble downFrom) {
        var sum = sum(rule.head(), LimitKind.MAX_CHANGE, rule.scope(), period);
        if (upFrom.isPresent() && rule.up() < Double.POSITIVE_INFINITY) {
            double from = upFrom.getAsDouble();
            sum.atMost((1 + rule.up()) * from, change(rule, Side.UPPER) + " from " + words.amount(from));
        }
        if (downFrom.isPresent() && rule.down() < 1) {
            double from = downFrom.getAsDouble();
            sum.atLeast((1 - rule.down()) * from, change(rule, Side.LOWER) + " from " + words.amount(from));
        }
    }

    /** @param spends whether the period before cannot spend nothing */
    private void changeFromPeriodBefore(Rule.MaxChange rule, int period, boolean spends, OptionalDouble mean) {
        boolean rises = rule.up() < Double.POSITIVE_INFINITY;
        if (rises && spends) {
            ratio(rule, period, 1 + rule.up()).against(0, Side.UPPER, change(rule, Side.UPPER));
        } else if (rises) {
            riseOrStart(rule, period, mean);
        }
        if (rule.down() < 1) {
            ratio(rule, period, 1 - rule.down()).against(0, Side.LOWER, change(rule, Side.LOWER));
        }
    }

    private void riseOrStart(Rule.MaxChange rule, int period, OptionalDouble mean) {
        int[] now = cells(rule.scope(), period);
        if (now.length > 0) {
            clauses.add(new RiseLimit(
                    rule.head(),
                    change(rule, Side.UPPER),
                    words.in(period),
                    cells(rule.scope(), period - 1),
                    now,
                    Amounts.ratio(1 + rule.up()),
                    mean.isPresent() ? amounts.down((1 + rule.up()) * mean.getAsDouble(), 1) : RiseLimit.FREE));
        }
    }

    private Sum ratio(Rule.MaxChange rule, int period, double factor) {
        int[] before = cells(rule.scope(), period - 1);
        int[] now = cells(rule.scope(), period);
        int[] cells =
                IntStream.concat(Arrays.stream(before), Arrays.stream(now)).toArray();
        double[] coefficients = new double[cells.length];
        Arrays.fill(coefficients, 0, before.length, -factor);
        Arrays.fill(coefficients, before.length, cells.length, 1);
        return new Sum(rule.head(), LimitKind.MAX_CHANGE, words.in(period), cells, coefficients, now);
    }

    private String change(Rule.MaxChange rule, Side side) {
        String way = side == Side.UPPER ? "up " + Wording.percent(rule.up()) : "down " + Wording.percent(rule.down());
        return words.scope(rule.scope()) + " max-change " + way;
    }

    /** What the scope's channels spent before, together; empty if that is nothing or not known of all. */
    private OptionalDouble reference(Scope scope, ToDoubleFunction<SpendReference> amount) {
        if (!rules.references().keySet().containsAll(scope.channels())) {
            return OptionalDouble.empty();
        }
        double sum = scope.channels().stream()
                .mapToDouble(channel -> amount.applyAsDouble(
                        Objects.requireNonNull(rules.references().get(channel))))
                .sum();
        return sum > 0 ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private void step(Rule.Step rule) {
        String what = words.scope(rule.scope()) + " step " + words.amount(rule.amount());
        for (int period = 0; period < grid.periods(); period++) {
            int[] cells = cells(rule.scope(), period);
            multiples.add(new Multiple(rule.head(), what, words.in(period), cells, rule.amount()));
        }
    }

    private void off(Rule.Off rule) {
        String what = words.scope(rule.scope()) + " off from " + rule.from() + " to " + rule.to();
        for (int period = 0; period < grid.periods(); period++) {
            if (covers(rule, period)) {
                sum(rule.head(), LimitKind.OFF, rule.scope(), period).atMost(0, what);
            }
        }
    }

    private void onMin(Rule.OnMin rule) {
        String what = words.scope(rule.scope()) + " on-min " + words.amount(rule.amount());
        long least = amounts.up(rule.amount(), 1);
        for (int period = 0; period < grid.periods() && least > 0; period++) {
            int[] cells = cells(rule.scope(), period);
            if (cells.length > 0) {
                clauses.add(new OnMinimum(rule.head(), what, words.in(period), cells, least));
            }
        }
    }

    private void atMostActive(Rule.AtMostActive rule) {
        String what = words.scope(rule.scope()) + " at-most-active " + rule.most();
        if (rule.most() >= rule.scope().channels().size()) {
            return;
        }
        for (int period = 0; period < grid.periods(); period++) {
            int at = period;
            ImmutableList<int[]> channels =
                    channels(rule.scope()).map(channel -> cells(channel, at)).collect(ImmutableList.toImmutableList());
            clauses.add(new ActiveCount(rule.head(), what, words.in(period), channels, rule.most()));
        }
    }

    private void maxChanged(Rule.MaxChanged rule) {
        String what = words.scope(rule.scope()) + " max-changed " + rule.most();
        if (rule.most() >= rule.scope().channels().size()) {
            return;
        }
        for (int period = 0; period < grid.periods(); period++) {
            int at = period;
            var changes = channels(rule.scope())
                    .map(channel -> differences(channel, at))
                    .collect(ImmutableList.toImmutableList());
            clauses.add(new ChangeCount(rule.head(), what, words.in(period), changes, rule.most()));
        }
    }

    /** Column by column; the first period, whose reference is not known by geo, by what the channel spends. */
    private ImmutableList<ChangeCount.Difference> differences(Scope channel, int period) {
        int[] now = cells(channel, period);
        if (period == 0) {
            SpendReference reference =
                    rules.references().get(channel.channels().iterator().next());
            long last = reference == null ? 0 : amounts.nearest(reference.last());
            return ImmutableList.of(new ChangeCount.Difference(now, new int[0], last));
        }
        return Arrays.stream(now)
                .mapToObj(cell -> new ChangeCount.Difference(
                        new int[] {cell}, new int[] {cell - grid.columns().size()}, 0))
                .collect(ImmutableList.toImmutableList());
    }

    private Stream<Scope> channels(Scope scope) {
        return grid.channels().stream().filter(scope.channels()::contains).map(Scope::of);
    }

    private void testBudget(Rule.TestBudget rule) {
        String what = words.scope(rule.scope()) + " test-budget " + words.amount(rule.amount());
        for (int period = 0; period < grid.periods(); period++) {
            sum(rule.head(), LimitKind.TEST_BUDGET, rule.scope(), period).atLeast(rule.amount(), what);
        }
    }

    private void commit(Rule.Commit rule) {
        String what = words.scope(rule.scope()) + " commit " + words.amount(rule.amount());
        horizonSum(rule.head(), rule.scope()).atLeast(rule.amount(), what);
    }

    private void horizonTotal(Rule.HorizonTotal rule) {
        String what = words.scope(rule.scope()) + " in total " + words.amount(rule.amount());
        horizonSum(rule.head(), rule.scope()).exactly(rule.amount(), what);
    }

    private void minReturn(Rule.MinReturn rule) {
        String what = words.scope(rule.scope()) + " min-return " + Wording.number(rule.amount());
        int[] cells = overHorizon(rule.scope());
        if (cells.length > 0) {
            floors.add(new ReturnFloor(rule.head(), what, cells, rule.amount()));
        }
    }

    private int[] overHorizon(Scope scope) {
        return grid.cells(scope.channels());
    }

    private Sum horizonSum(Rule.Head head, Scope scope) {
        int[] cells = overHorizon(scope);
        return new Sum(head, LimitKind.COMMIT, "", cells, ones(cells), cells);
    }

    /** A hard reserve lowers the total instead, see {@link Totals}. */
    private void softReserve(Rule.Reserve rule) {
        if (rule.head().soft().isPresent()) {
            int[] cells = IntStream.range(0, grid.cells()).toArray();
            double most = Math.max(0, rules.budget().max() - rule.amount());
            new Sum(rule.head(), LimitKind.RESERVE, "", cells, ones(cells), cells)
                    .atMost(most, "reserve " + words.amount(rule.amount()));
        }
    }

    private void noteOff(Rule rule) {
        if (rule instanceof Rule.Off closed && closed.head().soft().isEmpty()) {
            for (int period = 0; period < grid.periods(); period++) {
                if (covers(closed, period)) {
                    Arrays.stream(cells(closed.scope(), period)).forEach(off::set);
                }
            }
        }
    }

    private boolean isOff(Scope scope, int period) {
        return Arrays.stream(cells(scope, period)).allMatch(off::get);
    }

    private boolean covers(Rule.Off rule, int period) {
        return !rule.from().isAfter(grid.startOf(period + 1).minusDays(1))
                && !rule.to().isBefore(grid.startOf(period));
    }

    private int[] cells(Scope scope, int period) {
        return IntStream.range(0, grid.columns().size())
                .filter(column ->
                        scope.channels().contains(grid.columns().get(column).channel()))
                .map(column -> grid.cell(period, column))
                .toArray();
    }

    private Sum sum(Rule.Head head, LimitKind kind, Scope scope, int period) {
        int[] cells = cells(scope, period);
        return new Sum(head, kind, words.in(period), cells, ones(cells), cells);
    }

    private static double[] ones(int[] cells) {
        double[] ones = new double[cells.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The left-hand side of a limit. */
    private final class Sum {
        private final Rule.Head head;
        private final LimitKind kind;
        private final String when;
        private final int[] cells;
        private final double[] coefficients;
        private final int[] held;

        Sum(Rule.Head head, LimitKind kind, String when, int[] cells, double[] coefficients, int[] held) {
            this.head = head;
            this.kind = kind;
            this.when = when;
            this.cells = cells;
            this.coefficients = coefficients;
            this.held = held;
        }

        void atLeast(double amount, String what) {
            add(Side.LOWER, what, amount, Double.POSITIVE_INFINITY);
        }

        void atMost(double amount, String what) {
            add(Side.UPPER, what, Double.NEGATIVE_INFINITY, amount);
        }

        void exactly(double amount, String what) {
            add(Side.BOTH, what, amount, amount);
        }

        void against(double amount, Side side, String what) {
            if (side == Side.LOWER) {
                atLeast(amount, what);
            } else {
                atMost(amount, what);
            }
        }

        private void add(Side side, String what, double lower, double upper) {
            if (cells.length > 0) {
                limits.add(new Limit(head, kind, side, what, when, cells, coefficients, held, lower, upper));
            }
        }
    }
}
