package io.weir.serving.internal;

/**
 * A bid that was sent out and has its money reserved.
 *
 * @param id of the bid
 * @param line its place
 * @param micros reserved for it
 * @param held the lease that they are reserved in
 * @param standing the bids that it was one of
 * @param until when it waits for a notice, milliseconds of the epoch
 */
record Offer(String id, int line, long micros, Held held, Standing standing, long until) {}
