package io.weir.planning.internal.planner;

import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Rules as people say them. */
final class RuleWords {
    private RuleWords() {}

    static String of(Rule rule, MoneyUnit unit) {
        String words;
        if (rule instanceof Rule.Bounds r) {
            words = r.scope().name() + " " + limits(r.min(), r.max(), unit::text) + " a period";
        } else if (rule instanceof Rule.Fixed r) {
            words = r.scope().name() + " exactly " + unit.text(r.amount()) + " a period";
        } else if (rule instanceof Rule.Share r) {
            words = r.scope().name() + " " + limits(r.min(), r.max(), RuleWords::percent) + " of each period's spend";
        } else if (rule instanceof Rule.MaxChange r) {
            words = r.scope().name() + " at most " + percent(r.up()) + " more and " + percent(r.down())
                    + " less than the period before";
        } else if (rule instanceof Rule.Step r) {
            words = r.scope().name() + " in multiples of " + unit.text(r.amount());
        } else if (rule instanceof Rule.Off r) {
            words = r.scope().name() + " nothing from " + r.from() + " to " + r.to();
        } else if (rule instanceof Rule.Commit r) {
            words = r.scope().name() + " at least " + unit.text(r.amount()) + " over the horizon";
        } else if (rule instanceof Rule.HorizonTotal r) {
            words = r.scope().name() + " exactly " + unit.text(r.amount()) + " over the horizon";
        } else if (rule instanceof Rule.OnMin r) {
            words = r.scope().name() + " nothing or at least " + unit.text(r.amount()) + " a period";
        } else if (rule instanceof Rule.AtMostActive r) {
            words = "at most " + r.most() + " of " + r.scope().name() + " with spend in one period";
        } else if (rule instanceof Rule.MaxChanged r) {
            words = "at most " + r.most() + " of " + r.scope().name() + " changed from the period before";
        } else if (rule instanceof Rule.MinReturn r) {
            words = r.scope().name() + " returns at least " + String.format(Locale.ROOT, "%.4g", r.amount())
                    + " per unit of spend over the horizon";
        } else if (rule instanceof Rule.TestBudget r) {
            words = r.scope().name() + " keeps " + unit.text(r.amount()) + " a period for experiments";
        } else if (rule instanceof Rule.Unspent r) {
            words = r.carry() ? "what a period leaves moves to the next" : "what a period leaves is returned";
        } else {
            words = "reserve " + unit.text(((Rule.Reserve) rule).amount());
        }
        return rule.head().soft().isPresent() ? words + " (soft)" : words;
    }

    private static String limits(OptionalDouble min, OptionalDouble max, DoubleFunction<String> text) {
        if (min.isPresent() && max.isPresent()) {
            return "between " + text.apply(min.getAsDouble()) + " and " + text.apply(max.getAsDouble());
        }
        return min.isPresent()
                ? "at least " + text.apply(min.getAsDouble())
                : "at most " + text.apply(max.orElse(Double.POSITIVE_INFINITY));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", 100 * share).replaceAll("\\.?0+ %", " %");
    }
}
