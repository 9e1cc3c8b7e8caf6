package io.weir.serving.internal;

/**
 * What came of a notice.
 *
 * @param bid that it was about
 * @param result in a word
 * @param micros that were booked by it or by the one before
 */
record Notice(String bid, Result result, long micros) {
    /** What came of it. */
    enum Result {
        /** The price is booked. */
        BOOKED,
        /** It had been booked before. */
        DUPLICATE,
        /** The bid's money is free again. */
        RELEASED,
        /** Nothing was set aside for the bid any more. */
        NOTHING
    }
}
