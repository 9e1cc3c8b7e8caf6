package io.weir.hierarchy;

import com.google.common.primitives.ImmutableDoubleArray;
import java.time.LocalDate;

/**
 * What came of a period.
 *
 * @param start its first day
 * @param proposed by the top level, currency per channel
 * @param enforced what the enforcer made of it, currency per channel
 * @param seen what the top level sees of it at the end of the run
 * @param moved currency that went from channels that could not spend it to others while the period ran
 * @param kpi true KPI: all that was ordered in it, whenever it is reported
 */
public record PeriodRun(
        LocalDate start,
        ImmutableDoubleArray proposed,
        ImmutableDoubleArray enforced,
        PeriodSeen seen,
        double moved,
        double kpi) {}
