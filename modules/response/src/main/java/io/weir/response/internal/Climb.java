package io.weir.response.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Climbs a log density by its gradient alone, remembering how it bent along the last steps. For getting near a mode at the
 * cost of some hundred gradients, whatever the dimension; the last steps are left to {@link Laplace}.
 *
 * <p>Source: Nocedal and Wright (2006), <em>Numerical Optimization</em>, algorithm 7.4 (L-BFGS).
 */
final class Climb {
    private static final int MEMORY = 12;
    private static final double LEAST_GAIN_SHARE = 1e-4;
    private static final double SHORTEST = 1e-8;
    /** Longest first step, in prior standard deviations. */
    private static final double FIRST_STEP = 0.5;

    /** A step and how the gradient fell along it. */
    private record Pair(double[] step, double[] fall, double product) {}

    private Climb() {}

    /**
     * @param density what is climbed
     * @param start where, {@code [dimension]}
     * @param most gradients at most
     * @param enough a step that promises less than this ends the climb
     * @return a point that is no lower than the start
     */
    static double[] from(LogDensity density, double[] start, int most, double enough) {
        int n = density.dimension();
        double[] x = start.clone();
        var gradient = new double[n];
        double value = density.at(x, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        int left = most;
        while (left > 0) {
            double[] direction = direction(gradient, pairs);
            double slope = product(direction, gradient);
            if (!(slope > enough)) {
                break;
            }
            double size = pairs.isEmpty() ? Math.min(1, FIRST_STEP / Math.sqrt(product(direction, direction))) : 1;
            var trial = new double[n];
            var trialGradient = new double[n];
            double next = Double.NEGATIVE_INFINITY;
            while (left > 0 && size > SHORTEST) {
                for (int i = 0; i < n; i++) {
                    trial[i] = x[i] + size * direction[i];
                }
                next = density.at(trial, trialGradient);
                left--;
                if (next >= value + LEAST_GAIN_SHARE * size * slope) {
                    break;
                }
                size /= 3;
            }
            if (!(next > value)) {
                if (pairs.isEmpty()) {
                    break;
                }
                pairs.clear();
                continue;
            }
            remember(pairs, x, trial, gradient, trialGradient);
            x = trial;
            gradient = trialGradient;
            value = next;
        }
        return x;
    }

    private static void remember(
            Deque<Pair> pairs, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        var step = new double[x.length];
        var fall = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            step[i] = next[i] - x[i];
            fall[i] = gradient[i] - nextGradient[i];
        }
        double product = product(step, fall);
        // Where the density bends upwards along the step, nothing is learnt.
        if (product > 1e-10 * product(fall, fall)) {
            pairs.addFirst(new Pair(step, fall, product));
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
    }

    /** The gradient times what the pairs say of the inverse of the curvature. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] d = gradient.clone();
        var weights = new double[pairs.size()];
        int k = 0;
        for (Pair pair : pairs) {
            weights[k] = product(pair.step(), d) / pair.product();
            add(d, -weights[k], pair.fall());
            k++;
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getFirst();
            double scale = last.product() / product(last.fall(), last.fall());
            for (int i = 0; i < d.length; i++) {
                d[i] *= scale;
            }
        }
        for (var oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            k--;
            add(d, weights[k] - product(pair.fall(), d) / pair.product(), pair.step());
        }
        return d;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
