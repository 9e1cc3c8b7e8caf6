package io.weir.benchmarks.internal.rules;

import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Rules nearly as a rules file has them, on one line, so that a case can be tried again. */
final class RuleWords {
    private RuleWords() {}

    /** {@code budget 12000; rule-1: {search min 500}; ...; before: search 0 (mean 300)}. */
    static String of(RuleSet rules) {
        var parts = new ArrayList<String>();
        parts.add("budget " + (rules.budget().min() < rules.budget().max() ? "up to " : "")
                + number(rules.budget().max()));
        rules.rules().forEach(rule -> parts.add(of(rule)));
        parts.add("before: "
                + rules.references().entrySet().stream()
                        .map(e -> e.getKey() + " " + number(e.getValue().last()) + " (mean "
                                + number(e.getValue().meanActive()) + ")")
                        .collect(Collectors.joining(", ")));
        return String.join("; ", parts);
    }

    /** {@code rule-3: {search+social max-share 0.4, soft 1.2}}. */
    static String of(Rule rule) {
        var parts = new ArrayList<String>();
        parts.add(limits(rule));
        rule.head().soft().ifPresent(weight -> parts.add("soft " + number(weight)));
        return rule.head().id() + ": {" + String.join(", ", parts) + "}";
    }

    private static String limits(Rule rule) {
        if (rule instanceof Rule.Bounds r) {
            return r.scope().name() + range(r.min(), r.max(), "");
        } else if (rule instanceof Rule.Share r) {
            return r.scope().name() + range(r.min(), r.max(), "-share");
        } else if (rule instanceof Rule.Fixed r) {
            return words(r.scope(), "fixed", r.amount());
        } else if (rule instanceof Rule.MaxChange r) {
            return r.scope().name() + " max-change up " + number(r.up()) + " down " + number(r.down());
        } else if (rule instanceof Rule.Step r) {
            return words(r.scope(), "step", r.amount());
        } else if (rule instanceof Rule.Off r) {
            return r.scope().name() + " off " + r.from() + "/" + r.to();
        } else if (rule instanceof Rule.Commit r) {
            return words(r.scope(), "commit", r.amount());
        } else if (rule instanceof Rule.HorizonTotal r) {
            return words(r.scope(), "total over the horizon", r.amount());
        } else if (rule instanceof Rule.Reserve r) {
            return "reserve " + number(r.amount());
        } else if (rule instanceof Rule.OnMin r) {
            return words(r.scope(), "on-min", r.amount());
        } else if (rule instanceof Rule.AtMostActive r) {
            return words(r.scope(), "at-most-active", r.most());
        } else if (rule instanceof Rule.MaxChanged r) {
            return words(r.scope(), "max-changed", r.most());
        } else if (rule instanceof Rule.MinReturn r) {
            return words(r.scope(), "min-return", r.amount());
        } else if (rule instanceof Rule.TestBudget r) {
            return words(r.scope(), "test-budget", r.amount());
        }
        return "unspent";
    }

    private static String words(Rule.Scope scope, String name, double amount) {
        return scope.name() + " " + name + " " + number(amount);
    }

    private static String range(OptionalDouble min, OptionalDouble max, String of) {
        List<String> parts = new ArrayList<>();
        min.ifPresent(amount -> parts.add(" min" + of + " " + number(amount)));
        max.ifPresent(amount -> parts.add(" max" + of + " " + number(amount)));
        return String.join("", parts);
    }

    private static String number(double amount) {
        return BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString();
    }
}
