package io.weir.core;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

/**
 * What a customer is worth whom a conversion wins: the profit of the first order, and of those that follow for as long as
 * the customer stays, {@code margin * orderValue * (1 + sum over t >= 1 of orders * retention^t / (1 + discount)^t)},
 * which is {@code margin * orderValue * (1 + orders * retention / (1 + discount - retention))}. What it costs to win the
 * customer is not taken off. Immutable and thread-safe.
 *
 * <p>Source: Gupta, Lehmann and Stuart (2004), <em>Valuing Customers</em>, Journal of Marketing Research 41(1): margins
 * and retention that stay the same, without an end.
 *
 * @param orderValue mean of an order, currency; finite, {@code > 0}
 * @param margin share of an order that is profit before advertising; in {@code (0, 1]}
 * @param orders orders per period of a customer who has stayed, after the first one; finite, {@code >= 0}
 * @param retention share of customers that stay from one period to the next; in {@code [0, 1)}
 * @param discount what money loses in worth per period, relative; in {@code [0, 1]}
 */
public record CustomerValue(double orderValue, double margin, double orders, double retention, double discount) {
    /** @throws IllegalArgumentException if a component is outside its range or NaN */
    public CustomerValue {
        requirePositive("orderValue", orderValue);
        require(margin > 0 && margin <= 1, "margin (%s) must be in (0, 1].", margin);
        require(orders >= 0 && orders < Double.POSITIVE_INFINITY, "orders (%s) must be finite and >= 0.", orders);
        require(retention >= 0 && retention < 1, "retention (%s) must be in [0, 1).", retention);
        requireInRange("discount", discount, 0, 1);
    }

    /** Profit of the first order, currency. */
    public double firstOrder() {
        return margin * orderValue;
    }

    /** Profit of all orders after the first one, as worth now, currency. */
    public double laterOrders() {
        return firstOrder() * orders * retention / (1 + discount - retention);
    }

    /** Both together: currency per conversion. */
    public double perConversion() {
        return firstOrder() + laterOrders();
    }
}
