package io.weir.planning.internal.reading;

import io.weir.core.CustomerValue;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code plan.lifetime-value}, what a conversion is worth over time, in any of its forms; says which number it gave. */
final class LifetimeValuePart {
    private static final NumberRange ORDERS = NumberRange.within(0, 1000, "a number");
    /** Amounts of fewer of the smallest booked ones would lose what they say if they were rounded to these. */
    private static final int LEAST_QUANTA = 1000;

    private static final int DIGITS = 6;

    private final Optional<HistorySpec> spec;
    private final Optional<History> history;
    private final Optional<Panel> values;
    private final Notes notes;

    /**
     * @param spec empty if the history part cannot be used
     * @param history empty if the data cannot be used
     * @param values of the column, if the key names one that can be used
     */
    LifetimeValuePart(Optional<HistorySpec> spec, Optional<History> history, Optional<Panel> values, Notes notes) {
        this.spec = spec;
        this.history = history;
        this.values = values;
        this.notes = notes;
    }

    /** The column of the history that the key names; empty if it does not name one. */
    static Optional<ColumnRef> column(Optional<YamlMap> plan) {
        return plan.flatMap(map -> map.get("lifetime-value"))
                .filter(LifetimeValuePart::isColumn)
                .flatMap(value -> value.text().map(name -> new ColumnRef(name, value)));
    }

    private static boolean isColumn(YamlValue value) {
        return value.isScalar() && !value.looksLikeNumber();
    }

    /** Currency per conversion; empty, and faults, if it cannot be used. */
    OptionalDouble read(YamlValue value) {
        if (value.isMap()) {
            return ofCustomers(value);
        }
        if (isColumn(value)) {
            return mean(value);
        }
        if (value.isList()) {
            value.fault(
                    "must be an amount per conversion, a column, or order-value, margin, orders and retention.", "");
            return OptionalDouble.empty();
        }
        OptionalDouble amount = value.number(NumberRange.POSITIVE_MONEY);
        amount.ifPresent(a -> tell(a, ", as given."));
        return amount;
    }

    private OptionalDouble mean(YamlValue value) {
        if (history.isEmpty() || values.isEmpty()) {
            return OptionalDouble.empty();
        }
        String year = "the last " + Texts.count(LastYear.periods(history.get()), period());
        OptionalDouble mean = LastYear.perKpi(history.get(), values.get());
        if (!(mean.orElse(0) > 0)) {
            value.fault(
                    "must be above 0 on average over the conversions of " + year + ".",
                    "Maybe another column was meant.");
            return OptionalDouble.empty();
        }
        tell(mean.getAsDouble(), ", the mean of column " + value.shown() + " over the conversions of " + year + ".");
        return mean;
    }

    private OptionalDouble ofCustomers(YamlValue value) {
        Optional<YamlMap> map = value.map("order-value", "margin", "orders", "retention", "discount");
        if (map.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble orderValue =
                needed(map.get(), "order-value", "the mean of an order, currency", NumberRange.POSITIVE_MONEY);
        OptionalDouble margin =
                needed(map.get(), "margin", "the share of an order that is profit", NumberRange.POSITIVE_SHARE);
        OptionalDouble orders =
                needed(map.get(), "orders", "orders per customer and period after the first one", ORDERS);
        OptionalDouble retention = needed(
                map.get(),
                "retention",
                "the share of customers that stay from period to period",
                NumberRange.RETENTION);
        OptionalDouble discount =
                map.get().get("discount").map(v -> v.number(NumberRange.SHARE)).orElse(OptionalDouble.of(0));
        if (orderValue.isEmpty() || margin.isEmpty() || orders.isEmpty() || retention.isEmpty() || discount.isEmpty()) {
            return OptionalDouble.empty();
        }
        var customer = new CustomerValue(
                orderValue.getAsDouble(),
                margin.getAsDouble(),
                orders.getAsDouble(),
                retention.getAsDouble(),
                discount.getAsDouble());
        tell(
                customer.perConversion(),
                ", the profit of a first order (" + amount(customer.firstOrder()) + ") and of later ones ("
                        + amount(customer.laterOrders()) + ": " + perPeriod(customer) + ").");
        return OptionalDouble.of(customer.perConversion());
    }

    private String perPeriod(CustomerValue customer) {
        return Texts.plain(customer.orders()) + " orders a " + period() + ", " + Texts.plain(customer.retention())
                + " of customers stay each " + period() + ", discount " + Texts.plain(customer.discount());
    }

    private static OptionalDouble needed(YamlMap map, String key, String meaning, NumberRange range) {
        Optional<YamlValue> value = map.require(key, meaning);
        return value.isPresent() ? value.get().number(range) : OptionalDouble.empty();
    }

    private void tell(double amount, String origin) {
        notes.add("plan.lifetime-value: " + amount(amount) + " a conversion" + origin);
    }

    private String amount(double amount) {
        MoneyUnit unit = spec.map(HistorySpec::unit).orElse(MoneyUnit.unnamed());
        if (amount == 0 || amount * MoneyUnit.MICROS >= LEAST_QUANTA * unit.quantum()) {
            return unit.text(amount);
        }
        String number = Texts.plain(
                new BigDecimal(amount).round(new MathContext(DIGITS)).doubleValue());
        return unit.currency().map(c -> number + " " + c.getCurrencyCode()).orElse(number);
    }

    private String period() {
        return history.map(h -> h.length() == PeriodLength.DAY ? "day" : "week").orElse("period");
    }
}
