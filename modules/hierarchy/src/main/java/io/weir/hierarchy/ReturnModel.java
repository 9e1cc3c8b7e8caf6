package io.weir.hierarchy;

import java.util.function.Function;

/** A calibrated model of what channels bring, which follows a run. Not safe for use by several threads. */
public interface ReturnModel {
    /** Periods for which what is tried in addition lasts, a quarter of weeks: carry-over is in it. */
    int HORIZON = 13;

    /** Takes in what has been seen since. */
    void learn();

    /**
     * What a little more of each channel in all of the next {@link #HORIZON} periods would earn per unit of money.
     *
     * @param targets of each of them, currency per channel
     * @return KPI value per currency, {@code [channel][draw]}
     */
    double[][] marginalReturns(double[] targets);

    /** One of two functions. */
    static ReturnModel of(Runnable learn, Function<double[], double[][]> marginalReturns) {
        return new ReturnModel() {
            @Override
            public void learn() {
                learn.run();
            }

            @Override
            public double[][] marginalReturns(double[] targets) {
                return marginalReturns.apply(targets);
            }
        };
    }
}
