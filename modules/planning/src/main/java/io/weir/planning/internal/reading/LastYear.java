package io.weir.planning.internal.reading;

import io.weir.core.History;
import io.weir.core.Panel;
import java.util.OptionalDouble;

/** Means over the last year of a history, or over all of it where it is shorter. */
public final class LastYear {
    private LastYear() {}

    /** How many periods that is. */
    static int periods(History history) {
        return Math.min(history.periods(), (int) Math.round(history.length().perYear()));
    }

    /**
     * The mean of {@code values} per unit of KPI: each counts by the KPI of its geo and period.
     *
     * @return empty where the KPI sums to nothing
     */
    public static OptionalDouble perKpi(History history, Panel values) {
        double sum = 0;
        double count = 0;
        for (int g = 0; g < history.geos().size(); g++) {
            for (int t = history.periods() - periods(history); t < history.periods(); t++) {
                double kpi = history.kpi().counted().at(g, t);
                sum += kpi * values.at(g, t);
                count += kpi;
            }
        }
        return count > 0 ? OptionalDouble.of(sum / count) : OptionalDouble.empty();
    }
}
