package io.weir.hierarchy;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * What the top level sees of a period that is over.
 *
 * @param targets currency per channel, as they were at the end of the period
 * @param spend currency per channel
 * @param credited KPI value that channels were expected to bring for what they won, by the last click, currency per channel
 * @param shadowPrices what one more unit of money would have earned, as the bidders report it, per channel; NaN where one does not
 * @param kpi of the period, as reported by now
 */
public record PeriodSeen(
        ImmutableDoubleArray targets,
        ImmutableDoubleArray spend,
        ImmutableDoubleArray credited,
        ImmutableDoubleArray shadowPrices,
        double kpi) {}
