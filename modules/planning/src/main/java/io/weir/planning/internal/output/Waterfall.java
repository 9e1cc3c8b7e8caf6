package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.Estimate;
import java.util.Optional;

/**
 * How the plan's value is made up: each channel's part, then what is left because channels work on each other, then the
 * whole, and the part of the whole that comes after the horizon.
 */
record Waterfall(ImmutableList<Step> steps) {
    /** What a step is. */
    enum Kind {
        PART,
        REST,
        WHOLE,
        AFTER
    }

    /**
     * One bar.
     *
     * @param from where it starts, value
     * @param to where it ends, value
     * @param size with its interval; without one for the rest, which is a difference of means
     */
    record Step(String name, Kind kind, double from, double to, Optional<Estimate> size) {
        /** Length of the bar, with its sign. */
        double change() {
            return to - from;
        }
    }

    static Waterfall of(PlanReport report) {
        var steps = ImmutableList.<Step>builder();
        double level = 0;
        for (ChannelReport channel : report.channels()) {
            var expected = channel.expected();
            steps.add(new Step(channel.name(), Kind.PART, level, level + expected.mean(), Optional.of(expected)));
            level += expected.mean();
        }
        var whole = report.headline().value();
        steps.add(new Step(rest(whole.mean() - level), Kind.REST, level, whole.mean(), Optional.empty()));
        steps.add(new Step("whole plan", Kind.WHOLE, 0, whole.mean(), Optional.of(whole)));
        var after = report.headline().carryOut();
        steps.add(new Step(
                "after the horizon", Kind.AFTER, whole.mean() - after.mean(), whole.mean(), Optional.of(after)));
        return new Waterfall(steps.build());
    }

    private static String rest(double difference) {
        return difference < 0 ? "channels overlap" : "channels add up";
    }
}
