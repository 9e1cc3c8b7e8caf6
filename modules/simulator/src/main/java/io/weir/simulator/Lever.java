package io.weir.simulator;

/** What a shock or a drift multiplies. */
public enum Lever {
    /** How often people come into need. Of the whole world. */
    NEED,
    /** What there is to bid for: queries, impressions, readers that can be mailed; 0 is an outage. */
    SUPPLY,
    /** Reserve prices and rivals' bids; for mail the cost of one. */
    PRICE,
    /** Share of ads and mails that are clicked. */
    CLICK,
    /** Share of clicks that buy. */
    CONVERT,
    /** How far ads and mails move people who do not click. */
    PERSUADE,
    /** Share of conversions that is reported. Of the whole world, or as credited to one channel. */
    TRACKING
}
