package io.weir.enforcer;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.Rule;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * One number of a rule that can be changed to let more plans through: its max raised, its min lowered. Immutable.
 *
 * @param rule the rule as it is
 * @param name the key in a rules file: {@code max}, {@code min-share}, {@code max-change up}
 * @param amount what it is now, in units of {@code measure}
 * @param loosest where it limits nothing any more; may be infinite
 * @param measure what the number counts
 * @param changed the rule with another number
 */
public record RuleLimit(
        Rule rule, String name, double amount, double loosest, Measure measure, DoubleFunction<Rule> changed) {
    /** What the number of a limit counts. */
    public enum Measure {
        /** Units of currency. */
        CURRENCY,
        /** A share or a ratio; 0.01 is one percent. */
        SHARE,
        /** Whole channels. */
        CHANNELS,
        /** Objective units per unit of currency. */
        RETURN
    }

    /**
     * The rule with this limit at another number.
     *
     * @param other between {@link #amount} and {@link #loosest}
     * @throws IllegalArgumentException if it is outside of them
     */
    public Rule at(double other) {
        require(
                other >= Math.min(amount, loosest) && other <= Math.max(amount, loosest),
                "%s of rule %s (%s) must be between %s and %s.",
                name,
                rule.head().id(),
                other,
                amount,
                loosest);
        return changed.apply(other);
    }

    /** Whether more plans are let through by a larger number. */
    public boolean loosensUpwards() {
        return loosest > amount;
    }

    /**
     * The numbers of a rule; none for a blackout, which can only be moved, and for what limits no target. A fixed amount
     * has two: it can be raised and lowered.
     */
    public static ImmutableList<RuleLimit> of(Rule rule) {
        var limits = ImmutableList.<RuleLimit>builder();
        if (rule instanceof Rule.Bounds r) {
            r.min()
                    .ifPresent(min -> limits.add(lowered(
                            r,
                            "min",
                            min,
                            Measure.CURRENCY,
                            x -> new Rule.Bounds(r.head(), r.scope(), some(x), r.max()))));
            r.max()
                    .ifPresent(max -> limits.add(raised(
                            r,
                            "max",
                            max,
                            Measure.CURRENCY,
                            x -> new Rule.Bounds(r.head(), r.scope(), r.min(), some(x)))));
        } else if (rule instanceof Rule.Fixed r) {
            DoubleFunction<Rule> changed = x -> new Rule.Fixed(r.head(), r.scope(), x);
            limits.add(lowered(r, "fixed", r.amount(), Measure.CURRENCY, changed));
            limits.add(raised(r, "fixed", r.amount(), Measure.CURRENCY, changed));
        } else if (rule instanceof Rule.Share r) {
            r.min()
                    .ifPresent(min -> limits.add(lowered(
                            r,
                            "min-share",
                            min,
                            Measure.SHARE,
                            x -> new Rule.Share(r.head(), r.scope(), some(x), r.max()))));
            r.max()
                    .ifPresent(max -> limits.add(new RuleLimit(
                            r,
                            "max-share",
                            max,
                            1,
                            Measure.SHARE,
                            x -> new Rule.Share(r.head(), r.scope(), r.min(), some(x)))));
        } else if (rule instanceof Rule.MaxChange r) {
            limits.add(raised(
                    r,
                    "max-change up",
                    r.up(),
                    Measure.SHARE,
                    x -> new Rule.MaxChange(r.head(), r.scope(), x, r.down())));
            limits.add(new RuleLimit(
                    r,
                    "max-change down",
                    r.down(),
                    1,
                    Measure.SHARE,
                    x -> new Rule.MaxChange(r.head(), r.scope(), r.up(), x)));
        } else {
            limits.addAll(ofOneNumber(rule));
        }
        return limits.build();
    }

    private static ImmutableList<RuleLimit> ofOneNumber(Rule rule) {
        if (rule instanceof Rule.Commit r) {
            return money(r, "commit", r.amount(), x -> new Rule.Commit(r.head(), r.scope(), x));
        } else if (rule instanceof Rule.Reserve r) {
            return money(r, "reserve", r.amount(), x -> new Rule.Reserve(r.head(), x));
        } else if (rule instanceof Rule.OnMin r) {
            return money(r, "on-min", r.amount(), x -> new Rule.OnMin(r.head(), r.scope(), x));
        } else if (rule instanceof Rule.TestBudget r) {
            return money(r, "test-budget", r.amount(), x -> new Rule.TestBudget(r.head(), r.scope(), x));
        } else if (rule instanceof Rule.MinReturn r) {
            return ImmutableList.of(lowered(
                    r, "min-return", r.amount(), Measure.RETURN, x -> new Rule.MinReturn(r.head(), r.scope(), x)));
        } else if (rule instanceof Rule.AtMostActive r) {
            return count(
                    r, "at-most-active", r.most(), r.scope(), x -> new Rule.AtMostActive(r.head(), r.scope(), (int) x));
        } else if (rule instanceof Rule.MaxChanged r) {
            return count(r, "max-changed", r.most(), r.scope(), x -> new Rule.MaxChanged(r.head(), r.scope(), (int) x));
        }
        return ImmutableList.of();
    }

    private static ImmutableList<RuleLimit> money(Rule rule, String name, double amount, DoubleFunction<Rule> changed) {
        return ImmutableList.of(lowered(rule, name, amount, Measure.CURRENCY, changed));
    }

    private static ImmutableList<RuleLimit> count(
            Rule rule, String name, int most, Rule.Scope scope, DoubleFunction<Rule> changed) {
        int all = Math.max(most, scope.channels().size());
        return ImmutableList.of(new RuleLimit(rule, name, most, all, Measure.CHANNELS, changed));
    }

    private static RuleLimit lowered(
            Rule rule, String name, double amount, Measure measure, DoubleFunction<Rule> changed) {
        return new RuleLimit(rule, name, amount, 0, measure, changed);
    }

    private static RuleLimit raised(
            Rule rule, String name, double amount, Measure measure, DoubleFunction<Rule> changed) {
        return new RuleLimit(rule, name, amount, Double.POSITIVE_INFINITY, measure, changed);
    }

    private static OptionalDouble some(double amount) {
        return OptionalDouble.of(amount);
    }
}
