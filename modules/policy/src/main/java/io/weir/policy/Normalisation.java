package io.weir.policy;

import static io.weir.core.Checks.require;

import java.util.Arrays;
import java.util.List;

/** What is done to each input of a {@link Network}: {@code (x - mean) / scale}. Immutable and thread-safe. */
public final class Normalisation {
    private final double[] means;
    private final double[] scales;

    /** Whether inputs are left as they are. */
    private final boolean none;

    /**
     * @param means {@code [input]}, in the input's unit, finite
     * @param scales {@code [input]}, in the input's unit, finite, {@code > 0}
     * @throws IllegalArgumentException if lengths differ or a number is out of its range
     */
    public Normalisation(double[] means, double[] scales) {
        require(
                means.length == scales.length,
                "scales (%s) must be as many as means (%s).",
                scales.length,
                means.length);
        for (int k = 0; k < means.length; k++) {
            require(Double.isFinite(means[k]), "mean (%s) must be finite.", means[k]);
            require(scales[k] > 0 && Double.isFinite(scales[k]), "scale (%s) must be finite and > 0.", scales[k]);
        }
        this.means = means.clone();
        this.scales = scales.clone();
        none = Arrays.stream(means).allMatch(mean -> mean == 0)
                && Arrays.stream(scales).allMatch(scale -> scale == 1);
    }

    /** Leaves inputs as they are. */
    public static Normalisation none(int inputs) {
        double[] scales = new double[inputs];
        Arrays.fill(scales, 1);
        return new Normalisation(new double[inputs], scales);
    }

    public int size() {
        return means.length;
    }

    public double mean(int input) {
        return means[input];
    }

    public double scale(int input) {
        return scales[input];
    }

    /** Fills rooms for as many numbers as there are inputs. */
    void apply(double[] input, Signals[] normalised, List<String> names) {
        for (int room = 0; room < normalised.length; room++) {
            fill(normalised[room], room * Signals.MOST, input, names);
        }
    }

    private void fill(Signals normalised, int first, double[] input, List<String> names) {
        float[] values = normalised.values();
        for (int k = 0; k < normalised.size(); k++) {
            double x = input[first + k];
            if (!(Math.abs(x) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(names.get(first + k) + " (" + x + ") must be finite.");
            }
            values[k] = (float) (none ? x : (x - means[first + k]) / scales[first + k]);
        }
    }
}
