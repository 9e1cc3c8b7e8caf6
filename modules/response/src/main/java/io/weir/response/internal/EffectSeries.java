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
    /** Derivatives of {@code a} and {@code b} in their retention, where the adstock is recursive. */
    private final double[] inRetention;

    private final double[] fatigueInRetention;

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
        inRetention = new double[n];
        fatigueInRetention = new double[n];
    }

    void forward(ChannelCurve curve) {
        adstock(curve.adstock, a, inRetention);
        curve.saturation.apply(a, s, ds, d0, d1);
        if (curve.fatigue == null) {
            System.arraycopy(s, 0, u, 0, u.length);
            return;
        }
        adstock(curve.fatigue, b, fatigueInRetention);
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
        AdstockCurve fatigue = curve.fatigue;
        boolean tires = fatigue != null;
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
        pullBack(curve.adstock, da, inRetention, curve.dWeights);
        if (fatigue != null) {
            double dStrength = 0;
            for (int t = 0; t < u.length; t++) {
                double g = -du[t] * u[t];
                dStrength += g * b[t];
                da[t] = g * curve.fatigueStrength;
            }
            curve.dFatigueStrength += dStrength;
            pullBack(fatigue, da, fatigueInRetention, curve.dFatigueWeights);
        }
    }

    private void adstock(AdstockCurve curve, double[] out, double[] inRetention) {
        if (curve.isRecursive()) {
            recursive(curve, out, inRetention);
        } else {
            convolve(curve.weights(), out);
        }
    }

    private void pullBack(AdstockCurve curve, double[] g, double[] inRetention, double[] dWeights) {
        if (!curve.isRecursive()) {
            correlate(g, dWeights);
            return;
        }
        double sum = 0;
        for (int t = 0; t < g.length; t++) {
            sum += g[t] * inRetention[t];
        }
        curve.addRetention(sum);
    }

    /**
     * The geometric adstock over its window, period from period: {@code s_t = q s_(t-1) + x_t - q^L x_(t-L)}, and its
     * derivative in the retention {@code q}, both divided by the weights' sum.
     */
    private void recursive(AdstockCurve curve, double[] out, double[] inRetention) {
        double q = curve.retention();
        int window = curve.weights().length;
        double sum = curve.weightSum();
        double sumInRetention = curve.weightSumInRetention();
        double leaves = Math.pow(q, window);
        double leavesInRetention = window * Math.pow(q, window - 1);
        double s = 0;
        double p = 0;
        for (int l = window - 1; l >= 1; l--) {
            p = s + q * p;
            s = q * s + x[pad - l];
        }
        double scale = 1 / sum;
        double correction = sumInRetention / sum;
        for (int t = 0; t < out.length; t++) {
            int old = pad + t - window;
            double gone = old >= 0 ? x[old] : 0;
            p = s + q * p - leavesInRetention * gone;
            s = q * s + x[pad + t] - leaves * gone;
            double a = s * scale;
            out[t] = a;
            inRetention[t] = p * scale - a * correction;
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
