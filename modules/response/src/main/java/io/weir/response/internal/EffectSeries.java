package io.weir.response.internal;

/**
 * One channel's effect on one series of volume before it is scaled: saturation of adstocked volume times fatigue,
 * {@code u_t = S(a_t) * exp(-f * b_t)}, forward and backward. Not thread-safe; allocates nothing after construction.
 */
final class EffectSeries {
    private final double[] x;
    private final int pad;
    final double[] a;
    final double[] s;
    final double[] u;
    private final double[] ds;
    private final double[] d0;
    private final double[] d1;
    private final double[] b;
    private final double[] tired;
    private final double[] da;

    /**
     * @param x volume with {@code pad} periods before the first, {@code [pad + periods]}
     * @param pad at least the adstock window less one
     */
    EffectSeries(double[] x, int pad) {
        this.x = x;
        this.pad = pad;
        int n = x.length - pad;
        a = new double[n];
        s = new double[n];
        u = new double[n];
        ds = new double[n];
        d0 = new double[n];
        d1 = new double[n];
        b = new double[n];
        tired = new double[n];
        da = new double[n];
    }

    void forward(ChannelCurve curve) {
        convolve(curve.adstock.weights(), a);
        curve.saturation.apply(a, s, ds, d0, d1);
        if (curve.fatigue == null) {
            System.arraycopy(s, 0, u, 0, u.length);
            return;
        }
        convolve(curve.fatigue.weights(), b);
        for (int t = 0; t < u.length; t++) {
            tired[t] = Math.exp(-curve.fatigueStrength * b[t]);
            u[t] = s[t] * tired[t];
        }
    }

    /**
     * Adds to the curve's accumulators.
     *
     * @param du derivative with respect to {@code u}
     * @param dsExtra derivative with respect to {@code s} beyond that through {@code u}
     */
    void backward(ChannelCurve curve, double[] du, double[] dsExtra) {
        boolean tires = curve.fatigue != null;
        double dHalf = 0;
        double dSlope = 0;
        for (int t = 0; t < u.length; t++) {
            double g = (tires ? du[t] * tired[t] : du[t]) + dsExtra[t];
            da[t] = g * ds[t];
            dHalf += g * d0[t];
            dSlope += g * d1[t];
        }
        curve.dSaturation[0] += dHalf;
        curve.dSaturation[1] += dSlope;
        correlate(da, curve.dWeights);
        if (tires) {
            double dStrength = 0;
            for (int t = 0; t < u.length; t++) {
                double g = -du[t] * u[t];
                dStrength += g * b[t];
                da[t] = g * curve.fatigueStrength;
            }
            curve.dFatigueStrength += dStrength;
            correlate(da, curve.dFatigueWeights);
        }
    }

    private void convolve(double[] w, double[] out) {
        java.util.Arrays.fill(out, 0);
        for (int l = 0; l < w.length; l++) {
            double weight = w[l];
            int shift = pad - l;
            for (int t = 0; t < out.length; t++) {
                out[t] += weight * x[t + shift];
            }
        }
    }

    private void correlate(double[] g, double[] dw) {
        for (int l = 0; l < dw.length; l++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int shift = pad - l;
            int t = 0;
            for (; t + 3 < g.length; t += 4) {
                s0 += g[t] * x[t + shift];
                s1 += g[t + 1] * x[t + 1 + shift];
                s2 += g[t + 2] * x[t + 2 + shift];
                s3 += g[t + 3] * x[t + 3 + shift];
            }
            for (; t < g.length; t++) {
                s0 += g[t] * x[t + shift];
            }
            dw[l] += s0 + s1 + s2 + s3;
        }
    }
}
