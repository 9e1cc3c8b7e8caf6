package io.weir.response.internal;

import io.weir.response.SaturationKind;

/**
 * The concave envelope of a product of two saturation curves, over all volumes.
 *
 * <p>Where the curves' elasticities add up to at most 1, the product {@code f} is concave: with elasticities {@code e}, {@code q}
 * that do not grow, {@code -u u'' / u'^2 >= (1 - e) / e}, so that {@code u u'' v v'' >= (u' v')^2} as long as
 * {@code (1 - e) (1 - q) >= e q}. The volumes {@code p} on the edge of that set have {@code f(p) = f'(p) p}: their tangents go
 * through the origin. Since the set is convex for all {@link Saturations}, no tangent is anywhere below {@code f}, and on a
 * ray from the origin to the edge the least of them is the line between the two. The envelope is therefore
 * {@code max f(k x) / k} over {@code k >= 1}. For two {@code x / (1 + x)} that is {@code a b / (sqrt(a) + sqrt(b))^2} while
 * {@code a b < 1}.
 *
 * <p>Not thread-safe: it holds what it last found.
 */
final class ProductEnvelope {
    /** Volumes nearer to zero, relative to their half points, are bounded by the tangent there. */
    private static final double LEAST = 1e-7;

    private static final double FARTHEST = Math.log(1e12);
    private static final double PRECISION = 1e-7;

    private double value;
    private double inFirst;
    private double inSecond;

    /** Nowhere below the product; infinite where no tangent bounds it. */
    double value() {
        return value;
    }

    double inFirst() {
        return inFirst;
    }

    double inSecond() {
        return inSecond;
    }

    /**
     * Finds it at adstocked volumes.
     *
     * @param a the first curve's, {@code >= 0}
     * @param b the second curve's, {@code >= 0}
     */
    void at(
            SaturationKind first,
            double half,
            double slope,
            double a,
            SaturationKind second,
            double otherHalf,
            double otherSlope,
            double b) {
        var u = new Curve(first, half, slope, a);
        var v = new Curve(second, otherHalf, otherSlope, b);
        double far = 1;
        if (u.elasticity(1) + v.elasticity(1) > 1) {
            double low = 0;
            double high = FARTHEST;
            if (u.elasticity(Math.exp(high)) + v.elasticity(Math.exp(high)) > 1) {
                value = Double.POSITIVE_INFINITY;
                return;
            }
            while (high - low > PRECISION) {
                double middle = 0.5 * (low + high);
                if (u.elasticity(Math.exp(middle)) + v.elasticity(Math.exp(middle)) > 1) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            far = Math.exp(high);
        }
        inFirst = u.slope(far) * v.value(far);
        inSecond = v.slope(far) * u.value(far);
        // The tangent at the volumes that were looked at, which are not quite those given where these are too near to
        // zero, and
        // a little beyond the edge.
        value = u.value(far) * v.value(far) + inFirst * (a - u.volume(far)) + inSecond * (b - v.volume(far));
    }

    /** A curve along the ray from its origin through a volume. */
    private record Curve(SaturationKind kind, double half, double slope, double volume) {
        double volume(double far) {
            double origin = Saturations.origin(kind);
            return Math.max(volume - origin, LEAST * half) * far + origin;
        }

        double value(double far) {
            return Saturations.at(kind, half, slope, volume(far));
        }

        double slope(double far) {
            return Saturations.slope(kind, half, slope, volume(far), value(far));
        }

        double elasticity(double far) {
            return Saturations.elasticity(kind, half, slope, volume(far), value(far));
        }
    }
}
