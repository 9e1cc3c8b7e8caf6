package io.weir.bidding;

/** By which power of the growth that a model forecasts what is won grows with the bid, learned from bids that changed. */
final class Steepness {
    /** Squared growth, summed over ticks, after which half of how steep a market is is known; about three steps of a bid. */
    private static final double PRIOR_GROWTH = 1;

    private static final double FORGETTING = 0.99;
    private static final double LEAST = 0.1;

    /** Growth that was seen times growth that was forecast, and that squared; older ticks weigh less. */
    private double grown;

    private double forecasts;

    /**
     * A changed bid is held against its forecast.
     *
     * @param seen growth, as a logarithm
     * @param forecast the same; one that is not finite tells nothing
     */
    void learn(double seen, double forecast) {
        if (Double.isFinite(seen) && Double.isFinite(forecast)) {
            grown = FORGETTING * grown + seen * forecast;
            forecasts = FORGETTING * forecasts + forecast * forecast;
        }
    }

    /** The power, 0.1 to 1. */
    double value() {
        double steepness = (grown + PRIOR_GROWTH) / (forecasts + PRIOR_GROWTH);
        return Math.max(LEAST, Math.min(1, steepness));
    }

    Steepness copy() {
        var copy = new Steepness();
        copy.grown = grown;
        copy.forecasts = forecasts;
        return copy;
    }
}
