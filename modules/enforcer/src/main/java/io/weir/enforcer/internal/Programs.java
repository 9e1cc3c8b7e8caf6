package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.internal.LinearProgram.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Whole bookable amounts as shares of the budget, and back. */
record Programs(Booking booking, double unit) {
    static Programs of(Booking booking) {
        double unit = booking.most() == Row.NO_UPPER ? greatest(booking) : booking.most();
        return new Programs(booking, Math.max(1, unit));
    }

    /** With steps as whole numbers; cells without a step are continuous. */
    LinearProgram program() {
        return program(0);
    }

    /**
     * @param margin granules by which each cell may still be moved without breaking a limit that leaves such room
     */
    LinearProgram program(int margin) {
        int cells = booking.cells();
        double[] lower = new double[cells];
        double[] upper = new double[cells];
        double[] granule = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            lower[cell] = booking.low(cell) / unit;
            upper[cell] = booking.high(cell) / unit;
            granule[cell] = booking.granule(cell) > 1 ? booking.granule(cell) / unit : 0;
        }
        var parts = new Parts();
        booking.clauses().stream().filter(Clause::hard).forEach(clause -> clause.addTo(parts));
        ImmutableList<Line> lines = ImmutableList.<Line>builder()
                .addAll(linesOf(row -> line(row, margin)))
                .addAll(parts.lines)
                .build();
        return new LinearProgram(lower, upper, granule, lines, parts.switches);
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
        public double most(int[] cells) {
            double sum = 0;
            for (int cell : cells) {
                sum += booking.high(cell);
            }
            return booking.most() == Row.NO_UPPER ? sum : Math.min(sum, booking.most());
        }

        /** What counts amounts is divided by the unit; what counts switches is not. */
        @Override
        public void add(int[] variables, double[] coefficients, double lower, double upper) {
            boolean amounts = Arrays.stream(variables).anyMatch(variable -> variable < booking.cells());
            double scale = amounts ? unit : 1;
            double[] scaled = coefficients.clone();
            for (int k = 0; k < scaled.length; k++) {
                scaled[k] /= variables[k] < booking.cells() ? 1 : scale;
            }
            lines.add(new Line(variables, scaled, lower / scale, upper / scale, 0));
        }
    }

    double[] shares(long[] amounts) {
        return Arrays.stream(amounts).mapToDouble(amount -> amount / unit).toArray();
    }

    /** In quanta, not yet whole. */
    double[] amounts(double[] shares) {
        return Arrays.stream(shares).map(share -> share * unit).toArray();
    }

    /** Whole changes of at most {@code reach} quanta around whole amounts; stepped cells stay. */
    LinearProgram around(long[] amounts, int reach) {
        int cells = booking.cells();
        double[] lower = new double[cells];
        double[] upper = new double[cells];
        double[] granule = new double[cells];
        Arrays.fill(granule, 1);
        for (int cell = 0; cell < cells; cell++) {
            if (booking.granule(cell) == 1) {
                lower[cell] = Math.max(-reach, booking.low(cell) - amounts[cell]);
                upper[cell] = Math.min(reach, booking.high(cell) - amounts[cell]);
            }
        }
        var lines = ImmutableList.<Line>builder().addAll(linesOf(row -> around(row, row.at(amounts))));
        booking.clauses().stream()
                .filter(Clause::hard)
                .flatMap(clause -> clause.limitsAt(cell -> amounts[cell], booking.quantum()).stream())
                .forEach(limit -> lines.add(around(limit, amounts)));
        return new LinearProgram(lower, upper, granule, lines.build(), 0);
    }

    private static Line around(Row row, long sum) {
        double[] coefficients =
                Arrays.stream(row.coefficients()).asDoubleStream().toArray();
        if (row.step() > 0) {
            double missing = row.step() * Math.rint(sum / (double) row.step()) - sum;
            return new Line(row.cells(), coefficients, missing, missing, 0);
        }
        double lower = row.lower() == Row.NO_LOWER ? Double.NEGATIVE_INFINITY : row.lower() - sum;
        double upper = row.upper() == Row.NO_UPPER ? Double.POSITIVE_INFINITY : row.upper() - sum;
        return new Line(row.cells(), coefficients, lower, upper, 0);
    }

    private Line around(Limit limit, long[] amounts) {
        double quantum = MoneyUnit.fromMicros(booking.quantum());
        double sum = 0;
        for (int k = 0; k < limit.cells().length; k++) {
            sum += limit.coefficients()[k] * amounts[limit.cells()[k]];
        }
        return new Line(
                limit.cells(), limit.coefficients(), limit.lower() / quantum - sum, limit.upper() / quantum - sum, 0);
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

    private static double greatest(Booking booking) {
        double greatest = 0;
        for (int cell = 0; cell < booking.cells(); cell++) {
            greatest = Math.max(greatest, (double) booking.low(cell));
        }
        return greatest;
    }
}
