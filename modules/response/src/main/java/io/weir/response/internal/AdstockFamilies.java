package io.weir.response.internal;

import java.util.ArrayList;
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
    /** The family a draw belongs to, {@code [draw][channel][geo]}; -1 where the channel is not planned. */
    final int[][][] of;
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
    }

    private static double retention(double[] w) {
        return w.length > 1 && w[0] > 0 ? Math.min(MOST, w[1] / w[0]) : 0;
    }

    /**
     * How much of an adstock comes with the common adstock of {@code lag} periods before, all others the same.
     *
     * @param w weights of the adstock
     * @param retention of the common adstock
     * @param lag periods
     * @param last whether the common adstock has no period after that one
     */
    static double tap(double[] w, double retention, int lag, boolean last) {
        double here = lag < w.length ? w[lag] : 0;
        double after = !last && lag >= 1 && lag - 1 < w.length ? w[lag - 1] : 0;
        return (here - retention * after) / (1 - retention);
    }

    int count() {
        return column.length;
    }
}
