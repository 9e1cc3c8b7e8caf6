package io.weir.core;

import static io.weir.core.Checks.require;

/**
 * What an agent bids on within its channel: a keyword group, an audience, a part of the e-mail list.
 *
 * @param name unique in its channel, not blank
 * @param unit what a bid is for
 */
public record Line(String name, Unit unit) {
    /** @throws IllegalArgumentException if the name is blank */
    public Line {
        require(!name.isBlank(), "line name (%s) must not be blank.", name);
    }

    /** What a bid is for, and what a line's value and price are told for. */
    public enum Unit {
        /** A bid is currency for one click. */
        CLICK,
        /** A bid is currency for a thousand impressions. */
        THOUSAND_IMPRESSIONS,
        /** There is no auction: a bid is the share of the line's readers that get a mail in the tick, 0 to 1. */
        SEND
    }
}
