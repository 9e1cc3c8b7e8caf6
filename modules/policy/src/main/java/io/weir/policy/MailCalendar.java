package io.weir.policy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableSortedSet;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Mails every line on fixed days of the week at a fixed hour, each time to as many readers as the rest of the target pays
 * for when it is shared over the mailings that are left.
 */
public final class MailCalendar implements BiddingAgent {
    private static final int DAYS = 7;

    private final ImmutableSortedSet<Integer> weekdays;
    private final int hour;
    private double target;

    /**
     * @param weekdays on which mail goes out, 0 is Monday; at least one
     * @param hour at which it goes out, 0 to 23; where a tick is a day it does not matter
     * @throws IllegalArgumentException if there is no day, or one is out of range
     */
    public MailCalendar(ImmutableSortedSet<Integer> weekdays, int hour) {
        require(
                !weekdays.isEmpty() && weekdays.first() >= 0 && weekdays.last() < DAYS,
                "weekdays (%s) must be at least one of 0 (Monday) to 6.",
                weekdays);
        require(hour >= 0 && hour < 24, "hour (%s) must be in [0, 23].", hour);
        this.weekdays = weekdays;
        this.hour = hour;
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        bids.clear();
        int ticksPerDay = seen.ticksPerDay();
        if (!weekdays.contains(seen.weekday()) || (ticksPerDay > 1 && seen.hour() != hour)) {
            return;
        }
        double left = Math.max(0, target - seen.spent()) / mailingsLeft(seen, ticksPerDay);
        double everyone = 0;
        for (int line = 0; line < bids.lines(); line++) {
            everyone += seen.opportunities(line) * seen.price(line);
        }
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, everyone > 0 ? Math.min(1, left / everyone) : 0);
        }
        bids.limit(left);
    }

    /** Mailings from now to the end of the period, this one included. */
    private int mailingsLeft(Observation seen, int ticksPerDay) {
        int days = (seen.ticksLeft() + ticksPerDay - 1) / ticksPerDay;
        int mailings = 0;
        for (int day = 0; day < days; day++) {
            if (weekdays.contains((seen.weekday() + day) % DAYS)) {
                mailings++;
            }
        }
        return Math.max(1, mailings);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new MailCalendar(weekdays, hour);
        copy.target = target;
        return copy;
    }
}
