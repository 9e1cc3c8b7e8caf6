package io.weir.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.ChannelKind;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.policy.DualPacing;
import io.weir.policy.FixedBid;
import io.weir.policy.MailCalendar;
import io.weir.simulator.SearchChannel.Keywords;
import java.time.LocalDate;
import java.util.Optional;

/** Small worlds to test with. */
public final class TestWorlds {
    public static final LocalDate START = LocalDate.of(2023, 1, 2);

    private TestWorlds() {}

    /** Search, social and mail, two rivals, by the hour. */
    public static World three() {
        return of(24, 4, 2, new Delay(2, 10), ImmutableList.of(search(), social(), mail()), rivals());
    }

    /** The same by the day. */
    public static World byDay() {
        return of(1, 8, 4, new Delay(2, 10), ImmutableList.of(search(), social(), mail()), rivals());
    }

    public static World of(
            int ticksPerDay,
            int periods,
            int warmUp,
            Delay delay,
            ImmutableList<MediaChannel> channels,
            ImmutableList<Rival> rivals) {
        return new World(
                "test",
                "",
                MoneyUnit.of("EUR"),
                START,
                PeriodLength.WEEK,
                periods,
                warmUp,
                ticksPerDay,
                KpiKind.REVENUE,
                0.4,
                ImmutableList.of(
                        new Audience("young", 30_000, 0.004, 0.008, 60, 0.6, 0.3, 0.2, 0.1, 0.6),
                        new Audience("old", 20_000, 0.003, 0.006, 90, 0.5, 0.5, 0.3, 0.2, 0.7)),
                funnel(),
                Calendar.even(),
                channels,
                rivals,
                ImmutableList.of(),
                delay,
                16);
    }

    public static Funnel funnel() {
        return new Funnel(
                0.0004,
                0.004,
                0.008,
                new ByAttitude(0.04, 0.05, 0.06),
                0.05,
                0.15,
                new ByAttitude(0.0005, 0.003, 0.015),
                0.03,
                0.003,
                0.002,
                0.5,
                0.4,
                0.3,
                0);
    }

    public static SearchChannel search() {
        return new SearchChannel(
                "search",
                ImmutableList.of(
                        new Keywords(
                                "brand",
                                new ByAttitude(0, 0.1, 0.5),
                                new ByAttitude(0.08, 0.1, 0.14),
                                new ByAttitude(0.06, 0.08, 0.12),
                                new Price(0.6, 0.3)),
                        new Keywords(
                                "generic",
                                ByAttitude.all(1.2),
                                new ByAttitude(0.05, 0.06, 0.08),
                                new ByAttitude(0.05, 0.06, 0.09),
                                new Price(1.2, 0.3))),
                ImmutableDoubleArray.of(1, 0.6, 0.4),
                0.4,
                1,
                0.03,
                new SpendPath(600, 0.2, 0.05, 1.5, 2),
                new DualPacing(2, 0.05));
    }

    public static ReachChannel social() {
        return new ReachChannel(
                "social",
                ChannelKind.SOCIAL,
                4,
                false,
                new Price(8, 0.5),
                0.4,
                0.02,
                0.4,
                0.06,
                Readiness.USUAL,
                new Persuasion(0.04, 0.03, 0.02, 0.15),
                7,
                1,
                1,
                12,
                0.03,
                new SpendPath(400, 0.2, 0.05, 1.5, 2),
                new DualPacing(2, 0.05));
    }

    public static MailChannel mail() {
        return new MailChannel(
                "mail",
                0.002,
                0.3,
                0.1,
                0.05,
                Readiness.USUAL,
                new Persuasion(0.02, 0.01, 0.004, 0.02),
                0.002,
                0.0002,
                7,
                4,
                new SpendPath(10, 0.2, 0, 1, 1),
                new MailCalendar(ImmutableSortedSet.of(1, 3), 9));
    }

    public static ImmutableList<Rival> rivals() {
        return ImmutableList.of(
                new Rival("a", "search", 900, 3, 1, Optional.empty(), Optional.empty(), new DualPacing(1, 0.05)),
                new Rival("b", "search", 900, 3, 1.2, Optional.empty(), Optional.empty(), new FixedBid(2)),
                new Rival("c", "social", 2000, 9, 1, Optional.empty(), Optional.empty(), new DualPacing(1, 0.05)));
    }
}
