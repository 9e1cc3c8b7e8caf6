package io.weir.response.internal;

import io.weir.response.SaturationKind;

/**
 * A saturation curve of adstocked volume, in {@code [0, 1)} except for {@link SaturationKind#ROOT}, as a function of
 * standard-normal coordinates, with derivatives. Volume is relative to the channel's mean active volume. Not thread-safe.
 */
public final class SaturationCurve {
    private static final double LN3 = Math.log(3);
    private static final double TINY = 1e-9;

    private final SaturationKind kind;
    private final Prior prior;
    private final boolean fixed;
    private double half;
    private double slope;

    /**
     * Where the coordinates are centred.
     *
     * @param logHalf log of the volume at one half, relative to the mean active volume
     * @param halfSpread its standard deviation
     * @param logSlope log of the Hill slope; for the root the logit of the exponent
     * @param slopeSpread its standard deviation
     */
    public record Prior(double logHalf, double halfSpread, double logSlope, double slopeSpread) {}

    public SaturationCurve(SaturationKind kind, Prior prior) {
        this(kind, prior, false, 1, 1);
    }

    private SaturationCurve(SaturationKind kind, Prior prior, boolean fixed, double half, double slope) {
        this.kind = kind;
        this.prior = prior;
        this.fixed = fixed;
        this.half = half;
        this.slope = slope;
    }

    /** A curve that is known and does not move. */
    static SaturationCurve fixed(SaturationKind kind, double half, double slope) {
        return new SaturationCurve(kind, new Prior(0, 0, 0, 0), true, half, slope);
    }

    /** Number of coordinates of a family. */
    public static int parameters(SaturationKind kind) {
        return kind == SaturationKind.HILL ? 2 : 1;
    }

    /** Sets the curve at {@code z[offset..]}. */
    public void set(double[] z, int offset) {
        if (fixed) {
            return;
        }
        switch (kind) {
            case HILL -> {
                half = Math.exp(prior.logHalf + prior.halfSpread * z[offset]);
                slope = Math.exp(prior.logSlope + prior.slopeSpread * z[offset + 1]);
            }
            case ROOT -> slope = AdstockCurve.sigmoid(prior.logSlope + prior.slopeSpread * z[offset]);
            default -> half = Math.exp(prior.logHalf + prior.halfSpread * z[offset]);
        }
    }

    /** Volume at one half; 1 for the root. */
    public double half() {
        return half;
    }

    /** Hill slope, or the root's exponent; 1 for the others. */
    public double slope() {
        return slope;
    }

    /**
     * Values and derivatives for a series.
     *
     * @param a adstocked volume
     * @param s receives the saturation
     * @param ds receives its derivative in {@code a}
     * @param d0 receives its derivative in the first coordinate
     * @param d1 receives its derivative in the second coordinate, if there is one
     */
    public void apply(double[] a, double[] s, double[] ds, double[] d0, double[] d1) {
        switch (kind) {
            case HILL -> hill(a, s, ds, d0, d1, prior.slopeSpread);
            case MICHAELIS_MENTEN -> {
                for (int t = 0; t < a.length; t++) {
                    s[t] = a[t] / (half + a[t]);
                    ds[t] = half / ((half + a[t]) * (half + a[t]));
                    d0[t] = -a[t] * ds[t] * prior.halfSpread;
                }
            }
            case LOGISTIC, TANH -> {
                double rate = LN3 / (2 * half);
                for (int t = 0; t < a.length; t++) {
                    s[t] = Math.tanh(rate * a[t]);
                    ds[t] = rate * (1 - s[t] * s[t]);
                    d0[t] = -a[t] * ds[t] * prior.halfSpread;
                }
            }
            case ROOT -> {
                for (int t = 0; t < a.length; t++) {
                    double log = Math.log(a[t] + TINY);
                    s[t] = Math.exp(slope * log);
                    ds[t] = slope * s[t] / (a[t] + TINY);
                    d0[t] = s[t] * log * slope * (1 - slope) * prior.slopeSpread;
                }
            }
        }
    }

    private void hill(double[] a, double[] s, double[] ds, double[] d0, double[] d1, double slopeSpread) {
        double logHalf = Math.log(half);
        for (int t = 0; t < a.length; t++) {
            double x = a[t] + TINY;
            double log = Math.log(x) - logHalf;
            double v = 1 / (1 + Math.exp(-slope * log));
            double w = slope * v * (1 - v);
            s[t] = v;
            ds[t] = w / x;
            d0[t] = -w * prior.halfSpread;
            d1[t] = w * log * slopeSpread;
        }
    }
}
