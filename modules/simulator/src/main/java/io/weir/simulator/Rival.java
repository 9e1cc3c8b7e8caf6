package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Another advertiser in the auctions of one channel, with money of its own.
 *
 * @param name unique in the world
 * @param channel a search or reach channel
 * @param budget currency per period, {@code > 0}
 * @param value what a click, or a thousand impressions, is worth to it, currency, {@code > 0}
 * @param quality of its ads: click rate over that of the usual ad, 0.05 to 20
 * @param from first day it bids; empty: from the beginning
 * @param to last day it bids; empty: for ever
 * @param bidder how it bids; copied, never used itself
 */
public record Rival(
        String name,
        String channel,
        double budget,
        double value,
        double quality,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        BiddingAgent bidder) {
    /** @throws IllegalArgumentException if a component is out of range */
    public Rival {
        require(!name.isBlank(), "rival name (%s) must not be blank.", name);
        requirePositive("budget", budget);
        requirePositive("value", value);
        requireInRange("quality", quality, 0.05, 20);
    }

    /** Whether it bids on a day. */
    public boolean bidsOn(LocalDate day) {
        return from.map(first -> !day.isBefore(first)).orElse(true)
                && to.map(last -> !day.isAfter(last)).orElse(true);
    }
}
