package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.type.context.NumberContext;

/**
 * Plans as shares of the budget, as a linear or mixed-integer program. Working in shares makes the answer independent
 * of the currency unit.
 *
 * @param lower least share per cell
 * @param upper greatest share per cell
 * @param granule per cell, 0 or the share of which its amount is a multiple
 * @param lines limits over several variables: cells first, then switches
 * @param switches number of variables that are 0 or 1; negative if they may be anything between
 */
record LinearProgram(double[] lower, double[] upper, double[] granule, ImmutableList<Line> lines, int switches) {
    /** A search for whole numbers gives up after this many nodes times variables, within the limits below. */
    private static final int INTEGER_WORK = 200_000;

    private static final int LEAST_ITERATIONS = 500;
    private static final int MOST_ITERATIONS = 20_000;

    /** Relative distance from the nearest plan at which a search for whole steps is content: one digit. */
    private static final NumberContext ROUGHLY = NumberContext.of(1);

    private static final NumberContext EXACTLY = NumberContext.of(12);

    /** What a missing share of the total costs against a moved one. */
    private static final double SHORTFALL_WEIGHT = 100;

    /**
     * {@code lower <= coefficients . variables <= upper}, or a multiple of {@code step} where that is positive.
     */
    record Line(int[] variables, double[] coefficients, double lower, double upper, double step) {}

    /** The same program without steps, its switches anything from 0 to 1. */
    LinearProgram relaxed() {
        ImmutableList<Line> limits =
                lines.stream().filter(line -> line.step() == 0).collect(ImmutableList.toImmutableList());
        return new LinearProgram(lower, upper, new double[granule.length], limits, -Math.abs(switches));
    }

    /** The plan that spends least; empty if there is none. */
    Optional<double[]> least() {
        var model = new Model();
        model.cells.forEach(cell -> cell.addTo(model.goal, 1));
        return model.solve(false);
    }

    /** Whether it is certain that there is no plan. */
    boolean isInfeasible() {
        var model = new Model();
        model.limitWork();
        return model.model.minimise().getState() == Optimisation.State.INFEASIBLE;
    }

    /** The plan that spends most; empty if there is none. */
    Optional<double[]> greatest() {
        var model = new Model();
        model.contentWith(EXACTLY);
        model.cells.forEach(cell -> cell.addTo(model.goal, 1));
        return model.solve(true);
    }

    /** The plan nearest to {@code target} by the sum of absolute differences that spends {@code wanted} if it can. */
    Optional<double[]> nearest(double[] target, double wanted) {
        var model = new Model();
        for (int cell = 0; cell < target.length; cell++) {
            model.penaliseDistance(cell, target[cell]);
        }
        model.penaliseShortfall(wanted);
        return model.solve(false);
    }

    /** A cell's share, or a switch: {@code factor * variable}. */
    private record CellShare(Variable variable, double factor) {
        void addTo(Expression expression, double coefficient) {
            expression.set(variable, coefficient * factor);
        }

        double value() {
            return variable.getValue().doubleValue() * factor;
        }
    }

    private final class Model {
        private final ExpressionsBasedModel model = new ExpressionsBasedModel();
        private final List<CellShare> cells = new ArrayList<>();
        private final List<CellShare> all = new ArrayList<>();
        private final Expression goal = model.newExpression("goal").weight(1);

        Model() {
            contentWith(ROUGHLY);
            for (int cell = 0; cell < lower.length; cell++) {
                cells.add(newCell(cell));
            }
            all.addAll(cells);
            for (int number = 0; number < Math.abs(switches); number++) {
                all.add(newSwitch(number));
            }
            for (int line = 0; line < lines.size(); line++) {
                add(line, lines.get(line));
            }
        }

        void contentWith(NumberContext gap) {
            model.options.integer(
                    IntegerStrategy.newConfigurable().withParallelism(() -> 1).withGapTolerance(gap));
        }

        private CellShare newCell(int cell) {
            double factor = granule[cell] > 0 ? granule[cell] : 1;
            Variable variable = model.newVariable("x" + cell).lower(lower[cell] / factor);
            if (upper[cell] < Double.POSITIVE_INFINITY) {
                variable.upper(upper[cell] / factor);
            }
            variable.integer(granule[cell] > 0);
            return new CellShare(variable, factor);
        }

        private CellShare newSwitch(int number) {
            Variable variable = model.newVariable("z" + number).lower(0).upper(1);
            variable.integer(switches > 0);
            return new CellShare(variable, 1);
        }

        private void add(int number, Line line) {
            Expression expression = model.newExpression("line" + number);
            for (int k = 0; k < line.variables().length; k++) {
                all.get(line.variables()[k]).addTo(expression, line.coefficients()[k]);
            }
            if (line.step() > 0) {
                Variable count = model.newVariable("k" + number).lower(0).integer();
                expression.set(count, -line.step()).level(0);
            } else {
                limit(expression, line.lower(), line.upper());
            }
        }

        private void limit(Expression expression, double least, double greatest) {
            if (least > Double.NEGATIVE_INFINITY) {
                expression.lower(least);
            }
            if (greatest < Double.POSITIVE_INFINITY) {
                expression.upper(greatest);
            }
        }

        void penaliseDistance(int cell, double target) {
            Variable above = model.newVariable("a" + cell).lower(0);
            Variable below = model.newVariable("b" + cell).lower(0);
            Expression distance = model.newExpression("d" + cell).level(target);
            cells.get(cell).addTo(distance, 1);
            distance.set(above, -1).set(below, 1);
            goal.set(above, 1).set(below, 1);
        }

        void penaliseShortfall(double wanted) {
            Variable missing = model.newVariable("missing").lower(0);
            Expression spent = model.newExpression("spent").lower(wanted).set(missing, 1);
            cells.forEach(cell -> cell.addTo(spent, 1));
            goal.set(missing, SHORTFALL_WEIGHT);
        }

        /** Counts, not seconds, so that the same program always ends alike. */
        void limitWork() {
            boolean whole = model.variables().anyMatch(Variable::isInteger);
            int iterations = whole ? INTEGER_WORK / model.countVariables() : MOST_ITERATIONS;
            model.options.iterations_abort = Math.max(LEAST_ITERATIONS, Math.min(MOST_ITERATIONS, iterations));
        }

        Optional<double[]> solve(boolean maximise) {
            limitWork();
            Optimisation.Result result = maximise ? model.maximise() : model.minimise();
            if (!result.getState().isFeasible()) {
                return Optional.empty();
            }
            for (int i = 0; i < model.countVariables(); i++) {
                model.getVariable(i).setValue(result.get(i));
            }
            return Optional.of(cells.stream().mapToDouble(CellShare::value).toArray());
        }
    }
}
