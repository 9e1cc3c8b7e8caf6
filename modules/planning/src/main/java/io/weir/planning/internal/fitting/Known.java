package io.weir.planning.internal.fitting;

import io.weir.core.KpiKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What of a world is known without asking what channels bring.
 *
 * @param name of the world
 * @param about a sentence
 * @param head comment lines that say where the file comes from, each ending in a new line
 * @param currency ISO 4217
 * @param start first day of the business's history
 * @param periods of its history
 * @param kpi revenue or conversions
 * @param margin share of revenue that is profit before advertising
 * @param months multiples of need, January to December
 * @param delay days until a conversion is reported, mean
 * @param orderValue mean of an order, currency, above 0
 * @param people how many there are, if the user says so
 * @param hourly whether bidders decide by the hour, not by the day
 */
record Known(
        String name,
        String about,
        String head,
        Optional<String> currency,
        LocalDate start,
        int periods,
        KpiKind kpi,
        double margin,
        double[] months,
        double delay,
        double orderValue,
        OptionalDouble people,
        boolean hourly) {}
