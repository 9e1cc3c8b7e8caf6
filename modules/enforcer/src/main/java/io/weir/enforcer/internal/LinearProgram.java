package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.DoubleParam;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    /** Shares are multiplied by this, so that what solvers take for zero is far below what is booked. */
    private static final double UNITS = 1000;

    private static final double TOLERANCE = 1e-9;

    /** Relative distance from the nearest plan at which a search for whole numbers is content. */
    private static final double ROUGHLY = 0.1;

    private static final double EXACTLY = 1e-9;

    /** A number of steps so near to a whole one is it. */
    private static final double WHOLE = 1e-6;

    /** Programs of more variables are content with their first plan. */
    private static final int LARGE = 2000;

    /** A search for whole numbers gives up after this many nodes for a program of one variable. */
    private static final double NODES = 3e6;

    private static final int FEWEST_NODES = 1000;
    /** Of programs of more variables than this each node takes a tenth of a second: fewer must do. */
    private static final int MANY = 1000;

    private static final int FEWEST_NODES_OF_MANY = 200;
    private static final int MOST_NODES = 20_000;

    /** What a missing share of the total costs against a moved one. */
    private static final double SHORTFALL_WEIGHT = 100;

    /**
     * {@code lower <= coefficients . variables <= upper}, or a multiple of {@code step} where that is positive. A line
     * with a cell counts shares, one without counts switches.
     */
    record Line(int[] variables, double[] coefficients, double lower, double upper, double step) {}

    /**
     * A line that may be broken.
     *
     * @param weight what a share by which it is broken costs against a moved one
     */
    record Weighed(Line line, double weight) {}

    /** The same program without steps, its switches anything from 0 to 1. */
    LinearProgram relaxed() {
        ImmutableList<Line> limits =
                lines.stream().filter(line -> line.step() == 0).collect(ImmutableList.toImmutableList());
        return new LinearProgram(lower, upper, new double[granule.length], limits, -Math.abs(switches));
    }

    /** The same program with more lines. */
    LinearProgram with(ImmutableList<Line> more) {
        ImmutableList<Line> all =
                ImmutableList.<Line>builder().addAll(lines).addAll(more).build();
        return new LinearProgram(lower, upper, granule, all, switches);
    }

    /** The plan that spends least; empty if there is none, or none was found. */
    Optional<double[]> least() {
        try (var model = new Model()) {
            model.countCells();
            return model.solve(false, ROUGHLY);
        }
    }

    /** Whether it is certain that there is no plan. */
    boolean isInfeasible() {
        try (var model = new Model()) {
            return model.run(ROUGHLY) == ResultStatus.INFEASIBLE;
        }
    }

    /** The plan that spends most; empty if there is none, or none was found. */
    Optional<double[]> greatest() {
        try (var model = new Model()) {
            model.countCells();
            return model.solve(true, EXACTLY);
        }
    }

    /** The plan nearest to {@code target} by the sum of absolute differences that spends {@code wanted} if it can. */
    Optional<double[]> nearest(double[] target, double wanted) {
        try (var model = new Model()) {
            for (int cell = 0; cell < target.length; cell++) {
                model.penaliseDistance(cell, target[cell]);
            }
            model.penaliseShortfall(wanted);
            return model.solve(false, ROUGHLY);
        }
    }

    /**
     * The plan nearest to {@code target} by the sum of absolute differences and of what wishes are broken by.
     *
     * @param wishes over cells
     */
    Optional<double[]> nearest(double[] target, ImmutableList<Weighed> wishes) {
        try (var model = new Model()) {
            for (int cell = 0; cell < target.length; cell++) {
                model.penaliseDistance(cell, target[cell]);
            }
            wishes.forEach(model::wish);
            return model.solve(false, ROUGHLY);
        }
    }

    /** A cell's share, or a switch: {@code factor * variable}. */
    private record Scaled(MPVariable variable, double factor) {
        double value() {
            return variable.solutionValue() * factor;
        }
    }

    private final class Model implements AutoCloseable {
        private final boolean whole = switches > 0
                || Arrays.stream(granule).anyMatch(step -> step > 0)
                || lines.stream().anyMatch(line -> line.step() > 0);
        private final MPSolver solver = whole ? NativeSolvers.mixed() : NativeSolvers.linear();
        private final List<Scaled> variables = new ArrayList<>();
        private final MPObjective goal = solver.objective();

        Model() {
            for (int cell = 0; cell < lower.length; cell++) {
                variables.add(newCell(cell));
            }
            for (int number = 0; number < Math.abs(switches); number++) {
                variables.add(new Scaled(switches > 0 ? solver.makeBoolVar("") : solver.makeNumVar(0, 1, ""), 1));
            }
            lines.forEach(this::add);
        }

        /** In units of {@link #UNITS}, or in steps. */
        private Scaled newCell(int cell) {
            double factor = granule[cell] > 0 ? granule[cell] : 1 / UNITS;
            double least = lower[cell] / factor;
            double most = upper[cell] / factor;
            MPVariable variable = granule[cell] > 0
                    ? solver.makeIntVar(Math.ceil(least - WHOLE), Math.floor(most + WHOLE), "")
                    : solver.makeNumVar(least, most, "");
            return new Scaled(variable, factor * UNITS);
        }

        void wish(Weighed wish) {
            MPConstraint limit = add(wish.line());
            MPVariable above = solver.makeNumVar(0, MPSolver.infinity(), "");
            MPVariable below = solver.makeNumVar(0, MPSolver.infinity(), "");
            limit.setCoefficient(above, -1);
            limit.setCoefficient(below, 1);
            goal.setCoefficient(above, wish.weight());
            goal.setCoefficient(below, wish.weight());
        }

        private MPConstraint add(Line line) {
            boolean shares = Arrays.stream(line.variables()).anyMatch(variable -> variable < lower.length);
            double units = shares ? UNITS : 1;
            boolean stepped = line.step() > 0;
            MPConstraint limit =
                    solver.makeConstraint(stepped ? 0 : line.lower() * units, stepped ? 0 : line.upper() * units);
            for (int k = 0; k < line.variables().length; k++) {
                int number = line.variables()[k];
                Scaled scaled = variables.get(number);
                double coefficient = line.coefficients()[k] * (number < lower.length ? scaled.factor() : units);
                limit.setCoefficient(scaled.variable(), coefficient);
            }
            if (stepped) {
                MPVariable count = solver.makeIntVar(0, MPSolver.infinity(), "");
                limit.setCoefficient(count, -line.step() * UNITS);
            }
            return limit;
        }

        void countCells() {
            for (int cell = 0; cell < lower.length; cell++) {
                Scaled scaled = variables.get(cell);
                goal.setCoefficient(scaled.variable(), scaled.factor());
            }
        }

        void penaliseDistance(int cell, double target) {
            MPVariable above = solver.makeNumVar(0, MPSolver.infinity(), "");
            MPVariable below = solver.makeNumVar(0, MPSolver.infinity(), "");
            MPConstraint distance = solver.makeConstraint(target * UNITS, target * UNITS);
            Scaled scaled = variables.get(cell);
            distance.setCoefficient(scaled.variable(), scaled.factor());
            distance.setCoefficient(above, -1);
            distance.setCoefficient(below, 1);
            goal.setCoefficient(above, 1);
            goal.setCoefficient(below, 1);
        }

        void penaliseShortfall(double wanted) {
            MPVariable missing = solver.makeNumVar(0, MPSolver.infinity(), "");
            MPConstraint spent = solver.makeConstraint(wanted * UNITS, MPSolver.infinity());
            spent.setCoefficient(missing, 1);
            for (int cell = 0; cell < lower.length; cell++) {
                Scaled scaled = variables.get(cell);
                spent.setCoefficient(scaled.variable(), scaled.factor());
            }
            goal.setCoefficient(missing, SHORTFALL_WEIGHT);
        }

        Optional<double[]> solve(boolean maximise, double gap) {
            goal.setOptimizationDirection(maximise);
            ResultStatus status = run(gap);
            return status == ResultStatus.OPTIMAL || status == ResultStatus.FEASIBLE
                    ? Optional.of(shares())
                    : Optional.empty();
        }

        private double[] shares() {
            double[] shares = new double[lower.length];
            for (int cell = 0; cell < shares.length; cell++) {
                shares[cell] = variables.get(cell).value() / UNITS;
            }
            return shares;
        }

        ResultStatus run(double gap) {
            try (var parameters = new Parameters()) {
                if (whole) {
                    parameters.set(DoubleParam.RELATIVE_MIP_GAP, gap);
                    solver.setSolverSpecificParametersAsString(limits());
                } else {
                    parameters.set(DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
                    parameters.set(DoubleParam.DUAL_TOLERANCE, TOLERANCE);
                }
                return solver.solve(parameters.parameters);
            }
        }

        /** Counts, not seconds, so that the same program always ends alike; of large ones, presolving does not. */
        private String limits() {
            int size = solver.numVariables();
            long nodes = Math.round(NODES / Math.pow(size, 1.5));
            int fewest = size > MANY ? FEWEST_NODES_OF_MANY : FEWEST_NODES;
            String most =
                    "presolving/maxrounds = 0\nlimits/nodes = " + Math.max(fewest, Math.min(MOST_NODES, nodes)) + "\n";
            return size > LARGE ? most + "limits/solutions = 1\nseparating/maxroundsroot = 2\n" : most;
        }

        @Override
        public void close() {
            solver.delete();
        }
    }

    /** Parameters that are freed. */
    private static final class Parameters implements AutoCloseable {
        private final MPSolverParameters parameters = new MPSolverParameters();

        void set(DoubleParam which, double value) {
            parameters.setDoubleParam(which, value);
        }

        @Override
        public void close() {
            parameters.delete();
        }
    }
}
