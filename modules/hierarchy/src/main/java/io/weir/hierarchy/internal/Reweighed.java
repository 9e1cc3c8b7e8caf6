package io.weir.hierarchy.internal;

import static java.util.Objects.requireNonNull;

import io.weir.core.ForwardingObservation;
import io.weir.core.Observation;
import org.jspecify.annotations.Nullable;

/** What a bidder sees, with other values of its lines. Reused from tick to tick; not safe for use by several threads. */
public final class Reweighed extends ForwardingObservation {
    private static final double MAIL = Math.log(3);
    /** Lines whose values differ by more count as if they differed by this factor. */
    private static final double MOST = 10;

    private final boolean mail;
    private @Nullable Observation seen;
    private double weight;
    private double mean;

    /** @param mail whether all values are raised alike */
    public Reweighed(boolean mail) {
        this.mail = mail;
    }

    /**
     * Looks at something else.
     *
     * @param newWeight -1 to 1
     */
    public Reweighed of(Observation observation, double newWeight) {
        seen = observation;
        weight = newWeight;
        double sum = 0;
        for (int line = 0; line < observation.lines(); line++) {
            sum += observation.value(line);
        }
        mean = sum / observation.lines();
        return this;
    }

    private double factor(double value) {
        if (mail) {
            return Math.exp(MAIL * weight);
        }
        return value > 0 ? Math.pow(Math.max(1 / MOST, Math.min(MOST, value / mean)), weight) : 1;
    }

    @Override
    protected Observation seen() {
        return requireNonNull(seen, "nothing is looked at yet.");
    }

    @Override
    public double value(int line) {
        double value = seen().value(line);
        return value * factor(value);
    }
}
