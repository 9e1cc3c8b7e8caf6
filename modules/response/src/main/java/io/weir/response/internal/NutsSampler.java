package io.weir.response.internal;

import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * The No-U-Turn sampler with multinomial sampling along the trajectory, the generalised U-turn criterion, step size by
 * dual averaging and a diagonal metric learnt in growing windows.
 *
 * <p>Use it on smooth log densities of up to some thousand dimensions; it needs a gradient, and a few dozen of them per
 * draw. Not for discrete or multi-modal targets.
 *
 * <p>Sources: Hoffman and Gelman (2014), <em>The No-U-Turn Sampler</em>; Betancourt (2017), <em>A Conceptual
 * Introduction to Hamiltonian Monte Carlo</em>; the windows and constants are those of the Stan reference manual.
 */
public final class NutsSampler {
    private static final int MAX_DEPTH = 9;
    private static final double MAX_ENERGY_ERROR = 1000;
    private static final double TARGET_ACCEPTANCE = 0.9;

    private final LogDensity density;
    private final SplittableRandom random;
    private final int n;
    private final double[] inverseMetric;
    private final double[] scratchMomentum;
    private double stepSize = 0.1;
    private long gradients;

    /** One chain's draws and how it went. */
    public record Chain(double[][] draws, int divergences, double meanAcceptance, double stepSize, long gradients) {}

    private static final class State {
        final double[] q;
        final double[] p;
        final double[] g;
        double logDensity;

        State(int n) {
            q = new double[n];
            p = new double[n];
            g = new double[n];
        }

        void set(State other) {
            System.arraycopy(other.q, 0, q, 0, q.length);
            System.arraycopy(other.p, 0, p, 0, p.length);
            System.arraycopy(other.g, 0, g, 0, g.length);
            logDensity = other.logDensity;
        }
    }

    /** What a finished subtree leaves behind: its two momenta at the ends, their sum, a proposal and its weight. */
    private static final class Tree {
        final double[] pBegin;
        final double[] pEnd;
        final double[] rho;
        final State proposal;
        double logWeight;

        Tree(int n) {
            pBegin = new double[n];
            pEnd = new double[n];
            rho = new double[n];
            proposal = new State(n);
        }
    }

    private final State edge;
    private final State forward;
    private final State backward;
    private final State sample;
    private final Tree[] left;
    private final Tree[] right;
    private final Tree subtree;
    private double sumAcceptance;
    private int steps;
    private boolean diverged;

    public NutsSampler(LogDensity density, SplittableRandom random) {
        this.density = density;
        this.random = random;
        n = density.dimension();
        inverseMetric = new double[n];
        java.util.Arrays.fill(inverseMetric, 1);
        scratchMomentum = new double[n];
        edge = new State(n);
        forward = new State(n);
        backward = new State(n);
        sample = new State(n);
        left = new Tree[MAX_DEPTH + 1];
        right = new Tree[MAX_DEPTH + 1];
        for (int d = 0; d <= MAX_DEPTH; d++) {
            left[d] = new Tree(n);
            right[d] = new Tree(n);
        }
        subtree = new Tree(n);
    }

    /**
     * @param start where the chain begins, {@code [dimension]}
     * @param warmup transitions that adapt and are thrown away
     * @param draws transitions that are kept
     * @param progress told the share that is done
     */
    public Chain run(double[] start, int warmup, int draws, DoubleConsumer progress) {
        System.arraycopy(start, 0, sample.q, 0, n);
        sample.logDensity = evaluate(sample);
        if (!Double.isFinite(sample.logDensity)) {
            throw new IllegalStateException("the log density at the start of a chain is not finite.");
        }
        var windows = new Windows(warmup);
        var variance = new RunningVariance(n);
        stepSize = reasonableStepSize();
        var adaptation = new DualAveraging(stepSize);
        for (int i = 0; i < warmup; i++) {
            double acceptance = transition();
            stepSize = adaptation.update(acceptance);
            if (windows.collects(i)) {
                variance.add(sample.q);
            }
            if (windows.closesAfter(i)) {
                variance.shrunkInto(inverseMetric);
                variance.clear();
                stepSize = reasonableStepSize();
                adaptation = new DualAveraging(stepSize);
            }
            progress.accept((i + 1.0) / (warmup + draws));
        }
        stepSize = adaptation.average();
        var kept = new double[draws][];
        int divergences = 0;
        double acceptance = 0;
        for (int i = 0; i < draws; i++) {
            acceptance += transition();
            divergences += diverged ? 1 : 0;
            kept[i] = sample.q.clone();
            progress.accept((warmup + i + 1.0) / (warmup + draws));
        }
        return new Chain(kept, divergences, acceptance / Math.max(1, draws), stepSize, gradients);
    }

    private double evaluate(State state) {
        gradients++;
        return density.at(state.q, state.g);
    }

    private double kinetic(double[] p) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += p[i] * p[i] * inverseMetric[i];
        }
        return 0.5 * sum;
    }

    private void drawMomentum(State state) {
        for (int i = 0; i < n; i++) {
            state.p[i] = random.nextGaussian() / Math.sqrt(inverseMetric[i]);
        }
    }

    private void leapfrog(State s, double eps) {
        for (int i = 0; i < n; i++) {
            s.p[i] += 0.5 * eps * s.g[i];
            s.q[i] += eps * inverseMetric[i] * s.p[i];
        }
        s.logDensity = evaluate(s);
        for (int i = 0; i < n; i++) {
            s.p[i] += 0.5 * eps * s.g[i];
        }
    }

    /** Doubles or halves the step until one leapfrog step crosses an acceptance of 0.8. */
    private double reasonableStepSize() {
        double eps = stepSize > 0 && stepSize < 1e7 ? stepSize : 0.1;
        int direction = 0;
        for (int tries = 0; tries < 60; tries++) {
            edge.set(sample);
            drawMomentum(edge);
            double before = edge.logDensity - kinetic(edge.p);
            leapfrog(edge, eps);
            double change = edge.logDensity - kinetic(edge.p) - before;
            int wanted = change > Math.log(0.8) ? 1 : -1;
            if (direction != 0 && wanted != direction) {
                break;
            }
            direction = wanted;
            eps = direction > 0 ? eps * 2 : eps / 2;
        }
        return eps;
    }

    private double transition() {
        drawMomentum(sample);
        double energy = sample.logDensity - kinetic(sample.p);
        forward.set(sample);
        backward.set(sample);
        var rho = scratchMomentum;
        System.arraycopy(sample.p, 0, rho, 0, n);
        // Momenta at the ends of the whole trajectory and next to the seam between its two halves.
        double[] pForward = sample.p.clone();
        double[] pBackward = sample.p.clone();
        double logWeight = 0;
        sumAcceptance = 0;
        steps = 0;
        diverged = false;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            boolean ahead = random.nextBoolean();
            edge.set(ahead ? forward : backward);
            boolean valid = build(depth, ahead ? stepSize : -stepSize, energy, subtree);
            (ahead ? forward : backward).set(edge);
            if (!valid) {
                break;
            }
            if (Math.log(random.nextDouble()) < subtree.logWeight - logWeight) {
                sample.set(subtree.proposal);
            }
            logWeight = logSumExp(logWeight, subtree.logWeight);
            double[] inner = ahead ? pForward : pBackward;
            double[] outer = ahead ? pBackward : pForward;
            boolean goesOn = keepsGoing(rho, subtree, inner, outer);
            for (int i = 0; i < n; i++) {
                rho[i] += subtree.rho[i];
            }
            System.arraycopy(subtree.pEnd, 0, inner, 0, n);
            if (!goesOn) {
                break;
            }
        }
        return steps > 0 ? sumAcceptance / steps : 0;
    }

    /** U-turn checks over the whole trajectory and across the seam between the old part and the new subtree. */
    private boolean keepsGoing(double[] rho, Tree added, double[] inner, double[] outer) {
        double whole1 = 0;
        double whole2 = 0;
        double seamOld1 = 0;
        double seamOld2 = 0;
        double seamNew1 = 0;
        double seamNew2 = 0;
        for (int i = 0; i < n; i++) {
            double m = inverseMetric[i];
            double total = rho[i] + added.rho[i];
            whole1 += m * outer[i] * total;
            whole2 += m * added.pEnd[i] * total;
            double old = rho[i] + added.pBegin[i];
            seamOld1 += m * outer[i] * old;
            seamOld2 += m * added.pBegin[i] * old;
            double fresh = added.rho[i] + inner[i];
            seamNew1 += m * inner[i] * fresh;
            seamNew2 += m * added.pEnd[i] * fresh;
        }
        return whole1 > 0 && whole2 > 0 && seamOld1 > 0 && seamOld2 > 0 && seamNew1 > 0 && seamNew2 > 0;
    }

    /** Builds a subtree of {@code 2^depth} states onto {@link #edge}; false if it diverged or turned back. */
    private boolean build(int depth, double eps, double energy, Tree out) {
        if (depth == 0) {
            leapfrog(edge, eps);
            double weight = edge.logDensity - kinetic(edge.p) - energy;
            if (Double.isNaN(weight)) {
                weight = Double.NEGATIVE_INFINITY;
            }
            steps++;
            sumAcceptance += Math.min(1, Math.exp(weight));
            if (weight < -MAX_ENERGY_ERROR) {
                diverged = true;
                return false;
            }
            out.logWeight = weight;
            out.proposal.set(edge);
            System.arraycopy(edge.p, 0, out.pBegin, 0, n);
            System.arraycopy(edge.p, 0, out.pEnd, 0, n);
            System.arraycopy(edge.p, 0, out.rho, 0, n);
            return true;
        }
        Tree first = left[depth];
        Tree second = right[depth];
        if (!build(depth - 1, eps, energy, first) || !build(depth - 1, eps, energy, second)) {
            return false;
        }
        out.logWeight = logSumExp(first.logWeight, second.logWeight);
        boolean takeSecond = Math.log(random.nextDouble()) < second.logWeight - out.logWeight;
        out.proposal.set(takeSecond ? second.proposal : first.proposal);
        boolean goesOn = keepsGoing(first.rho, second, first.pEnd, first.pBegin);
        System.arraycopy(first.pBegin, 0, out.pBegin, 0, n);
        System.arraycopy(second.pEnd, 0, out.pEnd, 0, n);
        for (int i = 0; i < n; i++) {
            out.rho[i] = first.rho[i] + second.rho[i];
        }
        return goesOn;
    }

    private static double logSumExp(double a, double b) {
        double max = Math.max(a, b);
        return max == Double.NEGATIVE_INFINITY ? max : max + Math.log(Math.exp(a - max) + Math.exp(b - max));
    }

    /** Nesterov's dual averaging of the log step size. */
    private static final class DualAveraging {
        private static final double GAMMA = 0.05;
        private static final double T0 = 10;
        private static final double KAPPA = 0.75;

        private final double mu;
        private double error;
        private double logAverage;
        private int count;

        DualAveraging(double start) {
            mu = Math.log(10 * start);
        }

        double update(double acceptance) {
            count++;
            double eta = 1 / (count + T0);
            error = (1 - eta) * error + eta * (TARGET_ACCEPTANCE - acceptance);
            double log = mu - error * Math.sqrt(count) / GAMMA;
            double weight = Math.pow(count, -KAPPA);
            logAverage = weight * log + (1 - weight) * logAverage;
            return Math.exp(log);
        }

        double average() {
            return Math.exp(logAverage);
        }
    }

    /** A fast window, slow windows that double in length, and a last fast one. */
    private static final class Windows {
        private final int begin;
        private final int end;
        private final java.util.BitSet closes = new java.util.BitSet();

        Windows(int warmup) {
            begin = Math.max(10, (int) (0.15 * warmup));
            end = warmup - Math.max(10, (int) (0.1 * warmup));
            int size = 25;
            int at = begin;
            while (at + size < end) {
                int next = at + size;
                if (next + 2 * size > end) {
                    break;
                }
                closes.set(next - 1);
                at = next;
                size *= 2;
            }
            if (end > begin) {
                closes.set(end - 1);
            }
        }

        boolean collects(int i) {
            return i >= begin && i < end;
        }

        boolean closesAfter(int i) {
            return closes.get(i);
        }
    }

    /** Welford's running variance, shrunk toward a small constant where few values were seen. */
    private static final class RunningVariance {
        private final double[] mean;
        private final double[] sum;
        private int count;

        RunningVariance(int n) {
            mean = new double[n];
            sum = new double[n];
        }

        void add(double[] x) {
            count++;
            for (int i = 0; i < x.length; i++) {
                double delta = x[i] - mean[i];
                mean[i] += delta / count;
                sum[i] += delta * (x[i] - mean[i]);
            }
        }

        void shrunkInto(double[] variance) {
            for (int i = 0; i < variance.length; i++) {
                double v = count > 1 ? sum[i] / (count - 1) : 1;
                variance[i] = (count / (count + 5.0)) * v + 1e-3 * (5 / (count + 5.0));
            }
        }

        void clear() {
            count = 0;
            java.util.Arrays.fill(mean, 0);
            java.util.Arrays.fill(sum, 0);
        }
    }
}
