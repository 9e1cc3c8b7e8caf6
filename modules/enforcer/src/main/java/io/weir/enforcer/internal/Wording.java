package io.weir.enforcer.internal;

import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.core.Rule.Scope;
import java.math.BigDecimal;
import java.math.MathContext;

/** Limits in words. */
record Wording(PlanGrid grid, MoneyUnit unit) {
    /** {@code social}, {@code group search+social}, {@code budget-per-period}. */
    String scope(Scope scope) {
        boolean group = scope.channels().size() > 1 && scope.name().contains("+");
        return group ? "group " + scope.name() : scope.name();
    }

    String amount(double amount) {
        return unit.text(amount);
    }

    /** {@code 1.5}. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** {@code 12.5%}. */
    static String percent(double share) {
        return BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    /** {@code  in week 2024-01-01}, with a leading space. */
    String in(int period) {
        String length = switch (grid.length()) {
            case DAY -> "on ";
            case WEEK -> "in week ";
        };
        return " " + length + grid.startOf(period);
    }

    /** {@code  a week}, with a leading space. */
    String each() {
        return " a " + period();
    }

    /** {@code 8 weeks}. */
    String horizon() {
        return grid.periods() + " " + period() + (grid.periods() == 1 ? "" : "s");
    }

    private String period() {
        return switch (grid.length()) {
            case DAY -> "day";
            case WEEK -> "week";
        };
    }
}
