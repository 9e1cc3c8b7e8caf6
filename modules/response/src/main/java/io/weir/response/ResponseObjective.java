package io.weir.response;

import io.weir.core.History;
import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.response.internal.ConcaveMajorant;
import io.weir.response.internal.CurvatureMajorant;
import io.weir.response.internal.DrawEvaluator;
import io.weir.response.internal.HorizonModel;
import io.weir.response.internal.ResponseTracker;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The value of a plan under a posterior: incremental KPI in the horizon plus carry-out, with carry-in from history, in
 * units of the goal. Safe for use by several threads; results do not depend on their number.
 */
public final class ResponseObjective implements Objective {
    private static final int CHUNKS = 8;
    private static final int SKETCH_DRAWS = 64;
    private static final int LEAST_SKETCH_DRAWS = 16;
    /** More geos make a draw dearer, and smoother: fewer draws do. */
    private static final int SKETCH_DRAW_GEOS = 256;

    private final HorizonModel model;
    private final Worth worth;
    private final DrawUtility utility;
    private final @Nullable HorizonModel sketch;

    /**
     * What a unit of KPI and a unit of spend count in the goal.
     *
     * @param perKpi goal units per unit of KPI
     * @param perSpend goal units lost per unit of spend: 1 for profit, 0 otherwise
     */
    public record Worth(double perKpi, double perSpend) {}

    private ResponseObjective(HorizonModel model, Worth worth, DrawUtility utility, @Nullable HorizonModel sketch) {
        this.model = model;
        this.sketch = sketch;
        this.worth = worth;
        this.utility = utility;
    }

    /**
     * @param posterior the response
     * @param history what happened before the plan; its spend carries in
     * @param grid the cells; starts right after the history
     * @param worth units of the goal
     * @param draws number of the posterior's draws to use, taken evenly
     */
    public static ResponseObjective of(Posterior posterior, History history, PlanGrid grid, Worth worth, int draws) {
        var model = new HorizonModel(posterior, history, grid, draws);
        int few = Math.max(
                LEAST_SKETCH_DRAWS,
                Math.min(SKETCH_DRAWS, SKETCH_DRAW_GEOS / history.geos().size()));
        var sketch = model.draws() > 2 * few ? new HorizonModel(posterior, history, grid, few) : null;
        return new ResponseObjective(model, worth, new DrawUtility.Mean(), sketch);
    }

    /** The mean over a few of the draws; other utilities need them all. */
    @Override
    public Objective sketch() {
        return sketch == null || !(utility instanceof DrawUtility.Mean)
                ? this
                : new ResponseObjective(sketch, worth, utility, null);
    }

    /** The mean over all draws. */
    @Override
    public Objective expectation() {
        return utility instanceof DrawUtility.Mean ? this : with(new DrawUtility.Mean());
    }

    /** The same values, judged by another utility. */
    public ResponseObjective with(DrawUtility other) {
        return new ResponseObjective(model, worth, other, sketch);
    }

    /** What a unit of KPI and a unit of spend count. */
    public Worth worth() {
        return worth;
    }

    /** Number of draws. */
    public int draws() {
        return model.draws();
    }

    @Override
    public int cells() {
        return model.grid().cells();
    }

    @Override
    public int columns() {
        return model.grid().columns().size();
    }

    @Override
    public double value(double[] spend) {
        return utility.apply(valuesByDraw(spend), new double[draws()]);
    }

    /** The value of a plan in every draw, {@code [draw]}. */
    public double[] valuesByDraw(double[] spend) {
        return byDraw(spend, model.tailPeriods() + model.grid().periods(), true);
    }

    /** The part of {@link #valuesByDraw} that falls into the horizon, before the cost of the spend, {@code [draw]}. */
    public double[] valuesInHorizonByDraw(double[] spend) {
        return byDraw(spend, model.grid().periods(), false);
    }

    private double[] byDraw(double[] spend, int periods, boolean net) {
        var values = new double[draws()];
        double cost = net ? worth.perSpend() * Arrays.stream(spend).sum() : 0;
        chunks().forEach(c -> {
            var evaluator = new DrawEvaluator(model);
            for (int d = first(c); d < first(c + 1); d++) {
                values[d] = worth.perKpi() * evaluator.value(d, spend, periods) - cost;
            }
        });
        return values;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        var weights = new double[draws()];
        if (utility instanceof DrawUtility.Weighted weighted) {
            return weightedGradient(spend, weighted.shares(), gradient);
        }
        if (!(utility instanceof DrawUtility.Mean)) {
            double value = utility.apply(valuesByDraw(spend), weights);
            weightedGradient(spend, weights, gradient);
            return value;
        }
        Arrays.fill(weights, 1.0 / draws());
        return weightedGradient(spend, weights, gradient);
    }

    /** Adds up the draws' gradients in a fixed order; returns the weighted sum of their values. */
    private double weightedGradient(double[] spend, double[] weights, double[] gradient) {
        var parts = new double[CHUNKS][gradient.length];
        var sums = new double[CHUNKS];
        chunks().forEach(c -> {
            var evaluator = new DrawEvaluator(model);
            for (int d = first(c); d < first(c + 1); d++) {
                if (weights[d] > 0) {
                    sums[c] += weights[d] * evaluator.valueAndGradient(d, spend, weights[d], parts[c]);
                }
            }
        });
        double value = 0;
        double weight = Arrays.stream(weights).sum();
        Arrays.fill(gradient, -worth.perSpend() * weight);
        for (int c = 0; c < CHUNKS; c++) {
            value += worth.perKpi() * sums[c];
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] += worth.perKpi() * parts[c][k];
            }
        }
        return value - worth.perSpend() * weight * Arrays.stream(spend).sum();
    }

    private IntStream chunks() {
        return IntStream.range(0, CHUNKS).parallel();
    }

    private int first(int chunk) {
        return (int) ((long) chunk * draws() / CHUNKS);
    }

    @Override
    public ByDrawTracker track(double[] spend) {
        return new ResponseTracker(model, worth, utility, spend);
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        var majorant = new ConcaveMajorant(model, lower, upper);
        return (spend, gradient) -> {
            var values = new double[draws()];
            var weights = new double[draws()];
            double cost = worth.perSpend() * Arrays.stream(spend).sum();
            var gradients = new double[draws()][gradient.length];
            chunks().forEach(c -> {
                for (int d = first(c); d < first(c + 1); d++) {
                    values[d] = worth.perKpi() * majorant.valueAndGradient(d, spend, gradients[d]) - cost;
                }
            });
            double value = utility.apply(values, weights);
            Arrays.fill(gradient, 0);
            for (int d = 0; d < draws(); d++) {
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] += weights[d] * (worth.perKpi() * gradients[d][k] - worth.perSpend());
                }
            }
            return value;
        };
    }

    @Override
    public Majorant majorant(double[] near, double[] lower, double[] upper, double most) {
        var weights = new double[draws()];
        double[] values = valuesByDraw(near);
        double constant = utility.apply(values, weights);
        double weight = 0;
        for (int d = 0; d < weights.length; d++) {
            constant -= weights[d] * values[d];
            weight += weights[d];
            weights[d] *= worth.perKpi();
        }
        return new LinearMajorant(
                CurvatureMajorant.of(model, weights, near, lower, upper, most), weight * worth.perSpend(), constant);
    }

    /**
     * A majorant of a weighted sum of draws. A utility is concave, so that it is nowhere above its linearisation at a plan's
     * values; the mean is its own.
     */
    private record LinearMajorant(CurvatureMajorant kpi, double perSpend, double constant) implements Majorant {
        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            double value = kpi.valueAndGradient(spend, gradient);
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] -= perSpend;
            }
            return value - perSpend * Arrays.stream(spend).sum() + constant;
        }

        @Override
        public boolean holds(double[] spend) {
            return kpi.holds(spend);
        }

        @Override
        public double[] lower() {
            return kpi.lower();
        }

        @Override
        public double[] upper() {
            return kpi.upper();
        }

        @Override
        public Majorant narrowed(double[] at, double fall) {
            return new LinearMajorant(kpi.narrowed(at, fall), perSpend, constant);
        }

        @Override
        public Majorant within(double[] lower, double[] upper) {
            return new LinearMajorant(kpi.within(lower, upper), perSpend, constant);
        }
    }

    /** A tracker that also tells the value in every draw. */
    public interface ByDrawTracker extends Tracker {
        /** The value of the plan as it stands, {@code [draw]}; the array is reused. */
        double[] valuesByDraw();
    }
}
