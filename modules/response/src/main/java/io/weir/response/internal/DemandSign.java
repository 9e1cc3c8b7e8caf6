package io.weir.response.internal;

import io.weir.core.ChannelHistory;
import io.weir.core.History;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Whether a channel's spend answers to what the KPI did before: a budget that is raised after good periods shows in the
 * spend being better foretold with the KPI's past than without. Season, trend and controls are held fixed on both sides.
 *
 * <p>Source: Granger (1969), <em>Investigating Causal Relations by Econometric Models and Cross-spectral Methods</em>.
 */
final class DemandSign {
    private static final int LAGS = 2;
    /** Of an F statistic with two degrees of freedom: one history in a thousand without any such sign exceeds it. */
    private static final double RARE = 7.3;

    private DemandSign() {}

    /**
     * @param history what happened
     * @param baseline columns of level, trend, season and controls, {@code [column][period]}
     * @param channel with spend
     */
    static boolean shows(History history, double[][] baseline, ChannelHistory channel) {
        double[] spend = channel.spend().national();
        double[] kpi = history.kpi().counted().national();
        int rows = spend.length - LAGS;
        int columns = baseline.length + 2 * LAGS;
        if (rows < 3 * columns) {
            return false;
        }
        var own = new ArrayList<double[]>();
        for (double[] column : baseline) {
            own.add(from(column, LAGS, rows));
        }
        for (int lag = 1; lag <= LAGS; lag++) {
            own.add(from(spend, LAGS - lag, rows));
        }
        var all = new ArrayList<>(own);
        for (int lag = 1; lag <= LAGS; lag++) {
            all.add(from(kpi, LAGS - lag, rows));
        }
        double[] target = from(spend, LAGS, rows);
        double without = unexplained(own, target);
        double with = unexplained(all, target);
        return with > 0 && (without - with) / LAGS / (with / (rows - columns)) > RARE;
    }

    private static double[] from(double[] series, int first, int count) {
        return java.util.Arrays.copyOfRange(series, first, first + count);
    }

    /** Sum of squares that least squares leave. */
    private static double unexplained(List<double[]> columns, double[] target) {
        var x = new DMatrixRMaj(target.length, columns.size());
        for (int k = 0; k < columns.size(); k++) {
            double size = Math.sqrt(
                    java.util.Arrays.stream(columns.get(k)).map(v -> v * v).sum());
            for (int t = 0; t < target.length; t++) {
                x.set(t, k, size > 0 ? columns.get(k)[t] / size : 0);
            }
        }
        var y = new DMatrixRMaj(target.length, 1, true, target.clone());
        var coefficients = new DMatrixRMaj(columns.size(), 1);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
        if (!solver.setA(x.copy())) {
            return 0;
        }
        solver.solve(y, coefficients);
        double sum = 0;
        for (int t = 0; t < target.length; t++) {
            double error = target[t];
            for (int k = 0; k < columns.size(); k++) {
                error -= x.get(t, k) * coefficients.get(k);
            }
            sum += error * error;
        }
        return sum;
    }
}
