package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Band;
import io.weir.planning.BidderReport;
import io.weir.planning.BidderReport.Contender;
import io.weir.planning.BidderReport.Point;
import io.weir.planning.BidderReport.Week;
import java.util.stream.IntStream;

/** Trained bidders for tests of what is shown of them. */
final class SampleBidders {
    private static final int TICKS = 168;

    private static final Band BEHIND = new Band(-0.096, -0.11, -0.08);

    private SampleBidders() {}

    /** One that brings more than the paced bidder. */
    static BidderReport better() {
        return report("social", "steady", new Band(0.0123, 0.0101, 0.0145), BEHIND, 3.5);
    }

    /** One of which that cannot be told. */
    static BidderReport noBetter() {
        return report("social", "steady", new Band(0.0004, -0.001, 0.0018), BEHIND, 3.5);
    }

    /** The same where a controller brings more than the paced bidder. */
    static BidderReport behindAController() {
        var ahead = new Band(0.006, 0.001, 0.011);
        return report("social", "steady", new Band(0.0004, -0.001, 0.0018), ahead, 3.5);
    }

    /** One that brings less, and took long. */
    static BidderReport worse() {
        return report("social", "steady", new Band(-0.02, -0.03, -0.01), BEHIND, 15.5);
    }

    static BidderReport hostile() {
        return report("</script><b>&\"'", "<i>world</i>", new Band(0.01, 0.005, 0.015), BEHIND, 1);
    }

    private static BidderReport report(String channel, String world, Band lead, Band pacer, double minutes) {
        var whole = new Band(1, 1, 1);
        return new BidderReport(
                channel,
                ImmutableList.of(world),
                "EUR",
                channel + ".net",
                new BidderReport.Training(
                        7,
                        12_345,
                        "5c1f",
                        "weir test",
                        ImmutableList.of(new Point(5, 0), new Point(10, 1.25), new Point(12, 0.5)),
                        10,
                        minutes),
                12,
                ImmutableList.of(
                        new Contender("learned", new Band(0.9876, 0.9865, 0.9887), lead, whole),
                        new Contender("paced", new Band(0.9754, 0.9743, 0.9765), new Band(0, 0, 0), whole),
                        new Contender("budget pacer", new Band(0.92, 0.91, 0.93), pacer, new Band(0.988, 0.986, 0.99))),
                ImmutableList.of(week("learned", 0), week("paced", 1)));
    }

    private static Week week(String name, double phase) {
        double[] waves = IntStream.range(0, TICKS)
                .mapToDouble(t -> 1 + 0.2 * Math.sin(t / 4.0 + phase))
                .toArray();
        return new Week(
                name,
                1680,
                ImmutableDoubleArray.copyOf(IntStream.rangeClosed(1, TICKS).mapToDouble(t -> 10 * t)),
                ImmutableDoubleArray.copyOf(waves),
                ImmutableDoubleArray.copyOf(IntStream.range(0, TICKS).mapToDouble(t -> 0.3 * waves[t])),
                ImmutableDoubleArray.copyOf(IntStream.range(0, TICKS).mapToDouble(t -> 1 / waves[t])));
    }
}
