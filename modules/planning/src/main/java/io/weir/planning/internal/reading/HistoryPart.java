package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Channel;
import io.weir.core.ChannelKind;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.planning.internal.reading.HistorySpec.ChannelSpec;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import io.weir.planning.internal.reading.HistorySpec.KpiSpec;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the {@code history:} part of a workspace file. */
final class HistoryPart {
    private static final ImmutableMap<String, ChannelKind> CHANNEL_KINDS = ImmutableMap.of(
            "search", ChannelKind.SEARCH,
            "social", ChannelKind.SOCIAL,
            "email", ChannelKind.EMAIL,
            "other", ChannelKind.OTHER);
    private static final ImmutableMap<String, KpiKind> KPI_KINDS = ImmutableMap.of(
            "revenue", KpiKind.REVENUE,
            "conversions", KpiKind.CONVERSIONS,
            "engagement", KpiKind.ENGAGEMENT);
    private static final ImmutableMap<String, PeriodLength> PERIODS =
            ImmutableMap.of("week", PeriodLength.WEEK, "day", PeriodLength.DAY);
    private static final ImmutableMap<String, DecimalMark> MARKS =
            ImmutableMap.of(".", DecimalMark.POINT, ",", DecimalMark.COMMA);

    private final YamlMap map;
    private final Notes notes;
    private final Map<String, YamlValue> channelNames = new HashMap<>();
    private final Map<String, YamlValue> spendColumns = new HashMap<>();

    private HistoryPart(YamlMap map, Notes notes) {
        this.map = map;
        this.notes = notes;
    }

    /** The part as it is written; empty, and faults, if it does not say where the data stand. */
    static Optional<HistorySpec> read(YamlValue history, Notes notes) {
        return history.map(
                        "file",
                        "date",
                        "period",
                        "kpi",
                        "currency",
                        "gaps",
                        "channels",
                        "organic",
                        "controls",
                        "geo",
                        "population",
                        "future",
                        "decimal",
                        "date-format")
                .flatMap(map -> new HistoryPart(map, notes).read());
    }

    private Optional<HistorySpec> read() {
        Optional<YamlValue> file = map.require("file", "the data file");
        Optional<ColumnRef> date = map.require("date", "the column with the first day of each period")
                .flatMap(HistoryPart::column);
        Optional<KpiSpec> kpi = map.require("kpi", "what is counted").flatMap(this::kpi);
        ImmutableList<ChannelSpec> channels = channels();
        Optional<ColumnRef> geo = map.get("geo").flatMap(HistoryPart::column);
        Optional<ColumnRef> population = map.get("population").flatMap(HistoryPart::column);
        if (geo.isEmpty()) {
            population.ifPresent(
                    p -> p.value().fault("needs regions: it is their size.", "Maybe add geo: and its column."));
        }
        Optional<PeriodLength> period = map.get("period").flatMap(value -> value.word(PERIODS));
        MoneyUnit unit = map.get("currency").flatMap(HistoryPart::currency).orElse(MoneyUnit.unnamed());
        Gaps gaps = map.get("gaps").flatMap(value -> value.word(Gaps.WORDS)).orElse(Gaps.ERROR);
        ImmutableList<ColumnRef> controls = controls();
        Optional<DecimalMark> decimal = map.get("decimal").flatMap(value -> value.word(MARKS));
        Optional<DateTimeFormatter> format = map.get("date-format").flatMap(HistoryPart::dateFormat);
        if (file.isEmpty() || date.isEmpty() || kpi.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HistorySpec(
                file.get(),
                date.get(),
                period,
                kpi.get(),
                unit,
                gaps,
                channels,
                controls,
                geo,
                population,
                Optional.empty(),
                map.get("future"),
                decimal,
                format));
    }

    private static Optional<ColumnRef> column(YamlValue value) {
        return value.text().map(name -> new ColumnRef(name, value));
    }

    private static Optional<MoneyUnit> currency(YamlValue value) {
        return value.text().flatMap(code -> {
            try {
                return Optional.of(MoneyUnit.of(code));
            } catch (IllegalArgumentException e) {
                value.fault("must be a currency code of three capital letters: EUR, USD, JPY.", "");
                return Optional.empty();
            }
        });
    }

    private static Optional<DateTimeFormatter> dateFormat(YamlValue value) {
        return value.text().flatMap(pattern -> {
            Optional<DateTimeFormatter> format = DateFormatGuess.pattern(pattern);
            if (format.isEmpty()) {
                value.fault(
                        "must be a pattern of dd, MM and yyyy: dd/MM/yyyy.",
                        "Maybe month is written in small letters.");
            }
            return format;
        });
    }

    private Optional<KpiSpec> kpi(YamlValue value) {
        return value.map("column", "kind", "value", "maturity").flatMap(kpi -> {
            Optional<ColumnRef> column =
                    kpi.require("column", "the column that is counted").flatMap(HistoryPart::column);
            Optional<KpiKind> kind =
                    kpi.require("kind", "revenue, conversions or engagement").flatMap(v -> v.word(KPI_KINDS));
            Optional<YamlValue> worth = kpi.get("value");
            Optional<Double> constant = worth.filter(YamlValue::looksLikeNumber)
                    .map(v -> v.number(NumberRange.POSITIVE))
                    .flatMap(number -> number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty());
            Optional<ColumnRef> worthColumn =
                    worth.filter(v -> !v.looksLikeNumber()).flatMap(HistoryPart::column);
            if (kind.equals(Optional.of(KpiKind.REVENUE))) {
                worth.ifPresent(v ->
                        v.fault("is for counts only: revenue is money already.", "Maybe kind: conversions was meant."));
            }
            ImmutableList<Double> maturity =
                    kpi.get("maturity").map(HistoryPart::maturity).orElse(ImmutableList.of());
            return column.map(c -> new KpiSpec(c, kind.orElse(KpiKind.REVENUE), worthColumn, constant, maturity));
        });
    }

    private static ImmutableList<Double> maturity(YamlValue value) {
        var shares = ImmutableList.<Double>builder();
        double before = 0;
        for (YamlValue item : value.list().orElse(ImmutableList.of())) {
            double share = item.number(NumberRange.POSITIVE_SHARE).orElse(before);
            if (share < before) {
                item.fault(
                        "must not be below the share before it: what is visible stays visible.",
                        "Maybe shares of single periods were given instead of running totals.");
            }
            shares.add(share > 0 ? share : 1);
            before = share;
        }
        return shares.build();
    }

    private ImmutableList<ChannelSpec> channels() {
        var channels = ImmutableList.<ChannelSpec>builder();
        Optional<ImmutableList<YamlValue>> paid =
                map.require("channels", "where money is spent").flatMap(YamlValue::list);
        if (paid.isPresent() && paid.get().isEmpty()) {
            map.get("channels").ifPresent(v -> v.fault("needs at least one channel.", ""));
        }
        paid.orElse(ImmutableList.of()).forEach(item -> paid(item).ifPresent(channels::add));
        map.get("organic")
                .flatMap(YamlValue::list)
                .orElse(ImmutableList.of())
                .forEach(item -> organic(item).ifPresent(channels::add));
        return channels.build();
    }

    private Optional<ChannelSpec> paid(YamlValue item) {
        return item.map("name", "kind", "spend", "volume").flatMap(entry -> {
            Optional<ColumnRef> spend =
                    entry.require("spend", "the column with what was spent").flatMap(HistoryPart::column);
            Optional<ColumnRef> volume = entry.get("volume").flatMap(HistoryPart::column);
            spend.ifPresent(this::checkOwn);
            return channel(entry, false)
                    .filter(channel -> spend.isPresent())
                    .map(channel -> new ChannelSpec(channel, spend, volume));
        });
    }

    private void checkOwn(ColumnRef spend) {
        YamlValue first = spendColumns.putIfAbsent(spend.name(), spend.value());
        if (first != null) {
            spend.value()
                    .fault(
                            "is the spend of two channels; the first stands in " + first.where() + ".",
                            "Maybe another column was meant.");
        }
    }

    private Optional<ChannelSpec> organic(YamlValue item) {
        return item.map("name", "kind", "volume").flatMap(entry -> {
            Optional<ColumnRef> volume = entry.require("volume", "the column with how much there was")
                    .flatMap(HistoryPart::column);
            return channel(entry, true)
                    .filter(channel -> volume.isPresent())
                    .map(channel -> new ChannelSpec(channel, Optional.empty(), volume));
        });
    }

    private Optional<Channel> channel(YamlMap entry, boolean organic) {
        Optional<ChannelKind> kind = entry.get("kind").flatMap(value -> value.word(CHANNEL_KINDS));
        Optional<YamlValue> place = entry.require("name", "what the channel is called");
        Optional<String> name = place.flatMap(YamlValue::text);
        if (name.isEmpty() || place.isEmpty() || !isNew(name.get(), place.get())) {
            return Optional.empty();
        }
        if (!entry.has("kind") && !organic) {
            notes.add("channel " + name.get() + ": kind other, as none is given.");
        }
        return Optional.of(new Channel(name.get(), kind.orElse(ChannelKind.OTHER), organic));
    }

    private boolean isNew(String name, YamlValue place) {
        if (ModelPart.WHOLE.contains(name) || name.contains(";")) {
            place.fault("cannot be the name of a channel.", "Maybe choose a name of letters, digits and hyphens.");
            return false;
        }
        YamlValue first = channelNames.putIfAbsent(name, place);
        if (first != null) {
            place.fault("is the name of two channels; the first stands in " + first.where() + ".", "");
        }
        return first == null;
    }

    private ImmutableList<ColumnRef> controls() {
        var controls = new LinkedHashMap<String, ColumnRef>();
        for (YamlValue item : map.get("controls").flatMap(YamlValue::list).orElse(ImmutableList.of())) {
            column(item).ifPresent(control -> {
                if (controls.putIfAbsent(control.name(), control) != null) {
                    item.fault("stands in the list twice.", "");
                }
            });
        }
        return ImmutableList.copyOf(controls.values());
    }
}
