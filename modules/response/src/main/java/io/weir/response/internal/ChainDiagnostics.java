package io.weir.response.internal;

import java.util.Arrays;

/**
 * Whether chains agree and how many independent draws they are worth.
 *
 * <p>Source: Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), <em>Rank-normalization, folding, and
 * localization: An improved R-hat</em> (split chains; here without rank normalisation), and Geyer's initial monotone
 * sequence for the effective sample size.
 */
public final class ChainDiagnostics {
    private ChainDiagnostics() {}

    /** Split R-hat of one parameter, {@code chains[chain][draw]}; 1 if nothing varies. */
    public static double splitRHat(double[][] chains) {
        double[][] halves = split(chains);
        double within = 0;
        double[] means = new double[halves.length];
        for (int c = 0; c < halves.length; c++) {
            means[c] = mean(halves[c]);
            within += variance(halves[c], means[c]);
        }
        within /= halves.length;
        double between = variance(means, mean(means));
        int n = halves[0].length;
        if (!(within > 0)) {
            return between > 0 ? Double.POSITIVE_INFINITY : 1;
        }
        return Math.sqrt(((n - 1.0) / n * within + between) / within);
    }

    /** Effective sample size of one parameter's mean, {@code chains[chain][draw]}. */
    public static double effectiveSampleSize(double[][] chains) {
        double[][] halves = split(chains);
        int m = halves.length;
        int n = halves[0].length;
        double[] means = new double[m];
        double[] variances = new double[m];
        for (int c = 0; c < m; c++) {
            means[c] = mean(halves[c]);
            variances[c] = variance(halves[c], means[c]);
        }
        double within = mean(variances);
        double total = (n - 1.0) / n * within + variance(means, mean(means));
        if (!(total > 0)) {
            return (double) m * n;
        }
        double sum = 0;
        double previous = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < n; lag += 2) {
            double pair =
                    correlation(halves, means, within, total, lag) + correlation(halves, means, within, total, lag + 1);
            if (pair < 0) {
                break;
            }
            previous = Math.min(previous, pair);
            sum += previous;
        }
        return Math.min((double) m * n / Math.max(-1 + 2 * sum, 1e-6), m * n * Math.log10((double) m * n));
    }

    private static double correlation(double[][] chains, double[] means, double within, double total, int lag) {
        double covariance = 0;
        int n = chains[0].length;
        for (int c = 0; c < chains.length; c++) {
            double sum = 0;
            for (int i = 0; i + lag < n; i++) {
                sum += (chains[c][i] - means[c]) * (chains[c][i + lag] - means[c]);
            }
            covariance += sum / n;
        }
        return 1 - (within - covariance / chains.length) / total;
    }

    private static double[][] split(double[][] chains) {
        var halves = new double[2 * chains.length][];
        int half = chains[0].length / 2;
        for (int c = 0; c < chains.length; c++) {
            halves[2 * c] = Arrays.copyOfRange(chains[c], 0, half);
            halves[2 * c + 1] = Arrays.copyOfRange(chains[c], chains[c].length - half, chains[c].length);
        }
        return halves;
    }

    private static double mean(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum / x.length;
    }

    private static double variance(double[] x, double mean) {
        double sum = 0;
        for (double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return x.length > 1 ? sum / (x.length - 1) : 0;
    }
}
