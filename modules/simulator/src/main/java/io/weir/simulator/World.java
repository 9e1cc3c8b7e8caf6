package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The simulator's configuration: who the people are, how they move, where they can be met, who else bids, and what changes.
 *
 * @param name a word
 * @param about what is worth a look in it
 * @param unit what amounts are in
 * @param start first day of the history
 * @param period how long a period is
 * @param periods of the history, 1 to 2000
 * @param warmUp periods that are run before the history begins, 0 to 520
 * @param ticksPerDay 24 or 1
 * @param kpi revenue or conversions
 * @param margin share of revenue that is profit before advertising, 0 to 1; for the value of customers
 * @param audiences at least one
 * @param funnel how people move by themselves
 * @param calendar seasons
 * @param channels at least one
 * @param rivals other advertisers
 * @param changes shocks and drifts
 * @param delay how late conversions are reported
 * @param auctions most auctions that are held per line and tick; where there are more opportunities, each stands for several
 */
public record World(
        String name,
        String about,
        MoneyUnit unit,
        LocalDate start,
        PeriodLength period,
        int periods,
        int warmUp,
        int ticksPerDay,
        KpiKind kpi,
        double margin,
        ImmutableList<Audience> audiences,
        Funnel funnel,
        Calendar calendar,
        ImmutableList<MediaChannel> channels,
        ImmutableList<Rival> rivals,
        ImmutableList<Change> changes,
        Delay delay,
        int auctions) {
    /** Most people of a world. */
    public static final double MOST_PEOPLE = 3e8;

    /** @throws IllegalArgumentException if a component is out of range or names something that is not there */
    public World {
        require(!name.isBlank(), "world name (%s) must not be blank.", name);
        require(periods >= 1 && periods <= 2000, "periods (%s) must be in [1, 2000].", periods);
        require(warmUp >= 0 && warmUp <= 520, "warm-up (%s) must be in [0, 520].", warmUp);
        require(ticksPerDay == 1 || ticksPerDay == 24, "ticks per day (%s) must be 1 or 24.", ticksPerDay);
        require(kpi != KpiKind.ENGAGEMENT, "kpi (%s) must be revenue or conversions.", kpi);
        requireInRange("margin", margin, 0, 1);
        require(!audiences.isEmpty(), "audiences (%s) must not be empty.", audiences);
        require(!channels.isEmpty(), "channels (%s) must not be empty.", channels);
        requireInRange("people", people(audiences), 1, MOST_PEOPLE);
        require(auctions >= 1 && auctions <= 100_000, "auctions (%s) must be in [1, 100000].", auctions);
        Set<String> names = new HashSet<>();
        Stream.concat(channels.stream().map(MediaChannel::name), rivals.stream().map(Rival::name))
                .forEach(one -> require(names.add(one), "the name (%s) is given twice.", one));
        for (Rival rival : rivals) {
            require(
                    channels.stream().anyMatch(c -> c.name().equals(rival.channel()) && !(c instanceof MailChannel)),
                    "the channel (%s) of rival %s must be a search or reach channel of the world.",
                    rival.channel(),
                    rival.name());
        }
        for (Change change : changes) {
            require(
                    change.channel().isEmpty()
                            || channels.stream()
                                    .anyMatch(c ->
                                            c.name().equals(change.channel().get())),
                    "the channel (%s) of a change must be one of the world.",
                    change.channel());
        }
    }

    /** All people. */
    public double people() {
        return people(audiences);
    }

    /** Mean of an order, of all people alike, currency. */
    public double orderValue() {
        return audiences.stream().mapToDouble(a -> a.orderValue() * a.size()).sum() / people();
    }

    /** What bidders count a unit of the KPI as: 1 for revenue; for conversions the mean of an order, currency. */
    public double kpiValue() {
        return kpi == KpiKind.REVENUE ? 1 : orderValue();
    }

    /**
     * The same world with a history of another length.
     *
     * @param count of periods, 1 to 2000
     */
    public World over(int count) {
        return with(count, ticksPerDay, changes, auctions);
    }

    /** The same world with other shocks and drifts. */
    public World with(ImmutableList<Change> others) {
        return with(periods, ticksPerDay, others, auctions);
    }

    /**
     * The same world with a day for a tick.
     *
     * @param most auctions that are held per line and tick
     */
    public World byDays(int most) {
        return with(periods, 1, changes, most);
    }

    /**
     * The same world with more rivals.
     *
     * @param more of other names than those there are
     */
    public World against(ImmutableList<Rival> more) {
        ImmutableList<Rival> all =
                ImmutableList.<Rival>builder().addAll(rivals).addAll(more).build();
        return new World(
                name,
                about,
                unit,
                start,
                period,
                periods,
                warmUp,
                ticksPerDay,
                kpi,
                margin,
                audiences,
                funnel,
                calendar,
                channels,
                all,
                changes,
                delay,
                auctions);
    }

    private World with(int count, int ticks, ImmutableList<Change> others, int most) {
        return new World(
                name, about, unit, start, period, count, warmUp, ticks, kpi, margin, audiences, funnel, calendar,
                channels, rivals, others, delay, most);
    }

    private static double people(ImmutableList<Audience> audiences) {
        return audiences.stream().mapToDouble(Audience::size).sum();
    }
}
