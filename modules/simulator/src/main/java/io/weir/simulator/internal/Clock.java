package io.weir.simulator.internal;

import io.weir.core.MarketLayout;
import io.weir.simulator.Change;
import io.weir.simulator.Lever;
import io.weir.simulator.World;
import java.time.LocalDate;
import java.util.Optional;

/** What time it is, and what that means: seasons, shocks, drifts. */
final class Clock {
    private final World world;
    private final LocalDate first;
    private final double[][] levers;
    private long tick;
    private LocalDate date;
    private double season = 1;

    /** Starts {@code warmUp} periods before the history. */
    Clock(World world) {
        this.world = world;
        this.first =
                world.start().minusDays((long) world.warmUp() * world.period().days());
        this.date = first;
        this.levers = new double[world.channels().size()][Lever.values().length];
        begin(0);
    }

    /** Goes to a tick at which a day begins, or to any whose day was begun. */
    void begin(long newTick) {
        tick = newTick;
        date = first.plusDays(day());
        season = monthly();
        for (int channel = 0; channel < levers.length; channel++) {
            for (Lever lever : Lever.values()) {
                levers[channel][lever.ordinal()] =
                        product(lever, Optional.of(world.channels().get(channel).name()));
            }
        }
    }

    /** The next tick; true if a day begins with it. */
    boolean advance() {
        tick++;
        if (tick % world.ticksPerDay() != 0) {
            return false;
        }
        begin(tick);
        return true;
    }

    private double product(Lever lever, Optional<String> channel) {
        double product = 1;
        for (Change change : world.changes()) {
            if (change.lever() == lever
                    && (change.channel().isEmpty() || change.channel().equals(channel))) {
                product *= change.on(date);
            }
        }
        return product;
    }

    /** Between the middles of months it runs straight. */
    private double monthly() {
        double at = date.getMonthValue() - 1 + (date.getDayOfMonth() - 0.5) / date.lengthOfMonth() - 0.5;
        int before = Math.floorMod((int) Math.floor(at), 12);
        double share = at - Math.floor(at);
        var months = world.calendar().months();
        return months.get(before) * (1 - share) + months.get((before + 1) % 12) * share;
    }

    /** Ticks since the history began; below 0 in the warm-up. */
    long historyTick() {
        return tick - (long) world.warmUp() * ticksPerPeriod();
    }

    long tick() {
        return tick;
    }

    long day() {
        return tick / world.ticksPerDay();
    }

    LocalDate date() {
        return date;
    }

    /** Periods since the beginning, the warm-up included. */
    int period() {
        return (int) (day() / world.period().days());
    }

    int hour() {
        return world.ticksPerDay() == 1 ? 0 : (int) (tick % world.ticksPerDay());
    }

    int weekday() {
        return date.getDayOfWeek().getValue() - 1;
    }

    double yearShare() {
        return MarketLayout.yearShare(date);
    }

    boolean lastTickOfDay() {
        return (tick + 1) % world.ticksPerDay() == 0;
    }

    boolean firstTickOfPeriod() {
        return tick % ticksPerPeriod() == 0;
    }

    int ticksPerPeriod() {
        return world.ticksPerDay() * world.period().days();
    }

    int ticksPerDay() {
        return world.ticksPerDay();
    }

    int ticksLeft() {
        return (int) (ticksPerPeriod() - tick % ticksPerPeriod());
    }

    /** Share of a usual day's queries and impressions that falls into this tick. */
    double traffic() {
        double weekday = world.calendar().weekdays().get(weekday());
        return world.ticksPerDay() == 1
                ? weekday
                : weekday * world.calendar().hours().get(hour()) / world.ticksPerDay();
    }

    /** Multiple of need today. */
    double need() {
        return season * product(Lever.NEED, Optional.empty());
    }

    double lever(int channel, Lever lever) {
        return levers[channel][lever.ordinal()];
    }

    /** Share of conversions that is reported today. */
    double tracking() {
        return Math.min(1, product(Lever.TRACKING, Optional.empty()));
    }
}
