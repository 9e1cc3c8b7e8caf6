package io.weir.response.internal;

/**
 * A function of one variable on an interval, given by its second derivative at the nodes of a grid and straight between
 * them, and a concave function nowhere below it: its concave envelope, but for what the grid is too coarse for.
 * Immutable; thread-safe.
 *
 * <p>The envelope's slope at a node is the function's own, kept between the slopes of the upper hull of all nodes on
 * either side, and straight between nodes; what the function may exceed it by is then added everywhere.
 */
final class IronedFunction {
    private static final int SAMPLES = 4;

    private final double[] node;
    private final double[] curvature;
    private final double[] slope;
    private final double[] value;
    /** The concave function and its slope at the nodes. */
    private final double[] envelope;

    private final double[] envelopeSlope;

    /**
     * @param node ascending, at least two
     * @param curvature second derivative at each node
     */
    IronedFunction(double[] node, double[] curvature) {
        this.node = node;
        this.curvature = curvature;
        int n = node.length;
        value = new double[n];
        slope = new double[n];
        for (int k = 1; k < n; k++) {
            double width = node[k] - node[k - 1];
            slope[k] = slope[k - 1] + 0.5 * width * (curvature[k - 1] + curvature[k]);
            value[k] = value[k - 1] + width * slope[k - 1] + width * width * (2 * curvature[k - 1] + curvature[k]) / 6;
        }
        envelopeSlope = slopes();
        envelope = new double[n];
        for (int k = 1; k < n; k++) {
            double width = node[k] - node[k - 1];
            envelope[k] = envelope[k - 1] + 0.5 * width * (envelopeSlope[k - 1] + envelopeSlope[k]);
        }
        double missing = 0;
        for (int k = 0; k < n; k++) {
            missing = Math.max(missing, value[k] - envelope[k]);
            for (int j = 1; k + 1 < n && j < SAMPLES; j++) {
                missing = Math.max(missing, -excess(node[k] + (node[k + 1] - node[k]) * j / SAMPLES));
            }
        }
        for (int k = 0; k < n; k++) {
            envelope[k] += missing;
        }
    }

    private double[] slopes() {
        int n = node.length;
        var hull = new int[n];
        int size = 0;
        for (int k = 0; k < n; k++) {
            while (size > 1 && chord(hull[size - 2], hull[size - 1]) <= chord(hull[size - 1], k)) {
                size--;
            }
            hull[size++] = k;
        }
        var out = new double[n];
        for (int v = 0; v < size; v++) {
            int at = hull[v];
            double right = v + 1 < size ? chord(at, hull[v + 1]) : Double.NEGATIVE_INFINITY;
            double left = v > 0 ? chord(hull[v - 1], at) : Double.POSITIVE_INFINITY;
            out[at] = Math.min(left, Math.max(right, slope[at]));
            for (int k = at + 1; v + 1 < size && k < hull[v + 1]; k++) {
                out[k] = right;
            }
        }
        if (hull[1] > 1) {
            out[0] = chord(0, hull[1]);
        }
        if (hull[size - 2] < n - 2) {
            out[n - 1] = chord(hull[size - 2], n - 1);
        }
        return out;
    }

    private double chord(int from, int to) {
        return (value[to] - value[from]) / (node[to] - node[from]);
    }

    private int cell(double z) {
        int low = 0;
        int high = node.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (node[middle] <= z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double inside(double z) {
        return Math.min(node[node.length - 1], Math.max(node[0], z));
    }

    private double envelopeAt(double z) {
        int k = cell(z);
        double width = node[k + 1] - node[k];
        double s = z - node[k];
        return envelope[k] + s * (envelopeSlope[k] + 0.5 * s / width * (envelopeSlope[k + 1] - envelopeSlope[k]));
    }

    private double envelopeSlopeAt(double z) {
        int k = cell(z);
        return envelopeSlope[k] + (z - node[k]) / (node[k + 1] - node[k]) * (envelopeSlope[k + 1] - envelopeSlope[k]);
    }

    /** By how much the concave function exceeds the function at {@code z}; continued straight past the ends. */
    double excess(double z) {
        double x = inside(z);
        int k = cell(x);
        double s = x - node[k];
        double bend = (curvature[k + 1] - curvature[k]) / (node[k + 1] - node[k]);
        double function = value[k] + s * (slope[k] + s * (0.5 * curvature[k] + s * bend / 6));
        return envelopeAt(x) - function + (z == x ? 0 : (z - x) * excessSlope(x));
    }

    /** The derivative of {@link #excess(double)}. */
    double excessSlope(double z) {
        double x = inside(z);
        int k = cell(x);
        double s = x - node[k];
        double bend = (curvature[k + 1] - curvature[k]) / (node[k + 1] - node[k]);
        return envelopeSlopeAt(x) - (slope[k] + s * (curvature[k] + 0.5 * s * bend));
    }

    /** By how much the concave function is below its tangent at {@code at}, at {@code z}; {@code <= 0}. */
    double belowTangent(double at, double z) {
        double from = inside(at);
        double to = inside(z);
        return Math.min(0, envelopeAt(to) - envelopeAt(from) - envelopeSlopeAt(from) * (to - from));
    }
}
