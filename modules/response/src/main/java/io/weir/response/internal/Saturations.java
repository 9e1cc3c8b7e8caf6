package io.weir.response.internal;

import io.weir.response.SaturationKind;

/** Saturation curves with natural parameters: the same forms that {@link SaturationCurve} fits. */
public final class Saturations {
    private static final double LN3 = Math.log(3);
    private static final double TINY = 1e-9;

    private Saturations() {}

    /** The curve at adstocked volume {@code a}. */
    public static double at(SaturationKind kind, double half, double slope, double a) {
        return switch (kind) {
            case HILL -> hill(Math.log(half), slope, a);
            case MICHAELIS_MENTEN -> a / (half + a);
            case LOGISTIC, TANH -> Math.tanh(LN3 / (2 * half) * a);
            case ROOT -> Math.exp(slope * Math.log(a + TINY));
        };
    }

    /** The derivative in {@code a}, given the value {@code s} there. */
    public static double slope(SaturationKind kind, double half, double slope, double a, double s) {
        return switch (kind) {
            case HILL -> slope * s * (1 - s) / (a + TINY);
            case MICHAELIS_MENTEN -> half / ((half + a) * (half + a));
            case LOGISTIC, TANH -> LN3 / (2 * half) * (1 - s * s);
            case ROOT -> slope * s / (a + TINY);
        };
    }

    /** {@link SaturationKind#HILL} with the log of its half point at hand. */
    static double hill(double logHalf, double slope, double a) {
        return 1 / (1 + Math.exp(-slope * (Math.log(a + TINY) - logHalf)));
    }

    /** Whether the curve is concave for all volumes. */
    public static boolean isConcave(SaturationKind kind, double slope) {
        return kind != SaturationKind.HILL || slope <= 1;
    }
}
