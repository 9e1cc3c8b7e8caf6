package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.enforcer.internal.LinearProgram.Line;
import java.util.Arrays;

/** Whole bookable amounts as shares of the budget, and back. */
record Programs(Booking booking, double unit) {
    static Programs of(Booking booking) {
        double unit = booking.most() == Row.NO_UPPER ? greatest(booking) : booking.most();
        return new Programs(booking, Math.max(1, unit));
    }

    /** With steps as whole numbers; cells without a step are continuous. */
    LinearProgram program() {
        int cells = booking.cells();
        double[] lower = new double[cells];
        double[] upper = new double[cells];
        double[] granule = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            lower[cell] = booking.low(cell) / unit;
            upper[cell] = booking.high(cell) / unit;
            granule[cell] = booking.granule(cell) > 1 ? booking.granule(cell) / unit : 0;
        }
        ImmutableList<Line> lines = booking.rows().stream()
                .filter(row -> row.hard() && !row.onOneCell())
                .map(this::line)
                .collect(ImmutableList.toImmutableList());
        return new LinearProgram(lower, upper, granule, lines);
    }

    double[] shares(long[] amounts) {
        return Arrays.stream(amounts).mapToDouble(amount -> amount / unit).toArray();
    }

    /** In quanta, not yet whole. */
    double[] amounts(double[] shares) {
        return Arrays.stream(shares).map(share -> share * unit).toArray();
    }

    private Line line(Row row) {
        double[] coefficients = Arrays.stream(row.coefficients())
                .mapToDouble(c -> c / (double) row.scale())
                .toArray();
        double scale = row.scale() * unit;
        double lower = row.lower() == Row.NO_LOWER ? Double.NEGATIVE_INFINITY : row.lower() / scale;
        double upper = row.upper() == Row.NO_UPPER ? Double.POSITIVE_INFINITY : row.upper() / scale;
        return new Line(row.cells(), coefficients, lower, upper, row.step() / unit);
    }

    private static double greatest(Booking booking) {
        double greatest = 0;
        for (int cell = 0; cell < booking.cells(); cell++) {
            greatest = Math.max(greatest, booking.low(cell));
        }
        return greatest;
    }
}
