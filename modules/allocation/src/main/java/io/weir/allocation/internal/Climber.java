package io.weir.allocation.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import java.util.Arrays;

/**
 * Climbs a smooth function over a region: spectral projected gradients over box and total, an augmented Lagrangian for
 * all other constraints, whose multipliers are the shadow prices. Works in shares of the budget and relative to a value,
 * so that units do not matter. For smooth functions of up to some thousand cells; finds a local maximum.
 *
 * <p>Sources: Birgin, Martinez and Raydan (2000), <em>Nonmonotone Spectral Projected Gradient Methods on Convex Sets</em>;
 * Nocedal and Wright (2006), <em>Numerical Optimization</em>, section 17.4.
 */
public final class Climber {
    /** A function of a plan in currency with its gradient. */
    @FunctionalInterface
    public interface Smooth {
        double valueAndGradient(double[] spend, double[] gradient);

        /** Whether the function, if it is concave, is so at this plan. */
        default boolean holds(double[] spend) {
            return true;
        }
    }

    private static final int MEMORY = 8;
    private static final double SUFFICIENT = 1e-4;
    private static final int STALL = 12;
    private static final double FEASIBLE = 1e-8;
    private static final int OUTER = 25;

    private final Smooth function;
    private final ImmutableList<LinearConstraint> constraints;
    private final Slab slab;
    private final double scale;
    private final double unit;
    private final int n;
    private final double[] spend;
    private final double[] rawGradient;
    private final double[] low;
    private final double[] high;
    private final double[] cap;
    private final double[] price;
    private double stiffness = 100;
    private double bound = Double.POSITIVE_INFINITY;
    private double[] boundAt;

    /**
     * @param spend currency per cell
     * @param value of the function there
     * @param merit the value less what its broken limits cost: soft ones their penalty, hard ones their price
     * @param prices per constraint: value per unit of currency of its limit; positive where the upper limit holds,
     *     negative where the lower one does
     * @param totalPrice value of one more unit of the total
     * @param bound if the function is concave, no point of the region is above it
     * @param boundAt the plan whose tangent and prices say so, currency per cell
     */
    public record Summit(
            double[] spend,
            double value,
            double merit,
            double[] prices,
            double totalPrice,
            double bound,
            double[] boundAt) {}

    /**
     * @param scale currency that counts as 1: the budget
     * @param unit value that counts as 1, {@code > 0}
     */
    public Climber(Smooth function, FeasibleRegion region, double scale, double unit) {
        this.function = function;
        this.scale = scale;
        this.unit = unit;
        constraints = region.constraints();
        slab = new Slab(region, scale);
        n = region.cells();
        spend = new double[n];
        rawGradient = new double[n];
        int m = constraints.size();
        low = constraints.stream().mapToDouble(c -> c.lower() / scale).toArray();
        high = constraints.stream().mapToDouble(c -> c.upper() / scale).toArray();
        cap = constraints.stream()
                .mapToDouble(c -> c.penalty().orElse(Double.POSITIVE_INFINITY) * scale / unit)
                .toArray();
        price = new double[m];
        boundAt = new double[n];
    }

    /** Starts from prices that are likely to be about right, as in {@link Summit#prices()}. */
    public Climber at(double[] prices) {
        for (int j = 0; j < price.length; j++) {
            price[j] = Math.min(cap[j], Math.max(-cap[j], prices[j] * scale / unit));
        }
        return this;
    }

    /**
     * @param start currency per cell; need not be in the region
     * @param iterations most gradient steps in all
     * @param tolerance relative progress over some steps at which it stops
     */
    public Summit climb(double[] start, int iterations, double tolerance) {
        double[] x = Arrays.stream(start).map(v -> v / scale).toArray();
        slab.project(x);
        if (constraints.isEmpty()) {
            ascend(x, iterations, tolerance);
            return summit(x);
        }
        double before = Double.POSITIVE_INFINITY;
        int left = iterations;
        for (int outer = 0; outer < OUTER && left > 0; outer++) {
            left -= ascend(x, Math.min(left, Math.max(30, iterations / 4)), tolerance);
            double worst = updatePrices(x);
            if (worst < FEASIBLE) {
                break;
            }
            if (worst > 0.25 * before) {
                stiffness = Math.min(stiffness * 4, 1e7);
            }
            before = worst;
        }
        return summit(x);
    }

    /** Spectral projected gradient from {@code x}, which it moves; returns the number of steps. */
    private int ascend(double[] x, int most, double tolerance) {
        var g = new double[n];
        double f = cost(x, g);
        var recent = new double[MEMORY];
        Arrays.fill(recent, f);
        var best = x.clone();
        double bestCost = f;
        double stalledAt = f;
        double step = 1 / Math.max(1e-12, maxAbs(g));
        var trial = new double[n];
        var trialGradient = new double[n];
        var direction = new double[n];
        int steps = 0;
        while (steps < most) {
            for (int i = 0; i < n; i++) {
                trial[i] = x[i] - step * g[i];
            }
            slab.project(trial);
            double slope = 0;
            double size = 0;
            for (int i = 0; i < n; i++) {
                direction[i] = trial[i] - x[i];
                slope += g[i] * direction[i];
                size = Math.max(size, Math.abs(direction[i]));
            }
            if (!(slope < -1e-15) || size < 1e-13) {
                break;
            }
            double reference = Arrays.stream(recent).max().orElse(f);
            double length = 1;
            double next = 0;
            boolean found = false;
            for (int tries = 0; tries < 25 && !found; tries++) {
                for (int i = 0; i < n; i++) {
                    trial[i] = x[i] + length * direction[i];
                }
                next = cost(trial, trialGradient);
                found = next <= reference + SUFFICIENT * length * slope;
                if (!found) {
                    length *= 0.4;
                }
            }
            if (!found) {
                break;
            }
            double sy = 0;
            double ss = 0;
            for (int i = 0; i < n; i++) {
                double s = trial[i] - x[i];
                sy += s * (trialGradient[i] - g[i]);
                ss += s * s;
                x[i] = trial[i];
                g[i] = trialGradient[i];
            }
            f = next;
            step = sy > 0 ? Math.min(1e10, Math.max(1e-10, ss / sy)) : Math.min(1e10, step * 4);
            recent[steps % MEMORY] = f;
            steps++;
            if (f < bestCost) {
                bestCost = f;
                System.arraycopy(x, 0, best, 0, n);
            }
            if (steps % STALL == 0) {
                if (stalledAt - bestCost < tolerance) {
                    break;
                }
                stalledAt = bestCost;
            }
        }
        System.arraycopy(best, 0, x, 0, n);
        return Math.max(1, steps);
    }

    /** The negated value, relative to the unit, with the constraints' augmented terms; notes the dual bound. */
    private double cost(double[] x, double[] gradient) {
        for (int i = 0; i < n; i++) {
            spend[i] = x[i] * scale;
        }
        double value = function.valueAndGradient(spend, rawGradient) / unit;
        for (int i = 0; i < n; i++) {
            gradient[i] = -rawGradient[i] * scale / unit;
        }
        double cost = -value;
        double relaxed = value;
        for (int j = 0; j < price.length; j++) {
            LinearConstraint c = constraints.get(j);
            double sum = row(c, x);
            double pull = pull(j, sum);
            // For a hard constraint this is stiffness / 2 * distance^2; a soft one's grows linearly past its cap.
            cost += term(j, sum, pull);
            for (int k = 0; k < c.cells().length; k++) {
                gradient[c.cells()[k]] += pull * c.coefficients()[k];
            }
            relaxed += multiplierTerm(j, sum, pull);
        }
        noteBound(x, gradient, relaxed);
        return cost;
    }

    /** By weak duality, for prices {@code p}: max over region <= value + sum p (limit - row) + max over slab of the rest. */
    private void noteBound(double[] x, double[] gradient, double relaxed) {
        var ascent = new double[n];
        double here = 0;
        for (int i = 0; i < n; i++) {
            ascent[i] = -gradient[i];
            here += ascent[i] * x[i];
        }
        double candidate = relaxed + slab.maximum(ascent) - here;
        if (candidate < bound && function.holds(spend)) {
            bound = candidate;
            System.arraycopy(spend, 0, boundAt, 0, n);
        }
    }

    private double multiplierTerm(int j, double sum, double pull) {
        return pull > 0 ? pull * (high[j] - sum) : pull < 0 ? pull * (low[j] - sum) : 0;
    }

    private double pull(int j, double sum) {
        double z = sum + price[j] / stiffness;
        double nearest = Math.min(high[j], Math.max(low[j], z));
        double pull = stiffness * (z - nearest);
        return Math.min(cap[j], Math.max(-cap[j], pull));
    }

    private double term(int j, double sum, double pull) {
        double z = sum + price[j] / stiffness;
        double nearest = Math.min(high[j], Math.max(low[j], z));
        double distance = z - nearest;
        double free = stiffness * Math.abs(distance);
        return free <= cap[j]
                ? 0.5 * stiffness * distance * distance
                : Math.abs(pull) * Math.abs(distance) - 0.5 * pull * pull / stiffness;
    }

    /**
     * First-order update of the multipliers; returns how far the worst constraint is from being settled: by how much a
     * hard one is broken, or more generally the change of its price relative to the stiffness. Soft constraints settle
     * where they hold or their price is their penalty.
     */
    private double updatePrices(double[] x) {
        double worst = 0;
        for (int j = 0; j < price.length; j++) {
            double pull = pull(j, row(constraints.get(j), x));
            worst = Math.max(worst, Math.abs(pull - price[j]) / stiffness);
            price[j] = pull;
        }
        return worst;
    }

    private static double row(LinearConstraint c, double[] x) {
        double sum = 0;
        int[] cells = c.cells();
        double[] coefficients = c.coefficients();
        for (int k = 0; k < cells.length; k++) {
            sum += coefficients[k] * x[cells[k]];
        }
        return sum;
    }

    private static double maxAbs(double[] v) {
        double max = 0;
        for (double value : v) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    private Summit summit(double[] x) {
        var gradient = new double[n];
        cost(x, gradient);
        double value = function.valueAndGradient(spend, rawGradient);
        double sum = 0;
        int free = 0;
        for (int i = 0; i < n; i++) {
            if (slab.isFree(i, x[i])) {
                sum -= gradient[i];
                free++;
            }
        }
        double total = Arrays.stream(x).sum();
        boolean holds = slab.totalIsFixed() || total > slab.maxTotal() * (1 - 1e-9);
        double totalPrice = free > 0 && holds ? sum / free * unit / scale : 0;
        double[] prices = Arrays.stream(price).map(p -> p * unit / scale).toArray();
        return new Summit(
                spend.clone(),
                value,
                value - costOfBreaking(prices),
                prices,
                totalPrice,
                bound * unit,
                boundAt.clone());
    }

    private double costOfBreaking(double[] prices) {
        double sum = 0;
        for (int j = 0; j < prices.length; j++) {
            var c = constraints.get(j);
            sum += c.penalty().orElse(Math.abs(prices[j])) * c.violation(spend);
        }
        return sum;
    }
}
