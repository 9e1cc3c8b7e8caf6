package io.weir.enforcer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as the solver tells it to a collector, cell by cell. Changes are only noted as they come, so that a cell that is
 * taken out and put back unchanged costs nothing.
 */
final class ToldPlan {
    private final List<Integer> touched = new ArrayList<>();
    private long[] told = new long[0];
    private long[] known = new long[0];
    private @Nullable Valuation valuation;

    /** A cell that changed. */
    @FunctionalInterface
    interface Change {
        void set(int cell, long amount);
    }

    /** @return what takes the cell out again */
    Runnable with(PlannedCell cell) {
        valuation = cell.valuation();
        int number = cell.number();
        set(number, cell.amount());
        return () -> set(number, 0);
    }

    /** Null before the first cell. */
    @Nullable Valuation valuation() {
        return valuation;
    }

    /** All that has been told so far, currency per cell; changes are told from here on. */
    double[] start(Valuation value) {
        told = Arrays.copyOf(told, value.objective().cells());
        known = told.clone();
        touched.clear();
        return value.spend(known);
    }

    /** Tells what differs from what was told before. */
    void changes(Change change) {
        for (int number : touched) {
            if (known[number] != told[number]) {
                known[number] = told[number];
                change.set(number, told[number]);
            }
        }
        touched.clear();
    }

    private void set(int number, long amount) {
        if (number >= told.length) {
            told = Arrays.copyOf(told, number + 1);
        }
        told[number] = amount;
        touched.add(number);
    }
}
