package io.weir.hierarchy;

/** A calibrated model of what channels bring, as far as is known by now. */
@FunctionalInterface
public interface ReturnModel {
    /** Periods for which what is tried in addition lasts, a quarter of weeks: carry-over is in it. */
    int HORIZON = 13;

    /**
     * What a little more of each channel in all of the next {@link #HORIZON} periods would earn per unit of money.
     *
     * @param targets of each of them, currency per channel
     * @return KPI value per currency, {@code [channel][draw]}
     */
    double[][] marginalReturns(double[] targets);
}
