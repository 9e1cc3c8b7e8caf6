package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Channel;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code history:} part of a workspace as it is written: which column means what.
 *
 * @param file names the data file
 * @param date first day of the period
 * @param period empty if it is to be recognised
 * @param kpi what is counted
 * @param unit currency
 * @param gaps what becomes of missing periods and values
 * @param channels paid ones first, then organic ones
 * @param controls columns
 * @param geo column of regions
 * @param population column of their sizes
 * @param lifetimeValue column with the currency that a conversion is worth over time, if {@code plan:} names one
 * @param future names the file of future values of controls
 * @param decimal how the user says that decimals are written
 * @param dateFormat how the user says that dates are written
 */
record HistorySpec(
        YamlValue file,
        ColumnRef date,
        Optional<PeriodLength> period,
        KpiSpec kpi,
        MoneyUnit unit,
        Gaps gaps,
        ImmutableList<ChannelSpec> channels,
        ImmutableList<ColumnRef> controls,
        Optional<ColumnRef> geo,
        Optional<ColumnRef> population,
        Optional<ColumnRef> lifetimeValue,
        Optional<YamlValue> future,
        Optional<DecimalMark> decimal,
        Optional<DateTimeFormatter> dateFormat) {

    /** The same with a column that {@code plan.lifetime-value} names. */
    HistorySpec withLifetimeValue(Optional<ColumnRef> column) {
        return new HistorySpec(
                file,
                date,
                period,
                kpi,
                unit,
                gaps,
                channels,
                controls,
                geo,
                population,
                column,
                future,
                decimal,
                dateFormat);
    }

    /** A column that the workspace file names, and where. */
    record ColumnRef(String name, YamlValue value) {}

    /**
     * What is counted.
     *
     * @param column of counts
     * @param kind of KPI
     * @param value column with the currency per unit
     * @param constantValue currency per unit where it is the same always
     * @param maturity shares visible by age
     */
    record KpiSpec(
            ColumnRef column,
            KpiKind kind,
            Optional<ColumnRef> value,
            Optional<Double> constantValue,
            ImmutableList<Double> maturity) {
        boolean hasValue() {
            return value.isPresent() || constantValue.isPresent();
        }
    }

    /**
     * A channel.
     *
     * @param channel name and kind
     * @param spend column; empty for an organic channel
     * @param volume column
     */
    record ChannelSpec(Channel channel, Optional<ColumnRef> spend, Optional<ColumnRef> volume) {}

    /** Names of all paid channels, in order. */
    ImmutableSet<String> paid() {
        return names(false);
    }

    /** Names of all organic channels, in order. */
    ImmutableSet<String> organic() {
        return names(true);
    }

    private ImmutableSet<String> names(boolean organic) {
        return channels.stream()
                .map(ChannelSpec::channel)
                .filter(channel -> channel.organic() == organic)
                .map(Channel::name)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** All columns that are read from the data file. */
    ImmutableList<ColumnRef> columns() {
        Stream<Optional<ColumnRef>> ofChannels =
                channels.stream().flatMap(channel -> Stream.of(channel.spend(), channel.volume()));
        return Stream.of(
                        Stream.of(date, kpi.column()),
                        Stream.of(kpi.value(), geo, population, lifetimeValue).flatMap(Optional::stream),
                        ofChannels.flatMap(Optional::stream),
                        controls.stream())
                .flatMap(stream -> stream)
                .collect(ImmutableList.toImmutableList());
    }
}
