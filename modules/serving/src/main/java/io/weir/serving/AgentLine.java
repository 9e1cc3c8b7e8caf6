package io.weir.serving;

import static io.weir.core.Checks.require;

import io.weir.core.Line;

/**
 * A line that an agent bids on, and what is expected of it until requests tell more.
 *
 * @param line by whose name requests ask for it
 * @param value what one unit bid for is expected to bring, currency of KPI value, {@code >= 0}
 * @param conversionRate conversions that one unit is expected to bring, {@code >= 0}
 * @param price that is expected to be beaten, in the line's unit; for mail the cost of one, {@code >= 0}
 */
public record AgentLine(Line line, double value, double conversionRate, double price) {
    /** @throws IllegalArgumentException if a number is negative or not finite */
    public AgentLine {
        requireAmount("value", value);
        requireAmount("conversion-rate", conversionRate);
        requireAmount("price", price);
    }

    private static void requireAmount(String name, double amount) {
        require(amount >= 0 && amount <= Double.MAX_VALUE, "%s (%s) must be finite and >= 0.", name, amount);
    }
}
