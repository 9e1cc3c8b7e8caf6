package io.weir.bidding;

/**
 * Finds after how many impressions a signal repeats itself: the highest autocorrelation beyond the first lag at which there is
 * none, of means over blocks.
 */
final class Cycle {
    private static final int BLOCK = 25;
    private static final int LEAST_BLOCKS = 8;

    /** The first lag that has this part of the highest correlation is that of the cycle; later ones are multiples. */
    private static final double NEARLY = 0.85;

    /** A cycle must have been seen so many times. */
    static final int TIMES = 4;

    private Cycle() {}

    /**
     * What was found.
     *
     * @param length impressions; 0 if the signal does not repeat itself
     * @param correlation of the signal with itself a cycle before, 0 to 1
     */
    record Found(int length, double correlation) {
        static final Found NONE = new Found(0, 0);
    }

    /**
     * @param signal one number per impression
     * @param from first to look at
     * @param to the one after the last
     */
    static Found of(double[] signal, int from, int to) {
        double[] means = means(signal, from, to);
        double[] correlations = new double[means.length / TIMES];
        int first = LEAST_BLOCKS;
        double highest = 0;
        boolean beyond = false;
        for (int lag = LEAST_BLOCKS; lag < correlations.length; lag++) {
            correlations[lag] = correlation(means, lag);
            if (!beyond && !(correlations[lag] > 0)) {
                beyond = true;
                first = lag;
            }
            highest = Math.max(highest, beyond ? correlations[lag] : 0);
        }
        if (!(highest > 0)) {
            return Found.NONE;
        }
        // twice a cycle is one too, but an older one
        while (correlations[first] < NEARLY * highest) {
            first++;
        }
        int best = first;
        for (int lag = first; lag < Math.min(correlations.length, first + first / 4); lag++) {
            best = correlations[lag] > correlations[best] ? lag : best;
        }
        return new Found(best * BLOCK, correlations[best]);
    }

    /** Means of blocks less the mean of all. */
    private static double[] means(double[] signal, int from, int to) {
        double[] means = new double[(to - from) / BLOCK];
        double mean = 0;
        for (int block = 0; block < means.length; block++) {
            int end = to - (means.length - 1 - block) * BLOCK;
            for (int k = end - BLOCK; k < end; k++) {
                means[block] += signal[k] / BLOCK;
            }
            mean += means[block] / means.length;
        }
        for (int block = 0; block < means.length; block++) {
            means[block] -= mean;
        }
        return means;
    }

    private static double correlation(double[] means, int lag) {
        double both = 0;
        double now = 0;
        double before = 0;
        for (int k = lag; k < means.length; k++) {
            both += means[k] * means[k - lag];
            now += means[k] * means[k];
            before += means[k - lag] * means[k - lag];
        }
        return now > 0 && before > 0 ? both / Math.sqrt(now * before) : 0;
    }
}
