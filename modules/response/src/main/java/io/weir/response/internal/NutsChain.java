package io.weir.response.internal;

import java.util.SplittableRandom;

/**
 * One chain of the No-U-Turn sampler: multinomial sampling along the trajectory, the generalised U-turn criterion, step
 * size by dual averaging. Not thread-safe.
 *
 * <p>Sources: Hoffman and Gelman (2014), <em>The No-U-Turn Sampler</em>; Betancourt (2017), <em>A Conceptual
 * Introduction to Hamiltonian Monte Carlo</em>; the constants are those of the Stan reference manual.
 */
final class NutsChain {
    private static final int MAX_DEPTH = 9;
    private static final double MAX_ENERGY_ERROR = 1000;
    private static final double TARGET_ACCEPTANCE = 0.85;

    private final LogDensity density;
    private final SplittableRandom random;
    private final int n;
    private Metric metric;
    private double stepSize = 0.1;
    private DualAveraging adaptation;
    private long gradients;

    /** A point on a trajectory; {@code v} is the velocity, {@code w} the covariance times the gradient. */
    private static final class State {
        final double[] q;
        final double[] p;
        final double[] v;
        final double[] g;
        final double[] w;
        double logDensity;

        State(int n) {
            q = new double[n];
            p = new double[n];
            v = new double[n];
            g = new double[n];
            w = new double[n];
        }

        void set(State other) {
            System.arraycopy(other.q, 0, q, 0, q.length);
            System.arraycopy(other.p, 0, p, 0, p.length);
            System.arraycopy(other.v, 0, v, 0, v.length);
            System.arraycopy(other.g, 0, g, 0, g.length);
            System.arraycopy(other.w, 0, w, 0, w.length);
            logDensity = other.logDensity;
        }

        double kinetic() {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                sum += p[i] * v[i];
            }
            return 0.5 * sum;
        }
    }

    /** Momentum and velocity at an end of a trajectory. */
    private static final class End {
        final double[] p;
        final double[] v;

        End(int n) {
            p = new double[n];
            v = new double[n];
        }

        void set(State state) {
            System.arraycopy(state.p, 0, p, 0, p.length);
            System.arraycopy(state.v, 0, v, 0, v.length);
        }

        void set(End other) {
            System.arraycopy(other.p, 0, p, 0, p.length);
            System.arraycopy(other.v, 0, v, 0, v.length);
        }
    }

    /** What a finished subtree leaves behind: its two ends, the sum of its momenta, a proposal and its weight. */
    private static final class Tree {
        final End begin;
        final End end;
        final double[] rho;
        final State proposal;
        double logWeight;

        Tree(int n) {
            begin = new End(n);
            end = new End(n);
            rho = new double[n];
            proposal = new State(n);
        }
    }

    private final State edge;
    private final State forward;
    private final State backward;
    private final State sample;
    private final End forwardSeam;
    private final End backwardSeam;
    private final double[] rho;
    private final Tree[] left;
    private final Tree[] right;
    private final Tree subtree;
    private double sumAcceptance;
    private int steps;
    private boolean diverged;

    /**
     * @param density what is sampled; used by this chain alone
     * @param random source of chance; used by this chain alone
     * @param start where the chain begins, {@code [dimension]}
     * @param metric to begin with
     */
    NutsChain(LogDensity density, SplittableRandom random, double[] start, Metric metric) {
        this.density = density;
        this.random = random;
        n = density.dimension();
        this.metric = metric;
        edge = new State(n);
        forward = new State(n);
        backward = new State(n);
        sample = new State(n);
        forwardSeam = new End(n);
        backwardSeam = new End(n);
        rho = new double[n];
        left = new Tree[MAX_DEPTH + 1];
        right = new Tree[MAX_DEPTH + 1];
        for (int d = 0; d <= MAX_DEPTH; d++) {
            left[d] = new Tree(n);
            right[d] = new Tree(n);
        }
        subtree = new Tree(n);
        System.arraycopy(start, 0, sample.q, 0, n);
        evaluate(sample);
        if (!Double.isFinite(sample.logDensity)) {
            throw new IllegalStateException("the log density at the start of a chain is not finite.");
        }
        stepSize = reasonableStepSize();
        adaptation = new DualAveraging(stepSize);
    }

    /** Goes on with another metric, and finds its step size anew. */
    void use(Metric other) {
        metric = other;
        metric.times(sample.g, sample.w);
        stepSize = reasonableStepSize();
        adaptation = new DualAveraging(stepSize);
    }

    /** One transition that adapts the step size. */
    void warm() {
        stepSize = adaptation.update(transition());
    }

    /** Ends the adaptation of the step size. */
    void settle() {
        stepSize = adaptation.average();
    }

    /** Where the chain is; a copy. */
    double[] position() {
        return sample.q.clone();
    }

    /** The gradient of the log density there; a copy. */
    double[] gradient() {
        return sample.g.clone();
    }

    double stepSize() {
        return stepSize;
    }

    /** Evaluations of the density so far. */
    long gradients() {
        return gradients;
    }

    /** Whether the last transition met an energy error that no correct step makes. */
    boolean diverged() {
        return diverged;
    }

    private void evaluate(State state) {
        gradients++;
        state.logDensity = density.at(state.q, state.g);
        metric.times(state.g, state.w);
    }

    private void leapfrog(State s, double eps) {
        for (int i = 0; i < n; i++) {
            s.p[i] += 0.5 * eps * s.g[i];
            s.v[i] += 0.5 * eps * s.w[i];
            s.q[i] += eps * s.v[i];
        }
        evaluate(s);
        for (int i = 0; i < n; i++) {
            s.p[i] += 0.5 * eps * s.g[i];
            s.v[i] += 0.5 * eps * s.w[i];
        }
    }

    /** Doubles or halves the step until one leapfrog step crosses an acceptance of 0.8. */
    private double reasonableStepSize() {
        double eps = stepSize > 0 && stepSize < 1e7 ? stepSize : 0.1;
        int direction = 0;
        for (int tries = 0; tries < 60; tries++) {
            edge.set(sample);
            metric.draw(random, edge.p, edge.v);
            double before = edge.logDensity - edge.kinetic();
            leapfrog(edge, eps);
            double change = edge.logDensity - edge.kinetic() - before;
            int wanted = change > Math.log(0.8) ? 1 : -1;
            if (direction != 0 && wanted != direction) {
                break;
            }
            direction = wanted;
            eps = direction > 0 ? eps * 2 : eps / 2;
        }
        return eps;
    }

    /** One transition; returns its acceptance statistic. */
    double transition() {
        metric.draw(random, sample.p, sample.v);
        double energy = sample.logDensity - sample.kinetic();
        forward.set(sample);
        backward.set(sample);
        System.arraycopy(sample.p, 0, rho, 0, n);
        // The ends of the trajectory so far, each seen from the other side.
        forwardSeam.set(sample);
        backwardSeam.set(sample);
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
            End inner = ahead ? forwardSeam : backwardSeam;
            End outer = ahead ? backwardSeam : forwardSeam;
            boolean goesOn = keepsGoing(rho, subtree, inner, outer);
            for (int i = 0; i < n; i++) {
                rho[i] += subtree.rho[i];
            }
            inner.set(subtree.end);
            if (!goesOn) {
                break;
            }
        }
        return steps > 0 ? sumAcceptance / steps : 0;
    }

    /** U-turn checks over the whole trajectory and across the seam between the old part and the new subtree. */
    private boolean keepsGoing(double[] old, Tree added, End inner, End outer) {
        double whole1 = 0;
        double whole2 = 0;
        double seamOld1 = 0;
        double seamOld2 = 0;
        double seamNew1 = 0;
        double seamNew2 = 0;
        for (int i = 0; i < n; i++) {
            double total = old[i] + added.rho[i];
            whole1 += outer.v[i] * total;
            whole2 += added.end.v[i] * total;
            double longer = old[i] + added.begin.p[i];
            seamOld1 += outer.v[i] * longer;
            seamOld2 += added.begin.v[i] * longer;
            double fresh = added.rho[i] + inner.p[i];
            seamNew1 += inner.v[i] * fresh;
            seamNew2 += added.end.v[i] * fresh;
        }
        return whole1 > 0 && whole2 > 0 && seamOld1 > 0 && seamOld2 > 0 && seamNew1 > 0 && seamNew2 > 0;
    }

    /** Builds a subtree of {@code 2^depth} states onto {@link #edge}; false if it diverged or turned back. */
    private boolean build(int depth, double eps, double energy, Tree out) {
        if (depth == 0) {
            leapfrog(edge, eps);
            double weight = edge.logDensity - edge.kinetic() - energy;
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
            out.begin.set(edge);
            out.end.set(edge);
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
        boolean goesOn = keepsGoing(first.rho, second, first.end, first.begin);
        out.begin.set(first.begin);
        out.end.set(second.end);
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
            logAverage = Math.log(start);
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
}
