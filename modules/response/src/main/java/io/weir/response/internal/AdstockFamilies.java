package io.weir.response.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of draws whose adstocks of a column are nearly the same, each with a geometric one that stands for all of them.
 * Wide groups let draws that bend up be outweighed by others; in narrow ones the adstocks stray less from the common one.
 * Immutable.
 */
final class AdstockFamilies {
    private static final double MOST = 0.97;

    /** Column of each family. */
    final int[] column;
    /** Retention of each family's common adstock. */
    final double[] retention;
    /** Periods after which each family's common adstock is gone. */
    final int[] window;
    /** The family a draw belongs to, {@code [draw][channel][geo]}; -1 where the channel is not planned. */
    final int[][][] of;

    private final double[][] weights;
    private final double[] faded;
    /** The families of each column. */
    final int[][] ofColumn;

    /**
     * @param width how far retentions of a family may be apart, relative to what is not retained, by column
     */
    AdstockFamilies(HorizonModel model, double[] width) {
        of = new int[model.draws][model.channels][model.geos];
        ofColumn = new int[model.columns][];
        List<Integer> columns = new ArrayList<>();
        List<Double> retentionsOf = new ArrayList<>();
        for (int i = 0; i < model.channels; i++) {
            int channel = i;
            double[] retentions = IntStream.range(0, model.draws)
                    .mapToDouble(d -> retention(model.weights[d][channel]))
                    .toArray();
            int[] order = IntStream.range(0, model.draws)
                    .boxed()
                    .sorted(Comparator.comparingDouble(d -> retentions[d]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int g = 0; g < model.geos; g++) {
                int k = model.column[i][g];
                if (k >= 0 && ofColumn[k] == null) {
                    int first = columns.size();
                    for (int from = 0; from < order.length; ) {
                        double least = retentions[order[from]];
                        int to = from + 1;
                        while (to < order.length && retentions[order[to]] - least <= width[k] * (1 - least)) {
                            to++;
                        }
                        for (int n = from; n < to; n++) {
                            for (int other = 0; other < model.geos; other++) {
                                if (model.column[i][other] == k) {
                                    of[order[n]][i][other] = columns.size();
                                }
                            }
                        }
                        columns.add(k);
                        retentionsOf.add(0.5 * (least + retentions[order[to - 1]]));
                        from = to;
                    }
                    ofColumn[k] = IntStream.range(first, columns.size()).toArray();
                } else if (k < 0) {
                    for (int d = 0; d < model.draws; d++) {
                        of[d][i][g] = -1;
                    }
                }
            }
        }
        column = columns.stream().mapToInt(Integer::intValue).toArray();
        retention = retentionsOf.stream().mapToDouble(Double::doubleValue).toArray();
        window = new int[column.length];
        Arrays.fill(window, model.periods - model.horizon + 1);
        weights = new double[column.length][];
        faded = new double[column.length];
        for (int q = 0; q < column.length; q++) {
            double r = retention[q];
            weights[q] = IntStream.range(0, window[q])
                    .mapToDouble(lag -> (1 - r) * Math.pow(r, lag))
                    .toArray();
            faded[q] = Math.pow(r, window[q]);
        }
    }

    private static double retention(double[] w) {
        return w.length > 1 && w[0] > 0 ? Math.min(MOST, w[1] / w[0]) : 0;
    }

    /** Weight of the spend some periods ago in a common adstock. */
    double weight(int q, int lag) {
        return lag < window[q] ? weights[q][lag] : 0;
    }

    /** What would be left of a common adstock after its window, were it not gone. */
    double faded(int q) {
        return faded[q];
    }

    /**
     * How much of an adstock comes with the common adstock of some periods ago, all others the same. With the common one's
     * weights {@code W} and the adstock's {@code w} as power series, it is a coefficient of {@code w / W}, where
     * {@code 1 / W = (1 - r q) / (1 - r) * (1 + r^n q^n + r^(2 n) q^(2 n) + ...)} for a window of {@code n}.
     *
     * @param q the family
     * @param w weights of the adstock
     * @param since periods between the last common adstock and the adstock
     * @param lag periods before the last common adstock
     */
    double tap(int q, double[] w, int since, int lag) {
        double r = retention[q];
        double sum = 0;
        double part = 1;
        for (int past = lag; past >= 0; past -= window[q]) {
            double term = at(w, since + past) - (past >= 1 ? r * at(w, since + past - 1) : 0);
            sum += part * term;
            part *= faded[q];
        }
        return sum / (1 - r);
    }

    /** {@link #tap} of all lags, {@code [lag]}. */
    double[] taps(int q, double[] w, int since, int lags) {
        var out = new double[lags];
        for (int lag = 0; lag < lags; lag++) {
            out[lag] = tap(q, w, since, lag);
        }
        return out;
    }

    /** The sum of the sizes of what {@link #tap} takes the differences of. */
    double tapSize(int q, double[] w, int since, int lag) {
        double r = retention[q];
        double sum = 0;
        double part = 1;
        for (int past = lag; past >= 0; past -= window[q]) {
            double term = Math.abs(at(w, since + past)) + (past >= 1 ? r * Math.abs(at(w, since + past - 1)) : 0);
            sum += part * term;
            part *= faded[q];
        }
        return sum / (1 - r);
    }

    private static double at(double[] w, int lag) {
        return lag < w.length ? w[lag] : 0;
    }

    int count() {
        return column.length;
    }
}
