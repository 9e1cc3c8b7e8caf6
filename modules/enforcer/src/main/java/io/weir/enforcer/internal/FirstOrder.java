package io.weir.enforcer.internal;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IntegerParam;
import com.google.ortools.linearsolver.MPSolverParameters.LpAlgorithmValues;
import com.google.ortools.linearsolver.MPVariable;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.enforcer.PlanEnforcer.Move;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a region lets a plan gain to first order: a linear program over small moves of the plan. The gain of a slightly looser
 * region less that of the region itself is the change of the optimal value, on the side to which it is loosened, also where
 * more limits hold than are needed and prices are not unique.
 *
 * <p>Source: Bonnans and Shapiro (1998), <em>Optimization Problems with Perturbations: A Guided Tour</em>, section 4.
 */
public final class FirstOrder {
    /** A plan that is beyond a limit by less than this share of the budget is at it. */
    private static final double ROUNDING = 1e-9;

    private final FeasibleRegion region;
    private final double[] spend;
    private final double[] gradient;
    private final double[] reaches;
    private final double reach;
    private final double largest;

    /**
     * @param region in which the plan is optimal, or is to be improved
     * @param spend the plan, currency per cell
     * @param gradient of the value there
     * @param reaches how far each cell may move, currency; some of it positive
     */
    public FirstOrder(FeasibleRegion region, double[] spend, double[] gradient, double[] reaches) {
        this.region = region;
        this.spend = spend.clone();
        this.gradient = gradient.clone();
        this.reaches = reaches.clone();
        this.reach = Arrays.stream(reaches).max().orElse(1);
        double size = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        this.largest = size > 0 ? size : 1;
    }

    /**
     * What the plan gains if the region becomes another, which differs from it by less than the reach; 0 if the program cannot
     * be solved.
     *
     * @param looser holds at least the same plans; constraints in the same order
     */
    public double gain(FeasibleRegion looser) {
        return program(looser, true).orElse(still()).gain
                - program(region, true).orElse(still()).gain;
    }

    /** The plan moved within the region to where it gains most; what it breaks by rounding errors is mended on the way. */
    public Move move() {
        Solved solved = program(region, false).or(() -> program(region, true)).orElse(still());
        double[] moved = spend.clone();
        for (int cell = 0; cell < moved.length; cell++) {
            moved[cell] += solved.move[cell] * reach;
        }
        return new Move(moved, solved.prices);
    }

    /**
     * @param move per cell, in the largest reach
     * @param prices per constraint, value per currency
     */
    private record Solved(double gain, double[] move, double[] prices) {}

    private Solved still() {
        return new Solved(
                0, new double[spend.length], new double[region.constraints().size()]);
    }

    /** @param forgiving whether a limit that the plan is beyond counts as where the plan is */
    private Optional<Solved> program(FeasibleRegion other, boolean forgiving) {
        MPSolver solver = NativeSolvers.linear();
        try {
            return new Model(solver, other, forgiving).solved();
        } finally {
            solver.delete();
        }
    }

    /** How far a limit is, in reaches. */
    private double room(double before, double after, boolean forgiving) {
        boolean beyond = before < 0 && (forgiving || before > -ROUNDING * region.maxTotal());
        return (beyond ? after - before : after) / reach;
    }

    /** The program; moves are in the largest reach, gains in the largest derivative times that. */
    private final class Model {
        private final MPSolver solver;
        private final MPObjective goal;
        private final MPVariable[] moves = new MPVariable[spend.length];
        /** By the number of their constraint; those out of reach are left out. */
        private final Map<Integer, MPConstraint> rows = new HashMap<>();

        private final FeasibleRegion other;
        private final boolean forgiving;

        Model(MPSolver solver, FeasibleRegion other, boolean forgiving) {
            this.solver = solver;
            this.goal = solver.objective();
            this.other = other;
            this.forgiving = forgiving;
            for (int cell = 0; cell < moves.length; cell++) {
                double down = room(spend[cell] - region.lower()[cell], spend[cell] - other.lower()[cell], forgiving);
                double up = room(region.upper()[cell] - spend[cell], other.upper()[cell] - spend[cell], forgiving);
                double own = reaches[cell] / reach;
                moves[cell] = solver.makeNumVar(-Math.min(own, down), Math.min(own, up), "");
                goal.setCoefficient(moves[cell], gradient[cell] / largest);
            }
            total();
            int constraints =
                    Math.min(region.constraints().size(), other.constraints().size());
            for (int row = 0; row < constraints; row++) {
                add(row, region.constraints().get(row), other.constraints().get(row));
            }
            goal.setMaximization();
        }

        Optional<Solved> solved() {
            if (solve() != ResultStatus.OPTIMAL) {
                return Optional.empty();
            }
            double[] move =
                    Arrays.stream(moves).mapToDouble(MPVariable::solutionValue).toArray();
            double[] prices = new double[region.constraints().size()];
            rows.forEach((number, row) -> prices[number] = row.dualValue() * largest);
            return Optional.of(new Solved(goal.value() * largest * reach, move, prices));
        }

        /** By the dual simplex method: of such programs, whose every variable is bounded, it solves large ones the quickest. */
        private ResultStatus solve() {
            var parameters = new MPSolverParameters();
            try {
                parameters.setIntegerParam(IntegerParam.LP_ALGORITHM, LpAlgorithmValues.DUAL.swigValue());
                return solver.solve(parameters);
            } finally {
                parameters.delete();
            }
        }

        private void total() {
            double sum = Arrays.stream(spend).sum();
            MPConstraint total = solver.makeConstraint(
                    -room(sum - region.minTotal(), sum - other.minTotal(), forgiving),
                    room(region.maxTotal() - sum, other.maxTotal() - sum, forgiving));
            for (MPVariable move : moves) {
                total.setCoefficient(move, 1);
            }
        }

        private void add(int number, LinearConstraint before, LinearConstraint after) {
            OptionalDouble penalty = after.penalty();
            double at = before.at(spend);
            double now = after.at(spend);
            boolean soft = penalty.isPresent();
            double down =
                    soft ? (now - after.lower()) / reach : room(at - before.lower(), now - after.lower(), forgiving);
            double up =
                    soft ? (after.upper() - now) / reach : room(before.upper() - at, after.upper() - now, forgiving);
            double most = Arrays.stream(after.coefficients()).map(Math::abs).sum();
            if (down > most && up > most) {
                return;
            }
            MPConstraint row = solver.makeConstraint(
                    down <= most ? -down : -MPSolver.infinity(), up <= most ? up : MPSolver.infinity());
            rows.put(number, row);
            for (int k = 0; k < after.cells().length; k++) {
                row.setCoefficient(moves[after.cells()[k]], after.coefficients()[k]);
            }
            if (soft) {
                breaking(row, -1, penalty.getAsDouble());
                breaking(row, 1, penalty.getAsDouble());
            }
        }

        private void breaking(MPConstraint row, double sign, double penalty) {
            MPVariable by = solver.makeNumVar(0, MPSolver.infinity(), "");
            row.setCoefficient(by, sign);
            goal.setCoefficient(by, -penalty / largest);
        }
    }
}
