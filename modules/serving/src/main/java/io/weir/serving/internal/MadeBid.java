package io.weir.serving.internal;

import io.weir.core.Line;
import io.weir.core.MoneyUnit;

/**
 * A bid as it is answered.
 *
 * @param id of the bid
 * @param imp that it is for
 * @param micros of one unit
 * @param unit what the price is told for
 */
record MadeBid(String id, String imp, long micros, Line.Unit unit) {
    /** In the line's unit. */
    double price() {
        return MoneyUnit.fromMicros(micros * Standing.per(unit));
    }
}
