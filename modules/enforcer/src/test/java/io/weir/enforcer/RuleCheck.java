package io.weir.enforcer;

import com.google.common.collect.ImmutableSet;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Reads the rules literally and in exact decimals: what of them a plan in micros breaks. */
final class RuleCheck {
    private final RuleSet rules;
    private final PlanGrid grid;
    private final long[] micros;
    private final List<String> broken = new ArrayList<>();

    private RuleCheck(RuleSet rules, long[] micros) {
        this.rules = rules;
        this.grid = rules.grid();
        this.micros = micros;
    }

    /** The broken hard rules; empty if there is none. */
    static List<String> broken(RuleSet rules, long[] micros) {
        var check = new RuleCheck(rules, micros);
        check.bookable();
        for (Rule rule : rules.rules()) {
            if (rule.head().soft().isEmpty()) {
                for (int period = 0; period < check.grid.periods(); period++) {
                    check.period(rule, period);
                }
                check.horizon(rule);
            }
        }
        return check.broken;
    }

    private void bookable() {
        BigDecimal total = BigDecimal.ZERO;
        for (long amount : micros) {
            expect(
                    "a bookable amount " + amount,
                    amount >= 0 && amount % rules.unit().quantum() == 0);
            total = total.add(BigDecimal.valueOf(amount, 6));
        }
        expect("budget", total.compareTo(BigDecimal.valueOf(rules.budget().max())) <= 0);
    }

    private void period(Rule rule, int period) {
        if (rule instanceof Rule.Bounds bounds) {
            BigDecimal sum = sum(bounds.scope(), period);
            limits(rule + " in " + period, sum, bounds.min(), bounds.max(), BigDecimal.ONE);
        } else if (rule instanceof Rule.Fixed fixed) {
            expect(rule + " in " + period, sum(fixed.scope(), period).compareTo(decimal(fixed.amount())) == 0);
        } else if (rule instanceof Rule.Share share) {
            BigDecimal all = sum(new Scope("all", ImmutableSet.copyOf(grid.channels())), period);
            limits(rule + " in " + period, sum(share.scope(), period), share.min(), share.max(), all);
        } else if (rule instanceof Rule.MaxChange change) {
            change(change, period);
        } else if (rule instanceof Rule.Step step) {
            BigDecimal rest = sum(step.scope(), period).remainder(decimal(step.amount()));
            expect(rule + " in " + period, rest.signum() == 0);
        } else if (rule instanceof Rule.Off off && covers(off, period)) {
            expect(rule + " in " + period, sum(off.scope(), period).signum() == 0);
        } else if (rule instanceof Rule.TestBudget test) {
            expect(rule + " in " + period, sum(test.scope(), period).compareTo(decimal(test.amount())) >= 0);
        } else if (rule instanceof Rule.OnMin onMin) {
            BigDecimal sum = sum(onMin.scope(), period);
            expect(rule + " in " + period, sum.signum() == 0 || sum.compareTo(decimal(onMin.amount())) >= 0);
        } else if (rule instanceof Rule.AtMostActive active) {
            long spending = active.scope().channels().stream()
                    .filter(channel -> sum(Scope.of(channel), period).signum() > 0)
                    .count();
            expect(rule + " in " + period, spending <= active.most());
        } else if (rule instanceof Rule.MaxChanged changed) {
            long differing = changed.scope().channels().stream()
                    .filter(channel -> differs(channel, period))
                    .count();
            expect(rule + " in " + period, differing <= changed.most());
        }
    }

    private boolean differs(String channel, int period) {
        if (period == 0) {
            var reference = rules.references().get(channel);
            long last = reference == null ? 0 : rules.unit().toMicros(reference.last());
            return sum(Scope.of(channel), 0).compareTo(BigDecimal.valueOf(last, 6)) != 0;
        }
        for (int column = 0; column < grid.columns().size(); column++) {
            boolean same = micros[grid.cell(period, column)] == micros[grid.cell(period - 1, column)];
            if (grid.columns().get(column).channel().equals(channel) && !same) {
                return true;
            }
        }
        return false;
    }

    private void change(Rule.MaxChange rule, int period) {
        if (isOff(rule.scope(), period)) {
            return;
        }
        BigDecimal before = period > 0 ? sum(rule.scope(), period - 1) : reference(rule.scope(), true);
        boolean afterZero = before.signum() == 0;
        BigDecimal from = afterZero ? reference(rule.scope(), false) : before;
        if (from.signum() == 0) {
            return;
        }
        BigDecimal sum = sum(rule.scope(), period);
        expect(rule + " up in " + period, sum.compareTo(from.multiply(decimal(1 + rule.up()))) <= 0);
        expect(rule + " down in " + period, afterZero || sum.compareTo(from.multiply(decimal(1 - rule.down()))) >= 0);
    }

    private void horizon(Rule rule) {
        if (rule instanceof Rule.Commit commit) {
            expect(rule.toString(), overHorizon(commit.scope()).compareTo(decimal(commit.amount())) >= 0);
        }
        if (rule instanceof Rule.HorizonTotal total) {
            expect(rule.toString(), overHorizon(total.scope()).compareTo(decimal(total.amount())) == 0);
        }
    }

    private BigDecimal overHorizon(Scope scope) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int period = 0; period < grid.periods(); period++) {
            sum = sum.add(sum(scope, period));
        }
        return sum;
    }

    private void limits(String what, BigDecimal sum, OptionalDouble min, OptionalDouble max, BigDecimal of) {
        min.ifPresent(limit -> expect(what, sum.compareTo(decimal(limit).multiply(of)) >= 0));
        max.ifPresent(limit -> expect(what, sum.compareTo(decimal(limit).multiply(of)) <= 0));
    }

    private boolean isOff(Scope scope, int period) {
        return scope.channels().stream()
                .allMatch(channel -> rules.rules().stream()
                        .anyMatch(rule -> rule instanceof Rule.Off off
                                && off.scope().channels().contains(channel)
                                && covers(off, period)));
    }

    private boolean covers(Rule.Off off, int period) {
        return !off.from().isAfter(grid.startOf(period + 1).minusDays(1))
                && !off.to().isBefore(grid.startOf(period));
    }

    private BigDecimal reference(Scope scope, boolean last) {
        if (!rules.references().keySet().containsAll(scope.channels())) {
            return BigDecimal.ZERO;
        }
        return scope.channels().stream()
                .map(rules.references()::get)
                .map(reference -> decimal(last ? reference.last() : reference.meanActive()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal sum(Scope scope, int period) {
        long sum = 0;
        for (int column = 0; column < grid.columns().size(); column++) {
            if (scope.channels().contains(grid.columns().get(column).channel())) {
                sum += micros[grid.cell(period, column)];
            }
        }
        return BigDecimal.valueOf(sum, 6);
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN);
    }

    private void expect(String what, boolean holds) {
        if (!holds) {
            broken.add(what);
        }
    }
}
