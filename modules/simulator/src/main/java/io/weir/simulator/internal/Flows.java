package io.weir.simulator.internal;

import io.weir.simulator.Flow;
import java.util.Arrays;

/** How many people went from one state to another, since the history began. */
final class Flows implements Tape.Kept {
    private final double[] counts = new double[Flow.values().length];

    void add(Flow flow, double n) {
        counts[flow.ordinal()] += n;
    }

    double at(Flow flow) {
        return counts[flow.ordinal()];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    @Override
    public void save(Tape tape) {
        tape.write(counts);
    }

    @Override
    public void load(Tape tape) {
        tape.read(counts);
    }
}
