package io.weir.hierarchy;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * What the top level sees of a period that is over.
 *
 * @param targets currency per channel, as they were at the end of the period
 * @param spend currency per channel
 * @param volume clicks of a search channel, impressions of a reach channel, mails of a mail channel, per channel
 * @param clicks per channel
 * @param orders that channels were expected to bring for what they won, by the last click, per channel
 * @param credited KPI value of these, currency per channel
 * @param shadowPrices what one more unit of money would have earned, as the bidders report it, per channel; NaN where one does not
 * @param kpi of the period, as reported by now
 * @param people how many there are in the market
 * @param days of the period
 */
public record PeriodSeen(
        ImmutableDoubleArray targets,
        ImmutableDoubleArray spend,
        ImmutableDoubleArray volume,
        ImmutableDoubleArray clicks,
        ImmutableDoubleArray orders,
        ImmutableDoubleArray credited,
        ImmutableDoubleArray shadowPrices,
        double kpi,
        double people,
        int days) {}
