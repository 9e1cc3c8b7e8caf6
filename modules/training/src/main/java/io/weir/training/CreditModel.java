package io.weir.training;

import static io.weir.core.Checks.require;

import io.weir.simulator.Shapley;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Learned credit: what each channel brought, learned from nothing but what all won and what came of it. The value of a period is fitted by
 * ridge regression to how much each channel won (linear, square root and square), how each two go together, and what is known before; a
 * channel's credit is its Shapley value of that. What was won tells more than what was spent, as prices change. Needs spends that vary, each
 * channel's now and then to nothing.
 */
public final class CreditModel {
    private static final double RIDGE = 1e-4;

    private final Scale amounts;
    private final Scale states;
    private final double[] weights;

    /**
     * A period.
     *
     * @param won by each channel, as the last click values it, currency, {@code >= 0}
     * @param state what is known before it, shares of people in some states for one
     * @param next won in the period after it, currency
     * @param value what came of it, with that of the period after it, as some people buy later
     */
    public record Row(double[] won, double[] state, double[] next, double value) {}

    /** Makes numbers of the order of 1. */
    private record Scale(double[] middle, double[] width) {
        double[] of(double[] numbers) {
            double[] scaled = new double[numbers.length];
            Arrays.setAll(scaled, k -> (numbers[k] - middle[k]) / width[k]);
            return scaled;
        }
    }

    private CreditModel(Scale amounts, Scale states, double[] weights) {
        this.amounts = amounts;
        this.states = states;
        this.weights = weights;
    }

    /**
     * Learns.
     *
     * @param rows at least one, all of as many channels and states; every channel wins something in some of them
     */
    public static CreditModel of(List<Row> rows) {
        require(!rows.isEmpty(), "rows (none) must be at least one.");
        Scale amounts = amounts(rows);
        Scale states = states(rows);
        RealMatrix all = new Array2DRowRealMatrix(rows.stream()
                .map(row -> features(amounts.of(row.won()), states.of(row.state()), amounts.of(row.next())))
                .toArray(double[][]::new));
        double mean = rows.stream().mapToDouble(Row::value).average().orElse(0);
        var values = new ArrayRealVector(
                rows.stream().mapToDouble(row -> row.value() - mean).toArray());
        RealMatrix squares = all.transposeMultiply(all)
                .add(MatrixUtils.createRealIdentityMatrix(all.getColumnDimension())
                        .scalarMultiply(RIDGE * rows.size()));
        double[] weights = new CholeskyDecomposition(squares)
                .getSolver()
                .solve(all.transpose().operate(values))
                .toArray();
        return new CreditModel(amounts, states, weights);
    }

    /** Nothing stays nothing, and the mean is 1. */
    private static Scale amounts(List<Row> rows) {
        double[] mean = mean(rows, Row::won);
        return new Scale(
                new double[mean.length],
                Arrays.stream(mean).map(one -> one > 0 ? one : 1).toArray());
    }

    private static Scale states(List<Row> rows) {
        double[] mean = mean(rows, Row::state);
        double[] squares = mean(
                rows, row -> Arrays.stream(row.state()).map(one -> one * one).toArray());
        double[] width = new double[mean.length];
        Arrays.setAll(width, k -> Math.max(1e-9, Math.sqrt(Math.max(0, squares[k] - mean[k] * mean[k]))));
        return new Scale(mean, width);
    }

    private static double[] mean(List<Row> rows, Function<Row, double[]> numbers) {
        double[] mean = new double[numbers.apply(rows.get(0)).length];
        for (Row row : rows) {
            double[] one = numbers.apply(row);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += one[k] / rows.size();
            }
        }
        return mean;
    }

    private static double[] features(double[] won, double[] state, double[] next) {
        int channels = won.length;
        int states = state.length;
        double[] all = new double[1 + states + channels * (6 + states) + channels * (channels - 1) / 2];
        int at = 0;
        all[at++] = 1;
        for (double one : state) {
            all[at++] = one;
        }
        for (int c = 0; c < channels; c++) {
            double root = Math.sqrt(won[c]);
            all[at++] = won[c];
            all[at++] = root;
            all[at++] = won[c] * won[c];
            for (double one : state) {
                all[at++] = root * one;
            }
            for (int other = 0; other < c; other++) {
                all[at++] = root * Math.sqrt(won[other]);
            }
            all[at++] = next[c];
            all[at++] = Math.sqrt(next[c]);
            all[at++] = next[c] * next[c];
        }
        return all;
    }

    /** What a period and that after it bring as far as is known, beside a mean, if then the mean is won. */
    private double value(double[] won, double[] state) {
        double[] usual = new double[won.length];
        Arrays.fill(usual, 1);
        double[] features = features(won, state, usual);
        double sum = 0;
        for (int k = 0; k < features.length; k++) {
            sum += features[k] * weights[k];
        }
        return sum;
    }

    /**
     * Each channel's share of what all brought.
     *
     * @param won by each channel, currency, {@code [channel]}
     * @param state what is known before
     * @return {@code [channel]}
     */
    public double[] credit(double[] won, double[] state) {
        double[] scaled = amounts.of(won);
        double[] seen = states.of(state);
        double[] sets = new double[1 << won.length];
        for (int set = 0; set < sets.length; set++) {
            double[] some = scaled.clone();
            for (int c = 0; c < some.length; c++) {
                some[c] = (set >> c & 1) == 1 ? some[c] : 0;
            }
            sets[set] = value(some, seen);
        }
        return Shapley.values(sets, won.length);
    }
}
