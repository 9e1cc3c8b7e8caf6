package io.weir.core;

import static io.weir.core.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * The currency amounts are in and the smallest amount of it that is booked. Amounts are {@code double} in numerics and
 * whole micros (1e-6 of the currency) where they are booked.
 *
 * @param currency the ISO 4217 currency; empty if the user gave none
 * @param decimals decimal places that are booked, 0 to 6
 */
public record MoneyUnit(Optional<Currency> currency, int decimals) {
    /** Micros in one unit of the currency. */
    public static final long MICROS = 1_000_000;

    /** @throws IllegalArgumentException if decimals are outside [0, 6] */
    public MoneyUnit {
        require(decimals >= 0 && decimals <= 6, "decimals (%s) must be in [0, 6].", decimals);
    }

    /** Amounts without a named currency, booked to 0.01. */
    public static MoneyUnit unnamed() {
        return new MoneyUnit(Optional.empty(), 2);
    }

    /**
     * The currency with the decimal places that ISO 4217 gives it.
     *
     * @throws IllegalArgumentException if there is no such currency
     */
    public static MoneyUnit of(String code) {
        var currency = Currency.getInstance(code);
        return new MoneyUnit(Optional.of(currency), Math.min(6, Math.max(0, currency.getDefaultFractionDigits())));
    }

    /** Micros in the smallest amount that is booked. */
    public long quantum() {
        long quantum = MICROS;
        for (int i = 0; i < decimals; i++) {
            quantum /= 10;
        }
        return quantum;
    }

    /** The bookable amount nearest to {@code amount}, in micros. */
    public long toMicros(double amount) {
        return BigDecimal.valueOf(amount)
                .setScale(decimals, RoundingMode.HALF_UP)
                .movePointRight(6)
                .longValueExact();
    }

    /** Micros as a number of the currency. */
    public static double fromMicros(long micros) {
        return micros / (double) MICROS;
    }

    /** The exact amount as plain digits, as files carry it: {@code 1234.50}. */
    public String plain(long micros) {
        return BigDecimal.valueOf(micros, 6)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** For people: {@code 12,000.00 EUR}, or {@code 12,000.00} without a currency. */
    public String text(double amount) {
        String number = String.format(Locale.ROOT, "%,." + decimals + "f", amount);
        return currency.map(c -> number + " " + c.getCurrencyCode()).orElse(number);
    }

    /** For headlines: {@link #text} without the decimals. */
    public String shortText(double amount) {
        String number = String.format(Locale.ROOT, "%,.0f", amount);
        return currency.map(c -> number + " " + c.getCurrencyCode()).orElse(number);
    }
}
