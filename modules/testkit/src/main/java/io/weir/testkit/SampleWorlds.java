package io.weir.testkit;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.testkit.SampleChannel.Response;
import io.weir.testkit.SampleChannel.Spell;
import io.weir.testkit.SampleChannel.Spending;
import io.weir.testkit.SampleWorld.Baseline;
import io.weir.testkit.SampleWorld.Counted;
import io.weir.testkit.SampleWorld.DayControl;
import io.weir.testkit.SampleWorld.Halo;
import io.weir.testkit.SampleWorld.Noise;
import io.weir.testkit.SampleWorld.Planned;
import io.weir.testkit.SampleWorld.Window;
import java.time.LocalDate;
import java.util.OptionalDouble;

/** The worlds behind the workspaces in {@code data-samples/}. All of them are made up. */
public final class SampleWorlds {
    private static final ImmutableList<Double> NO_WEEKDAYS = ImmutableList.of();
    private static final Counted REVENUE =
            new Counted("revenue", KpiKind.REVENUE, OptionalDouble.empty(), ImmutableList.of());

    private SampleWorlds() {}

    /** All of them. */
    public static ImmutableList<SampleWorld> all() {
        return ImmutableList.of(onlineShop(), subscription(), localBusiness());
    }

    /**
     * A shop that buys too much search: social brings people who search later, and mail sells well until its readers are
     * tired of it.
     */
    public static SampleWorld onlineShop() {
        var search = new SampleChannel(
                "search",
                ChannelKind.SEARCH,
                new Spending(
                        6200,
                        0.15,
                        335,
                        0.22,
                        8,
                        0.16,
                        new Spell(0.04, 2, 4, 1.5),
                        new Spell(0.02, 1, 3, 0.4),
                        NO_WEEKDAYS,
                        0.01),
                Response.steady(18000, 0.1, 2000, 1));
        var social = new SampleChannel(
                "social",
                ChannelKind.SOCIAL,
                new Spending(
                        1700,
                        0.1,
                        320,
                        0.3,
                        6,
                        0.2,
                        new Spell(0.07, 2, 4, 2.2),
                        new Spell(0.03, 1, 3, 0),
                        NO_WEEKDAYS,
                        0.01),
                Response.steady(7500, 0.45, 2600, 1.1));
        var email = new SampleChannel(
                "email",
                ChannelKind.EMAIL,
                new Spending(
                        380,
                        0.1,
                        340,
                        0.2,
                        6,
                        0.3,
                        new Spell(0.08, 1, 3, 2),
                        new Spell(0.02, 1, 1, 0),
                        NO_WEEKDAYS,
                        0.01),
                Response.steady(7500, 0, 450, 1).tiring(0.45, 0.5));
        return new SampleWorld(
                "online-shop",
                ImmutableList.of(
                        "A made-up online shop: three years of weeks. Social brings people who search later,",
                        "and mail sells well until its readers are tired of it. What is true stands in truth.json."),
                20_240_930,
                PeriodLength.WEEK,
                LocalDate.of(2021, 10, 4),
                156,
                REVENUE,
                ImmutableList.of(search, social, email),
                ImmutableList.of(new Halo("social", "search", 0.7, 0.5, 2500)),
                ImmutableList.of(
                        new DayControl("holiday_days", 450, ImmutableList.of(Window.of(11, 22, 12, 22))),
                        new DayControl(
                                "sale_days",
                                620,
                                ImmutableList.of(
                                        Window.of(1, 8, 1, 21),
                                        Window.of(4, 20, 4, 26),
                                        Window.of(7, 1, 7, 14),
                                        Window.of(9, 12, 9, 18)))),
                new Baseline(31000, 1400, 2600, 340, NO_WEEKDAYS),
                new Noise(1300, 0.25),
                new Planned(
                        8,
                        500,
                        ImmutableList.of(
                                "{id: search-floor, channel: search, min: 3000}",
                                "{id: search-steady, channel: search, max-change: 0.3}",
                                "{id: social-share, channel: social, max-share: 0.4}",
                                "{id: email-sends, channel: email, step: 50, max: 700}")));
    }

    /** A subscription sold by the day, whose conversions are counted days late. */
    public static SampleWorld subscription() {
        var working = ImmutableList.of(1.1, 1.12, 1.1, 1.06, 0.98, 0.8, 0.84);
        var even = ImmutableList.of(0.95, 0.95, 0.97, 1.0, 1.05, 1.06, 1.02);
        var mailing = ImmutableList.of(0.7, 1.6, 0.8, 1.5, 0.9, 0.7, 0.8);
        var search = new SampleChannel(
                "search",
                ChannelKind.SEARCH,
                new Spending(
                        2600,
                        0.1,
                        20,
                        0.25,
                        25,
                        0.15,
                        new Spell(0.01, 5, 14, 1.5),
                        new Spell(0.004, 2, 5, 0),
                        working,
                        0.01),
                Response.steady(170, 0.2, 2200, 1));
        var social = new SampleChannel(
                "social",
                ChannelKind.SOCIAL,
                new Spending(
                        1500, 0.1, 10, 0.3, 20, 0.2, new Spell(0.015, 7, 14, 2), new Spell(0.008, 3, 7, 0), even, 0.01),
                Response.steady(130, 0.75, 2000, 1.2));
        var email = new SampleChannel(
                "email",
                ChannelKind.EMAIL,
                new Spending(
                        160,
                        0.05,
                        10,
                        0.2,
                        15,
                        0.3,
                        new Spell(0.02, 2, 5, 1.8),
                        new Spell(0.01, 1, 3, 0),
                        mailing,
                        0.01),
                Response.steady(44, 0.3, 160, 1));
        return new SampleWorld(
                "subscription",
                ImmutableList.of(
                        "A made-up subscription: 504 days. A conversion is counted on the day of the click, but known only",
                        "up to a week later, so the last days look weaker than they are. What is true stands in truth.json."),
                20_240_902,
                PeriodLength.DAY,
                LocalDate.of(2023, 4, 17),
                504,
                new Counted(
                        "conversions",
                        KpiKind.CONVERSIONS,
                        OptionalDouble.of(60),
                        ImmutableList.of(0.42, 0.63, 0.76, 0.85, 0.91, 0.96, 0.99)),
                ImmutableList.of(search, social, email),
                ImmutableList.of(),
                ImmutableList.of(new DayControl(
                        "holiday",
                        -40,
                        ImmutableList.of(
                                Window.of(1, 1, 1, 1),
                                Window.of(5, 1, 5, 1),
                                Window.of(10, 3, 10, 3),
                                Window.of(12, 24, 12, 31)))),
                new Baseline(190, 14, 14, 20, ImmutableList.of(12.0, 16.0, 12.0, 6.0, -8.0, -22.0, -16.0)),
                new Noise(6, 0.3),
                new Planned(
                        28,
                        1000,
                        ImmutableList.of(
                                "{id: search-steady, channel: search, max-change: 0.5}",
                                "{id: email-list, channel: email, max: 350}")));
    }

    /** A shop in a small town: little money, few weeks, much noise. */
    public static SampleWorld localBusiness() {
        var flyers = new SampleChannel(
                "flyers",
                ChannelKind.OTHER,
                new Spending(
                        320,
                        0.1,
                        100,
                        0.2,
                        6,
                        0.3,
                        new Spell(0.1, 1, 2, 1.8),
                        new Spell(0.12, 1, 3, 0),
                        NO_WEEKDAYS,
                        10),
                Response.steady(1100, 0.5, 420, 1));
        var search = new SampleChannel(
                "search",
                ChannelKind.SEARCH,
                new Spending(
                        210,
                        0.1,
                        150,
                        0.3,
                        5,
                        0.25,
                        new Spell(0.06, 2, 4, 2),
                        new Spell(0.04, 1, 2, 0),
                        NO_WEEKDAYS,
                        0.01),
                Response.steady(2400, 0.1, 260, 1));
        var social = new SampleChannel(
                "social",
                ChannelKind.SOCIAL,
                new Spending(
                        130,
                        0.1,
                        150,
                        0.35,
                        4,
                        0.3,
                        new Spell(0.1, 1, 3, 2.5),
                        new Spell(0.06, 1, 3, 0),
                        NO_WEEKDAYS,
                        0.01),
                Response.steady(1300, 0.4, 200, 1));
        return new SampleWorld(
                "local-business",
                ImmutableList.of(
                        "A made-up garden shop in a small town: two years of weeks, little money and much noise.",
                        "What is true stands in truth.json."),
                20_240_701,
                PeriodLength.WEEK,
                LocalDate.of(2022, 7, 4),
                104,
                REVENUE,
                ImmutableList.of(flyers, search, social),
                ImmutableList.of(),
                ImmutableList.of(new DayControl(
                        "closed_days",
                        -260,
                        ImmutableList.of(Window.of(8, 7, 8, 14), Window.of(12, 25, 12, 31), Window.of(1, 1, 1, 4)))),
                new Baseline(7200, 250, 1300, 140, NO_WEEKDAYS),
                new Noise(330, 0.2),
                new Planned(13, 100, ImmutableList.of("{id: flyers-print, channel: flyers, step: 10, max: 800}")));
    }
}
