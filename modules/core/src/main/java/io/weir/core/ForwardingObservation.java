package io.weir.core;

/** Shows another observation as it is; a view that differs from it in some things overrides those alone. */
public abstract class ForwardingObservation implements Observation {
    /** What is looked at. */
    protected abstract Observation seen();

    @Override
    public double value(int line) {
        return seen().value(line);
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
