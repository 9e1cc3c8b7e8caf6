package io.weir.serving.internal;

import java.util.List;

/**
 * What is asked, after OpenRTB 2.6.
 *
 * @param id of the request
 * @param imps at least one
 */
record BidRequest(String id, List<Imp> imps) {
    /**
     * One thing to bid for.
     *
     * @param id within the request
     * @param line name of the agent's line; empty if the request names none
     * @param floor least that may be bid, in the line's unit
     * @param currency of the floor; empty if not told
     * @param value expected of one unit, NaN if not told
     * @param conversionRate expected of one unit, NaN if not told
     */
    record Imp(String id, String line, double floor, String currency, double value, double conversionRate) {}
}
