package io.weir.training;

/**
 * What a firm's team wants of its bidders, as those follow it that stand for the firm in another firm's market. Not safe for use by several
 * threads.
 */
final class FirmOrders {
    private double[] targets = new double[0];
    private double[] weights = new double[0];
    private double[][] values = new double[0][];
    private int number;
    private boolean given;

    /**
     * Orders for the next period.
     *
     * @param newTargets currency per channel
     * @param newWeights how bidders weigh what the last click credits, -1 to 1, per channel
     * @param newValues of lines as the firm has learned them, {@code [channel][line]}
     */
    void give(double[] newTargets, double[] newWeights, double[][] newValues) {
        targets = newTargets;
        weights = newWeights;
        values = newValues;
        number++;
        given = true;
    }

    /** Bidders do what is usual until the next orders. */
    void forget() {
        given = false;
    }

    /** Whether there are other orders than those of a number. */
    boolean areNewerThan(int known) {
        return given && number != known;
    }

    /** Of the latest orders. */
    int number() {
        return number;
    }

    /** Currency for the period. */
    double target(int channel) {
        return targets[channel];
    }

    /** What to make of the last click's credit. */
    double weight(int channel) {
        return weights[channel];
    }

    /** What lines are worth to the firm, currency per unit bid for. */
    double[] values(int channel) {
        return values[channel];
    }
}
