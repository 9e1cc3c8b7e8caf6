package io.weir.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.enforcer.LedgerAudit;
import java.util.Optional;

/**
 * What a team did in a market, period by period.
 *
 * @param setter who set the targets, in words
 * @param budget currency, of all periods
 * @param periods in order
 * @param audit of the ledger after the last; empty for a trial that booked nothing
 * @param unaccounted currency by which what the market charged differs from what the ledger settled; rounding to a millionth of the
 *     currency per tick and channel is not counted
 * @param troubles of agents that failed, in words, each with the period in which it began
 */
public record TeamRun(
        String setter,
        double budget,
        ImmutableList<PeriodRun> periods,
        Optional<LedgerAudit> audit,
        double unaccounted,
        ImmutableList<String> troubles) {
    private static final double ROUNDING = 1e-4;

    /** True KPI of all periods. */
    public double kpi() {
        return periods.stream().mapToDouble(PeriodRun::kpi).sum();
    }

    /** Currency spent per channel. */
    public ImmutableDoubleArray spend() {
        double[] sums = new double[periods.get(0).seen().spend().length()];
        for (PeriodRun period : periods) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += period.seen().spend().get(c);
            }
        }
        return ImmutableDoubleArray.copyOf(sums);
    }

    /** Currency spent in all. */
    public double spent() {
        return spend().stream().sum();
    }

    /** In how many periods and channels more was spent than the target, rounding of ticks to millionths of the currency left aside. */
    public int overspent() {
        int overspent = 0;
        for (PeriodRun period : periods) {
            PeriodSeen seen = period.seen();
            for (int c = 0; c < seen.spend().length(); c++) {
                overspent += seen.spend().get(c) > seen.targets().get(c) + ROUNDING ? 1 : 0;
            }
        }
        return overspent;
    }
}
