package io.weir.simulator;

/** What each of several brought, of what they brought together. Source: Shapley (1953), <em>A value for n-person games</em>. */
public final class Shapley {
    private Shapley() {}

    /**
     * Exact, from the values of all sets.
     *
     * @param values of every set of players, a bit each, {@code [2^players]}
     * @return {@code [player]}; they add up to the value of all less that of none
     */
    public static double[] values(double[] values, int players) {
        double[] shares = new double[players];
        for (int player = 0; player < players; player++) {
            for (int set = 0; set < values.length; set++) {
                if ((set >> player & 1) == 0) {
                    shares[player] +=
                            weight(Integer.bitCount(set), players) * (values[set | 1 << player] - values[set]);
                }
            }
        }
        return shares;
    }

    /** Share of the orders in which so many others come before. */
    private static double weight(int before, int players) {
        double weight = 1.0 / players;
        for (int k = 1; k <= before; k++) {
            weight *= k / (double) (players - k);
        }
        return weight;
    }
}
