package io.weir.core;

import static io.weir.core.Checks.require;

import java.util.Arrays;

/** An immutable table of numbers, {@code [geo][period]}; a national series has one geo. At least one of each. */
public final class Panel {
    private final double[][] values;

    private Panel(double[][] values) {
        this.values = values;
    }

    /**
     * Copies {@code values}, {@code [geo][period]}.
     *
     * @throws IllegalArgumentException if there is no row, no column, or rows differ in length
     */
    public static Panel of(double[]... values) {
        require(values.length > 0 && values[0].length > 0, "a panel needs at least one geo and one period.");
        var copy = new double[values.length][];
        for (int g = 0; g < values.length; g++) {
            require(
                    values[g].length == values[0].length,
                    "row %s of a panel has %s values, row 0 has %s.",
                    g,
                    values[g].length,
                    values[0].length);
            copy[g] = values[g].clone();
        }
        return new Panel(copy);
    }

    /** A panel that holds {@code value} everywhere. */
    public static Panel constant(int geos, int periods, double value) {
        var values = new double[geos][periods];
        for (double[] row : values) {
            Arrays.fill(row, value);
        }
        return new Panel(values);
    }

    public int geos() {
        return values.length;
    }

    public int periods() {
        return values[0].length;
    }

    public double at(int geo, int period) {
        return values[geo][period];
    }

    /** A copy of one geo's series, {@code [period]}. */
    public double[] geo(int geo) {
        return values[geo].clone();
    }

    /** The sum over geos, {@code [period]}. */
    public double[] national() {
        var sums = new double[periods()];
        for (double[] row : values) {
            for (int t = 0; t < sums.length; t++) {
                sums[t] += row[t];
            }
        }
        return sums;
    }

    /** The sum of all values. */
    public double total() {
        return Arrays.stream(national()).sum();
    }

    /** A copy of all values, {@code [geo][period]}. */
    public double[][] toArray() {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** The first {@code count} periods. */
    public Panel first(int count) {
        require(count >= 1 && count <= periods(), "count (%s) must be in [1, %s].", count, periods());
        return new Panel(
                Arrays.stream(values).map(row -> Arrays.copyOf(row, count)).toArray(double[][]::new));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Panel panel && Arrays.deepEquals(values, panel.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    @Override
    public String toString() {
        return "Panel[" + geos() + " x " + periods() + "]";
    }
}
