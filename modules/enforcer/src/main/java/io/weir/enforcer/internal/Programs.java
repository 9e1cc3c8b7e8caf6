package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.enforcer.internal.LinearProgram.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whole bookable amounts as shares of the budget, and back. */
record Programs(Booking booking, double unit) {
    static Programs of(Booking booking) {
        return new Programs(booking, booking.unit());
    }

    /** With steps as whole numbers; cells without a step are continuous. */
    LinearProgram program() {
        return program(0);
    }

    /**
     * @param margin granules by which each cell may still be moved without breaking a limit that leaves such room
     */
    LinearProgram program(int margin) {
        var parts = new Parts();
        booking.clauses().stream().filter(Clause::hard).forEach(clause -> clause.addTo(parts));
        ImmutableList<Line> lines = ImmutableList.<Line>builder()
                .addAll(linesOf(row -> line(row, margin)))
                .addAll(parts.lines)
                .build();
        return program(lines, parts.switches);
    }

    /** Without clauses. */
    LinearProgram rows() {
        return program(linesOf(row -> line(row, 0)), 0);
    }

    private LinearProgram program(ImmutableList<Line> lines, int switches) {
        double[] lower = new double[booking.cells()];
        double[] upper = new double[booking.cells()];
        for (int cell = 0; cell < lower.length; cell++) {
            lower[cell] = booking.low(cell) / unit;
            upper[cell] = booking.high(cell) / unit;
        }
        return new LinearProgram(lower, upper, granules(), lines, switches);
    }

    private double[] granules() {
        double[] granules = new double[booking.cells()];
        for (int cell = 0; cell < granules.length; cell++) {
            granules[cell] = booking.granule(cell) > 1 ? booking.granule(cell) / unit : 0;
        }
        return granules;
    }

    /**
     * The plan nearest to a point with amounts in steps; the point itself where none of them is.
     *
     * @param program in shares
     * @param point quanta per cell
     * @return quanta per cell; empty if none was found
     */
    Optional<double[]> inSteps(LinearProgram program, double[] point) {
        if (booking.rows().stream().noneMatch(row -> row.hard() && row.step() > 0)) {
            return Optional.of(point);
        }
        double[] target = Arrays.stream(point).map(amount -> amount / unit).toArray();
        return program.nearest(target, booking.wanted() / unit).map(this::amounts);
    }

    /** What a share of 1 is, currency. */
    double currency() {
        return unit * booking.quantum() / 1e6;
    }

    /** The limits of a region in which amounts come in steps. */
    LinearProgram steps(FeasibleRegion region) {
        LinearProgram limits = Regions.program(region, currency());
        ImmutableList<Line> steps = linesOf(row -> line(row, 0)).stream()
                .filter(line -> line.step() > 0)
                .collect(ImmutableList.toImmutableList());
        return new LinearProgram(limits.lower(), limits.upper(), granules(), limits.lines(), 0).with(steps);
    }

    /** What clauses add, in shares. */
    private final class Parts implements ProgramParts {
        private final List<Line> lines = new ArrayList<>();
        private int switches;

        @Override
        public int newSwitch() {
            return booking.cells() + switches++;
        }

        @Override
        public long most(int[] cells) {
            return booking.most(cells);
        }

        /** What counts amounts is divided by the unit and its largest coefficient of an amount; what counts switches is not. */
        @Override
        public void add(int[] variables, long[] coefficients, long lower, long upper) {
            double scale = 0;
            for (int k = 0; k < variables.length; k++) {
                scale = Math.max(scale, variables[k] < booking.cells() ? Math.abs(coefficients[k]) : 0);
            }
            boolean amounts = scale > 0;
            double[] scaled = new double[coefficients.length];
            for (int k = 0; k < scaled.length; k++) {
                scaled[k] = coefficients[k] / (amounts ? scale * (variables[k] < booking.cells() ? 1 : unit) : 1);
            }
            double units = amounts ? scale * unit : 1;
            lines.add(new Line(
                    variables,
                    scaled,
                    lower == Row.NO_LOWER ? Double.NEGATIVE_INFINITY : lower / units,
                    upper == Row.NO_UPPER ? Double.POSITIVE_INFINITY : upper / units,
                    0));
        }
    }

    double[] shares(long[] amounts) {
        return Arrays.stream(amounts).mapToDouble(amount -> amount / unit).toArray();
    }

    /** In quanta, not yet whole. */
    double[] amounts(double[] shares) {
        return Arrays.stream(shares).map(share -> share * unit).toArray();
    }

    private ImmutableList<Line> linesOf(Function<Row, Line> line) {
        return booking.rows().stream()
                .filter(row -> row.hard() && !row.onOneCell())
                .map(line)
                .collect(ImmutableList.toImmutableList());
    }

    private Line line(Row row, int margin) {
        double[] coefficients = Arrays.stream(row.coefficients())
                .mapToDouble(c -> c / (double) row.scale())
                .toArray();
        double scale = row.scale() * unit;
        double lower = row.lower() == Row.NO_LOWER ? Double.NEGATIVE_INFINITY : row.lower() / scale;
        double upper = row.upper() == Row.NO_UPPER ? Double.POSITIVE_INFINITY : row.upper() / scale;
        double room = row.kind() == LimitKind.TOTAL ? 0 : margin * roundingRoom(row) / scale;
        boolean narrow = lower + room > upper - room;
        return new Line(
                row.cells(),
                coefficients,
                narrow ? lower : lower + room,
                narrow ? upper : upper - room,
                row.step() / unit);
    }

    /** By how much a sum may change if each cell moves by one granule. */
    private double roundingRoom(Row row) {
        double room = 0;
        for (int k = 0; k < row.cells().length; k++) {
            room += Math.abs(row.coefficients()[k]) * (double) booking.granule(row.cells()[k]);
        }
        return room;
    }
}
