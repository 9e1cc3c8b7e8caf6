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

    /** The relative change of the curve over that of {@code a}, counted from {@link #origin}; never grows with {@code a}. */
    static double elasticity(SaturationKind kind, double half, double slope, double a, double s) {
        return switch (kind) {
            case HILL -> slope * (1 - s);
            case MICHAELIS_MENTEN -> 1 - s;
            case LOGISTIC, TANH -> s > 0 ? LN3 / (2 * half) * a * (1 - s * s) / s : 1;
            case ROOT -> slope;
        };
    }

    /** The volume, {@code <= 0}, at which the curve is 0. */
    static double origin(SaturationKind kind) {
        return kind == SaturationKind.HILL || kind == SaturationKind.ROOT ? -TINY : 0;
    }

    /** {@link SaturationKind#HILL} with the log of its half point at hand. */
    static double hill(double logHalf, double slope, double a) {
        return 1 / (1 + Math.exp(-slope * (Math.log(a + TINY) - logHalf)));
    }

    /** The second derivative in {@code a}, given the value {@code s} there. */
    static double curvature(SaturationKind kind, double half, double slope, double a, double s) {
        return switch (kind) {
            case HILL -> slope * s * (1 - s) * (slope * (1 - 2 * s) - 1) / ((a + TINY) * (a + TINY));
            case MICHAELIS_MENTEN -> -2 * half / ((half + a) * (half + a) * (half + a));
            case LOGISTIC, TANH -> -2 * (LN3 / (2 * half)) * (LN3 / (2 * half)) * s * (1 - s * s);
            case ROOT -> slope * (slope - 1) * s / ((a + TINY) * (a + TINY));
        };
    }

    /** Where a {@link SaturationKind#HILL} curve is steepest: it bends up before and down after; 0 if it never bends up. */
    static double hillInflection(double half, double slope) {
        return slope > 1 ? half * Math.pow((slope - 1) / (slope + 1), 1 / slope) : 0;
    }

    /**
     * Where the second derivative of a {@link SaturationKind#HILL} curve is least: with {@code k = slope * (1 - 2 s)}, its
     * derivative vanishes at {@code k = 1 -+ sqrt((slope^2 - 1) / 3)}.
     */
    static double hillMostBentDown(double half, double slope) {
        return slope > 1 ? hillAt(half, slope, 1 - Math.sqrt((slope * slope - 1) / 3)) : 0;
    }

    /** Where the second derivative is greatest; 0 if that is at zero. */
    static double hillMostBentUp(double half, double slope) {
        return slope > 2 ? hillAt(half, slope, 1 + Math.sqrt((slope * slope - 1) / 3)) : 0;
    }

    /** Where the second derivative of a curve other than a Hill curve is least; 0 if that is at zero. */
    static double mostBentDown(SaturationKind kind, double half) {
        return kind == SaturationKind.TANH || kind == SaturationKind.LOGISTIC
                ? Math.log((1 + Math.sqrt(1.0 / 3)) / (1 - Math.sqrt(1.0 / 3))) * half / LN3
                : 0;
    }

    private static double hillAt(double half, double slope, double k) {
        double s = 0.5 * (1 - k / slope);
        return half * Math.pow(s / (1 - s), 1 / slope);
    }

    /** Whether the curve is concave for all volumes. */
    public static boolean isConcave(SaturationKind kind, double slope) {
        return kind != SaturationKind.HILL || slope <= 1;
    }
}
