package io.weir.core;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What the history counts, and what a unit of it is worth.
 *
 * @param name the column it came from
 * @param kind revenue, conversions or engagement
 * @param counted the KPI as seen so far, {@code [geo][period]}, in its own unit
 * @param value currency per unit, {@code [geo][period]}; empty for revenue and where none is given
 * @param maturity share of a period's KPI that is visible after 1, 2, ... periods, each in {@code (0, 1]};
 *     empty if everything is visible at once. The last period of the history has age 1
 */
public record Kpi(String name, KpiKind kind, Panel counted, Optional<Panel> value, ImmutableList<Double> maturity) {
    /** @throws IllegalArgumentException if a share is outside (0, 1] or shapes differ */
    public Kpi {
        for (double share : maturity) {
            require(share > 0 && share <= 1, "maturity (%s) must be in (0, 1].", share);
        }
        value.ifPresent(panel -> require(
                panel.geos() == counted.geos() && panel.periods() == counted.periods(),
                "value and KPI must have the same shape."));
    }

    /** Share of the KPI of a period that is visible when {@code age} periods have ended since it began, age from 1. */
    public double visibleShare(int age) {
        return age > maturity.size() ? 1 : maturity.get(age - 1);
    }
}
