package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules as they bind whole bookable amounts. Amounts are in quanta, the smallest bookable amount. Immutable.
 */
final class Booking {
    /** Without a budget, cells may reach this many times any amount the rules speak of. */
    private static final double UNLIMITED = 1e4;

    /** Plans of at most so many cells are searched from several starts. */
    private static final int SMALL = 60;

    private final Amounts amounts;
    private final ImmutableList<Row> rows;
    private final ImmutableList<Clause> clauses;
    private final ImmutableList<ReturnFloor> floors;
    private final int[][] rowsOfCell;
    private final long[][] coefficientsOfCell;
    private final int[][] clausesOfCell;
    private final long[] low;
    private final long[] high;
    private final long[] granule;
    private final long wanted;
    private final long most;
    private final long largest;

    private Booking(
            Amounts amounts,
            ImmutableList<Row> rows,
            ImmutableList<Clause> clauses,
            ImmutableList<ReturnFloor> floors,
            int cells,
            long[] granule,
            long wanted,
            long most,
            long largest) {
        this.amounts = amounts;
        this.rows = rows;
        this.clauses = clauses;
        this.floors = floors;
        this.rowsOfCell = byCell(rows.stream().map(Row::cells).toList(), cells);
        this.coefficientsOfCell = coefficients(rows, rowsOfCell);
        this.clausesOfCell = byCell(clauses.stream().map(Clause::cells).toList(), cells);
        this.granule = granule;
        this.wanted = wanted;
        this.most = most;
        this.largest = largest;
        this.low = new long[cells];
        this.high = new long[cells];
        Arrays.fill(high, Math.max(0, Math.min(most, largest)));
        rows.stream().filter(row -> row.hard() && row.onOneCell()).forEach(this::tighten);
        for (int cell = 0; cell < cells; cell++) {
            low[cell] = -Math.floorDiv(-low[cell], granule[cell]) * granule[cell];
            high[cell] = Math.floorDiv(high[cell], granule[cell]) * granule[cell];
        }
    }

    /** All rules. */
    static Booking of(RuleSet rules, RuleForms forms) {
        return of(rules, forms, id -> true, limit -> true);
    }

    /**
     * Some of the rules.
     *
     * @param ids which rules count, {@code budget} for the total
     * @param sides which of their limits count
     */
    static Booking of(RuleSet rules, RuleForms forms, Predicate<String> ids, Predicate<Limit> sides) {
        var amounts = new Amounts(rules.unit().quantum());
        int cells = rules.grid().cells();
        boolean budgeted = ids.test(Totals.BUDGET);
        double largest = largest(rules, forms) * 1e6 / amounts.quantum() * (budgeted ? 1 : UNLIMITED);
        var rows = new ArrayList<Row>();
        for (Limit limit : forms.limits()) {
            if (ids.test(limit.head().id()) && sides.test(limit)) {
                rows.add(Row.of(limit, amounts, largest));
            }
        }
        ImmutableList<Clause> clauses = forms.clauses().stream()
                .filter(clause -> ids.test(clause.head().id()))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<ReturnFloor> floors = forms.floors().stream()
                .filter(floor -> ids.test(floor.head().id()))
                .collect(ImmutableList.toImmutableList());
        long[] granule = new long[cells];
        Arrays.fill(granule, 1);
        for (Multiple multiple : forms.multiples()) {
            if (ids.test(multiple.head().id()) && multiple.cells().length > 0) {
                rows.add(Row.of(multiple, amounts));
                coarsen(granule, multiple, amounts);
            }
        }
        var totals = Totals.of(rules, ids);
        long most = budgeted ? amounts.down(totals.max(), 1) : Row.NO_UPPER;
        long wanted = budgeted ? Math.max(0, Math.min(most, amounts.up(totals.min(), 1))) : 0;
        rows.add(Row.total(cells, 0, most));
        return new Booking(
                amounts, ImmutableList.copyOf(rows), clauses, floors, cells, granule, wanted, most, (long) largest);
    }

    /** The same rules with at least {@code least} to be spent. */
    Booking spendingAtLeast(long least) {
        var others = new ArrayList<Row>(rows);
        others.removeIf(row -> row.kind() == LimitKind.TOTAL);
        others.add(Row.total(cells(), least, most));
        return new Booking(
                amounts, ImmutableList.copyOf(others), clauses, floors, cells(), granule, wanted, most, largest);
    }

    int cells() {
        return granule.length;
    }

    /** Micros in one quantum. */
    long quantum() {
        return amounts.quantum();
    }

    ImmutableList<Row> rows() {
        return rows;
    }

    int[] rowsOf(int cell) {
        return rowsOfCell[cell];
    }

    /** What a quantum of a cell adds to each of its rows, in the order of {@link #rowsOf}. */
    long[] coefficientsOf(int cell) {
        return coefficientsOfCell[cell];
    }

    private static long[][] coefficients(ImmutableList<Row> rows, int[][] rowsOfCell) {
        long[][] coefficients = new long[rowsOfCell.length][];
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            int[] numbers = rowsOfCell[cell];
            coefficients[cell] = new long[numbers.length];
            for (int k = 0; k < numbers.length; k++) {
                coefficients[cell][k] = Draft.coefficient(rows.get(numbers[k]), cell);
            }
        }
        return coefficients;
    }

    ImmutableList<Clause> clauses() {
        return clauses;
    }

    ImmutableList<ReturnFloor> floors() {
        return floors;
    }

    int[] clausesOf(int cell) {
        return clausesOfCell[cell];
    }

    /** The cells that a hard row other than the total reads with a cell. */
    int[] neighbours(int cell) {
        var neighbours = new BitSet();
        for (int number : rowsOf(cell)) {
            Row row = rows.get(number);
            if (row.hard() && row.kind() != LimitKind.TOTAL) {
                Arrays.stream(row.cells()).forEach(neighbours::set);
            }
        }
        return neighbours.stream().toArray();
    }

    /** Least amount of a cell by rules on it alone, a multiple of its granule. */
    long low(int cell) {
        return low[cell];
    }

    /** Greatest amount of a cell by rules on it alone and the total, a multiple of its granule. */
    long high(int cell) {
        return high[cell];
    }

    /** A cell's amount is a multiple of this. */
    long granule(int cell) {
        return granule[cell];
    }

    /** What is to be spent in total, if the rules let it. */
    long wanted() {
        return wanted;
    }

    /** What may be spent in total; {@link Row#NO_UPPER} without a budget. */
    long most() {
        return most;
    }

    /** An amount to measure others by: the budget, or what the rules speak of where there is none. At least 1. */
    double unit() {
        return Math.max(1, most == Row.NO_UPPER ? largest / UNLIMITED : most);
    }

    /** The most that cells can spend together. */
    long most(int[] cells) {
        long sum = 0;
        for (int cell : cells) {
            sum = LongMath.saturatedAdd(sum, high[cell]);
        }
        return Math.min(sum, most);
    }

    /** Whether hard rules leave more to decide than amounts: which cells spend, in how many steps. */
    boolean hasChoices() {
        return choices() > 0;
    }

    /** Whether a small plan has a choice for at least half of its amounts. */
    boolean isMostlyChoices() {
        return cells() <= SMALL && 2 * choices() >= cells();
    }

    /** Whether there are too many cells for searches that look at all pairs or all amounts. */
    boolean isLarge() {
        return cells() > PlanEnforcer.LARGE;
    }

    /** How many steps, switches and returns there are. */
    int choices() {
        long choices = rows.stream().filter(row -> row.hard() && row.step() > 0).count()
                + clauses.stream().filter(Clause::hard).count()
                + floors.stream().filter(ReturnFloor::hard).count();
        return (int) choices;
    }

    /** The greatest number that every change of the total is a multiple of. */
    long finestChange() {
        long finest = 0;
        for (int cell = 0; cell < cells(); cell++) {
            if (low[cell] < high[cell]) {
                finest = Amounts.gcd(finest, granule[cell]);
            }
        }
        return Math.max(1, finest);
    }

    private void tighten(Row row) {
        int cell = row.cells()[0];
        long coefficient = row.coefficients()[0];
        if (row.lower() != Row.NO_LOWER && coefficient > 0) {
            low[cell] = Math.max(low[cell], -Math.floorDiv(-row.lower(), coefficient));
        }
        if (row.upper() != Row.NO_UPPER && coefficient > 0) {
            high[cell] = Math.min(high[cell], Math.floorDiv(row.upper(), coefficient));
        }
    }

    private static void coarsen(long[] granule, Multiple multiple, Amounts amounts) {
        if (multiple.cells().length == 1 && multiple.head().soft().isEmpty()) {
            int cell = multiple.cells()[0];
            granule[cell] = Amounts.lcm(granule[cell], amounts.step(multiple.amount()));
        }
    }

    /** No amount that any rule speaks of is above it, currency. */
    private static double largest(RuleSet rules, RuleForms forms) {
        double largest = Math.max(1, rules.budget().max());
        for (Limit limit : forms.limits()) {
            largest = Math.max(largest, Double.isFinite(limit.lower()) ? limit.lower() : 0);
        }
        return largest * (rules.rules().isEmpty() ? 1 : 2);
    }

    /** Per cell, the numbers of those that read it. */
    private static int[][] byCell(List<int[]> readers, int cells) {
        var lists = new ArrayList<List<Integer>>();
        for (int cell = 0; cell < cells; cell++) {
            lists.add(new ArrayList<>());
        }
        for (int number = 0; number < readers.size(); number++) {
            for (int cell : readers.get(number)) {
                lists.get(cell).add(number);
            }
        }
        return lists.stream()
                .map(list ->
                        list.stream().distinct().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
