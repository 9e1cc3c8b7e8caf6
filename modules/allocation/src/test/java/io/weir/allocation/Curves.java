package io.weir.allocation;

import io.weir.core.Objective;
import java.util.SplittableRandom;

/**
 * A toy objective: each cell earns {@code height * x^slope / (half^slope + x^slope)} of its own spend; S-shaped where the
 * slope is above one. What is best is found on a grid.
 */
public record Curves(double[] height, double[] half, double[] slope) implements Objective {
    /** Random curves; S-shaped ones among them unless {@code concave}. */
    public static Curves any(SplittableRandom random, int cells, boolean concave) {
        return new Curves(
                random.doubles(cells, 20, 200).toArray(),
                random.doubles(cells, 5, 60).toArray(),
                random.doubles(cells, 0.5, concave ? 1 : 4).toArray());
    }

    @Override
    public int cells() {
        return height.length;
    }

    private double curve(int i, double x) {
        return x <= 0 ? 0 : height[i] / (1 + Math.pow(half[i] / x, slope[i]));
    }

    private double derivative(int i, double x) {
        double at = Math.max(x, 1e-9);
        double share = curve(i, at) / height[i];
        return height[i] * slope[i] * share * (1 - share) / at;
    }

    @Override
    public double value(double[] spend) {
        double sum = 0;
        for (int i = 0; i < spend.length; i++) {
            sum += curve(i, spend[i]);
        }
        return sum;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        for (int i = 0; i < spend.length; i++) {
            gradient[i] = derivative(i, spend[i]);
        }
        return value(spend);
    }

    /** Each curve's concave envelope over its box: a line from the lower end as far as it touches, then the curve. */
    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        var touch = new double[cells()];
        for (int i = 0; i < cells(); i++) {
            touch[i] = touch(i, lower[i], upper[i]);
        }
        return (spend, gradient) -> {
            double sum = 0;
            for (int i = 0; i < spend.length; i++) {
                if (spend[i] >= touch[i]) {
                    gradient[i] = derivative(i, spend[i]);
                    sum += curve(i, spend[i]);
                } else {
                    gradient[i] = chord(i, lower[i], touch[i]);
                    sum += curve(i, lower[i]) + gradient[i] * (spend[i] - lower[i]);
                }
            }
            return sum;
        };
    }

    private double chord(int i, double low, double high) {
        return (curve(i, high) - curve(i, low)) / (high - low);
    }

    /** The point of a fine grid that is seen highest from the lower end. */
    private double touch(int i, double low, double high) {
        if (slope[i] <= 1) {
            return low;
        }
        double best = low;
        double steepest = 0;
        for (int k = 1; k <= 20_000; k++) {
            double x = low + (high - low) * k / 20_000;
            if (chord(i, low, x) > steepest) {
                steepest = chord(i, low, x);
                best = x;
            }
        }
        return best;
    }

    /** The best value of exactly {@code total}, by dynamic programming in {@code steps} equal steps. */
    public double best(double total, int steps) {
        var best = new double[steps + 1];
        for (int i = 0; i < cells(); i++) {
            var next = new double[steps + 1];
            for (int s = 0; s <= steps; s++) {
                next[s] = Double.NEGATIVE_INFINITY;
                for (int own = 0; own <= s; own++) {
                    double before = i == 0 ? (own == s ? 0 : Double.NEGATIVE_INFINITY) : best[s - own];
                    next[s] = Math.max(next[s], before + curve(i, total * own / steps));
                }
            }
            best = next;
        }
        return best[steps];
    }
}
