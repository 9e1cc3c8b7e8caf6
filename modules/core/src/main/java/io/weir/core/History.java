package io.weir.core;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;

/**
 * What was spent and what came of it, without gaps, in order. Immutable.
 *
 * @param length of a period
 * @param start first day of the first period
 * @param geos at least one; a national history has {@link Geo#national()} alone
 * @param kpi what is counted
 * @param channels paid channels first, then organic ones
 * @param controls other series
 * @param experiments lift tests
 * @param unit the currency and its smallest booked amount
 */
public record History(
        PeriodLength length,
        LocalDate start,
        ImmutableList<Geo> geos,
        Kpi kpi,
        ImmutableList<ChannelHistory> channels,
        ImmutableList<Control> controls,
        ImmutableList<Experiment> experiments,
        MoneyUnit unit) {
    /** @throws IllegalArgumentException if shapes differ, or an organic channel stands before a paid one */
    public History {
        require(!geos.isEmpty(), "a history needs a geo.");
        require(
                kpi.counted().geos() == geos.size(),
                "the KPI has %s geos, the history %s.",
                kpi.counted().geos(),
                geos.size());
        boolean organic = false;
        for (ChannelHistory c : channels) {
            require(
                    c.spend().geos() == geos.size()
                            && c.spend().periods() == kpi.counted().periods(),
                    "channel %s has another shape than the KPI.",
                    c.channel().name());
            require(
                    !organic || c.channel().organic(),
                    "paid channel %s stands after an organic one.",
                    c.channel().name());
            organic = c.channel().organic();
        }
    }

    /** Number of periods. */
    public int periods() {
        return kpi.counted().periods();
    }

    /** First day of period {@code t}; {@code t} may lie outside the history. */
    public LocalDate startOf(int t) {
        return length.plus(start, t);
    }

    /** The channels that money is spent on, in order. */
    public ImmutableList<ChannelHistory> paid() {
        return channels.stream().filter(c -> !c.channel().organic()).collect(ImmutableList.toImmutableList());
    }

    /** Position of a channel, organic ones included; -1 if there is none of that name. */
    public int indexOf(String channel) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).channel().name().equals(channel)) {
                return i;
            }
        }
        return -1;
    }
}
