package io.weir.simulator.internal;

import io.weir.simulator.internal.Draws.Site;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Samples. Small counts are drawn by inversion, which moves monotonically with the chance; large ones by transformed
 * rejection (Hörmann 1993, <em>The generation of binomial random variates</em>, and <em>The transformed rejection method for
 * generating Poisson random variables</em>), which nearly does.
 */
final class Sampled implements Chance {
    private static final double SMALL = 10;
    private static final double[] STIRLING = {
        0.08106146679532726,
        0.04134069595540929,
        0.02767792568499834,
        0.02079067210376509,
        0.01664469118982119,
        0.01387612882307075,
        0.01189670994589177,
        0.01041126526197209,
        0.009255462182712733,
        0.008330563433362871
    };

    private final Draws draws = new Draws();
    private final ContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(draws);

    @Override
    public void reset(long seed) {
        draws.reset(seed);
    }

    @Override
    public void at(Site site, long time, long index) {
        draws.at(site, time, index);
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public Draws draws() {
        return draws;
    }

    @Override
    public double binomial(double n, double p) {
        if (!(n > 0) || !(p > 0)) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        return n * p < SMALL ? inverted(n, p) : rejected(n, p);
    }

    private double inverted(double n, double p) {
        double q = 1 - p;
        double ratio = p / q;
        double mass = Math.exp(n * Math.log1p(-p));
        double u = draws.nextDouble();
        int k = 0;
        while (u > mass && k < n) {
            u -= mass;
            k++;
            mass *= ratio * (n - k + 1) / k;
            if (mass < 1e-300) {
                return k;
            }
        }
        return k;
    }

    /** BTRS. */
    private double rejected(double n, double p) {
        double spq = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spq;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = n * p + 0.5;
        double vr = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spq;
        double odds = Math.log(p / (1 - p));
        double mode = Math.floor((n + 1) * p);
        double top = logFactorial(mode) + logFactorial(n - mode);
        while (true) {
            double u = draws.nextDouble() - 0.5;
            double v = draws.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= vr) {
                return k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            double bound = Math.log(v * alpha / (a / (us * us) + b));
            if (bound <= top - logFactorial(k) - logFactorial(n - k) + (k - mode) * odds) {
                return k;
            }
        }
    }

    @Override
    public double poisson(double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        return mean < SMALL ? invertedPoisson(mean) : rejectedPoisson(mean);
    }

    private double invertedPoisson(double mean) {
        double mass = Math.exp(-mean);
        double u = draws.nextDouble();
        int k = 0;
        while (u > mass) {
            u -= mass;
            k++;
            mass *= mean / k;
            if (mass < 1e-300) {
                return k;
            }
        }
        return k;
    }

    /** PTRS. */
    private double rejectedPoisson(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double vr = 0.9277 - 3.6224 / (b - 2);
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double log = Math.log(mean);
        while (true) {
            double u = draws.nextDouble() - 0.5;
            double v = draws.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= k * log - mean - logFactorial(k)) {
                return k;
            }
        }
    }

    /** By Stirling's series, to within 1e-9. */
    static double logFactorial(double k) {
        double tail;
        if (k < 10) {
            tail = STIRLING[(int) k];
        } else {
            double x = 1 / (k + 1);
            double xx = x * x;
            tail = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260) * xx) * xx) * x;
        }
        return (k + 0.5) * Math.log(k + 1) - (k + 1) + 0.918938533204672742 + tail;
    }

    /** The sum of gamma variates is one: Marsaglia and Tsang (2000), <em>A simple method for generating gamma variables</em>. */
    @Override
    public double sum(double n, double mean, double spread) {
        if (!(n > 0)) {
            return 0;
        }
        double shape = n / (spread * spread);
        double boost = 1;
        if (shape < 1) {
            boost = Math.pow(1 - draws.nextDouble(), 1 / shape);
            shape += 1;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal.sample();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            if (Math.log(1 - draws.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return boost * d * v * mean * spread * spread;
            }
        }
    }
}
