package io.weir.bidding;

import io.weir.bidding.CostCap.Result;
import io.weir.core.Observation;

/**
 * What all lines together won in a tick.
 *
 * @param opportunities that there were
 * @param won those that were won
 * @param spend currency
 * @param results that were to be expected of what was won, conversions or currency of value
 */
record TickResults(double opportunities, double won, double spend, double results) {
    /** Those of the tick before. */
    static TickResults of(Observation seen, Result result) {
        double opportunities = 0;
        double won = 0;
        double spend = 0;
        double results = 0;
        for (int line = 0; line < seen.lines(); line++) {
            opportunities += seen.opportunities(line);
            won += seen.won(line);
            spend += seen.spend(line);
            double rate = seen.conversionRate(line);
            double conversions = seen.expected(line);
            results +=
                    result == Result.CONVERSIONS ? conversions : rate > 0 ? conversions / rate * seen.value(line) : 0;
        }
        return new TickResults(opportunities, won, spend, results);
    }
}
