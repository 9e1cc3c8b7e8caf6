package io.weir.hierarchy.internal;

import static java.util.Objects.requireNonNull;

import io.weir.core.Observation;
import org.jspecify.annotations.Nullable;

/** What a bidder sees, with other values of its lines. Reused from tick to tick; not safe for use by several threads. */
public final class Reweighed implements Observation {
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

    private Observation seen() {
        return requireNonNull(seen, "nothing is looked at yet.");
    }

    @Override
    public double value(int line) {
        double value = seen().value(line);
        return value * factor(value);
    }

    @Override
    public int tick() {
        return seen().tick();
    }

    @Override
    public int ticksLeft() {
        return seen().ticksLeft();
    }

    @Override
    public int ticksPerPeriod() {
        return seen().ticksPerPeriod();
    }

    @Override
    public int ticksPerDay() {
        return seen().ticksPerDay();
    }

    @Override
    public int hour() {
        return seen().hour();
    }

    @Override
    public int weekday() {
        return seen().weekday();
    }

    @Override
    public double yearShare() {
        return seen().yearShare();
    }

    @Override
    public int lines() {
        return seen().lines();
    }

    @Override
    public double spent() {
        return seen().spent();
    }

    @Override
    public double spend(int line) {
        return seen().spend(line);
    }

    @Override
    public double opportunities(int line) {
        return seen().opportunities(line);
    }

    @Override
    public double won(int line) {
        return seen().won(line);
    }

    @Override
    public double clicks(int line) {
        return seen().clicks(line);
    }

    @Override
    public double conversions(int line) {
        return seen().conversions(line);
    }

    @Override
    public double expected(int line) {
        return seen().expected(line);
    }

    @Override
    public double price(int line) {
        return seen().price(line);
    }

    @Override
    public double conversionRate(int line) {
        return seen().conversionRate(line);
    }

    @Override
    public int audiences() {
        return seen().audiences();
    }

    @Override
    public double people(Group group, int audience) {
        return seen().people(group, audience);
    }
}
