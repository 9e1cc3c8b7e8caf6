package io.weir.enforcer.internal;

import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * What a region lets a plan gain to first order: a linear program over small moves of the plan. The gain of a slightly looser
 * region less that of the region itself is the change of the optimal value, on the side to which it is loosened, also where
 * more limits hold than are needed and prices are not unique.
 *
 * <p>Source: Bonnans and Shapiro (1998), <em>Optimization Problems with Perturbations: A Guided Tour</em>, section 4.
 */
public final class FirstOrder {
    private final FeasibleRegion region;
    private final double[] spend;
    private final double[] gradient;
    private final double reach;

    /**
     * @param region in which the plan is optimal, or nearly so
     * @param spend the plan, currency per cell
     * @param gradient of the value there
     * @param reach how far a cell may move, currency
     */
    public FirstOrder(FeasibleRegion region, double[] spend, double[] gradient, double reach) {
        this.region = region;
        this.spend = spend.clone();
        this.gradient = gradient.clone();
        this.reach = reach;
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
    public double[] moved() {
        double[] move = program(region, false).or(() -> program(region, true)).orElse(still()).move;
        double[] moved = spend.clone();
        for (int cell = 0; cell < moved.length; cell++) {
            moved[cell] += move[cell] * reach;
        }
        return moved;
    }

    /** @param move per cell, in reaches */
    private record Solved(double gain, double[] move) {}

    private Solved still() {
        return new Solved(0, new double[spend.length]);
    }

    /** @param forgiving whether a limit that the plan is beyond counts as where the plan is */
    private Optional<Solved> program(FeasibleRegion other, boolean forgiving) {
        var model = new ExpressionsBasedModel();
        Expression goal = model.newExpression("goal").weight(1);
        double size = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        double largest = size > 0 ? size : 1;
        var moves = new Variable[spend.length];
        for (int cell = 0; cell < spend.length; cell++) {
            double down = room(spend[cell] - region.lower()[cell], spend[cell] - other.lower()[cell], forgiving);
            double up = room(region.upper()[cell] - spend[cell], other.upper()[cell] - spend[cell], forgiving);
            moves[cell] =
                    model.newVariable("d" + cell).lower(-Math.min(1, down)).upper(Math.min(1, up));
            goal.set(moves[cell], gradient[cell] / largest);
        }
        total(model, moves, other, forgiving);
        int rows = Math.min(region.constraints().size(), other.constraints().size());
        for (int row = 0; row < rows; row++) {
            add(
                    model,
                    goal,
                    moves,
                    row,
                    region.constraints().get(row),
                    other.constraints().get(row),
                    largest,
                    forgiving);
        }
        Optimisation.Result result = model.maximise();
        if (!result.getState().isFeasible()) {
            return Optional.empty();
        }
        var move = new double[spend.length];
        Arrays.setAll(move, result::doubleValue);
        return Optional.of(new Solved(result.getValue() * largest * reach, move));
    }

    /** How far a limit is, in reaches. */
    private double room(double before, double after, boolean forgiving) {
        return (forgiving ? Math.max(0, before) + after - before : after) / reach;
    }

    private void total(ExpressionsBasedModel model, Variable[] moves, FeasibleRegion other, boolean forgiving) {
        double sum = Arrays.stream(spend).sum();
        Expression total = model.newExpression("total");
        for (Variable move : moves) {
            total.set(move, 1);
        }
        total.lower(-room(sum - region.minTotal(), sum - other.minTotal(), forgiving))
                .upper(room(region.maxTotal() - sum, other.maxTotal() - sum, forgiving));
    }

    private void add(
            ExpressionsBasedModel model,
            Expression goal,
            Variable[] moves,
            int row,
            LinearConstraint before,
            LinearConstraint after,
            double largest,
            boolean forgiving) {
        OptionalDouble penalty = after.penalty();
        double at = before.at(spend);
        double now = after.at(spend);
        boolean soft = penalty.isPresent();
        double down = soft ? (now - after.lower()) / reach : room(at - before.lower(), now - after.lower(), forgiving);
        double up = soft ? (after.upper() - now) / reach : room(before.upper() - at, after.upper() - now, forgiving);
        double most = Arrays.stream(after.coefficients()).map(Math::abs).sum();
        if (down > most && up > most) {
            return;
        }
        Expression expression = model.newExpression("row" + row);
        for (int k = 0; k < after.cells().length; k++) {
            expression.set(moves[after.cells()[k]], after.coefficients()[k]);
        }
        if (soft) {
            Variable over = model.newVariable("over" + row).lower(0);
            Variable under = model.newVariable("under" + row).lower(0);
            expression.set(over, -1).set(under, 1);
            goal.set(over, -penalty.getAsDouble() / largest).set(under, -penalty.getAsDouble() / largest);
        }
        if (down <= most) {
            expression.lower(-down);
        }
        if (up <= most) {
            expression.upper(up);
        }
    }
}
