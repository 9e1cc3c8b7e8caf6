package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Experiment;
import io.weir.core.History;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the {@code experiments:} part of a workspace file. */
final class ExperimentsPart {
    private final ImmutableSet<String> channels;
    private final Optional<History> history;

    /**
     * @param channels names of the paid ones
     * @param history empty if the data cannot be used
     */
    ExperimentsPart(ImmutableSet<String> channels, Optional<History> history) {
        this.channels = channels;
        this.history = history;
    }

    ImmutableList<Experiment> read(YamlValue experiments) {
        var all = ImmutableList.<Experiment>builder();
        experiments.list().orElse(ImmutableList.of()).forEach(item -> one(item).ifPresent(all::add));
        return all.build();
    }

    private Optional<Experiment> one(YamlValue item) {
        return item.map("channel", "start", "end", "spend", "lift", "standard-error")
                .flatMap(map -> {
                    Optional<String> channel = map.require("channel", "whose spend was tested")
                            .flatMap(value -> ChannelNames.read(value, channels));
                    Optional<LocalDate> start =
                            map.require("start", "the first day").flatMap(YamlValue::date);
                    Optional<LocalDate> end = map.require("end", "the last day").flatMap(YamlValue::date);
                    OptionalDouble spend =
                            number(map, "spend", "what the test spent more than no spend", NumberRange.POSITIVE);
                    OptionalDouble lift = number(map, "lift", "the KPI that it brought", NumberRange.ANY);
                    OptionalDouble error =
                            number(map, "standard-error", "the uncertainty of lift", NumberRange.POSITIVE);
                    if (channel.isEmpty() || spend.isEmpty() || lift.isEmpty() || error.isEmpty()) {
                        return Optional.empty();
                    }
                    return start.flatMap(from -> end.filter(to -> isInside(map, from, to))
                            .map(to -> new Experiment(
                                    channel.get(),
                                    from,
                                    to,
                                    spend.getAsDouble(),
                                    lift.getAsDouble(),
                                    error.getAsDouble())));
                });
    }

    private static OptionalDouble number(YamlMap map, String key, String meaning, NumberRange range) {
        Optional<YamlValue> value = map.require(key, meaning);
        return value.isPresent() ? value.get().number(range) : OptionalDouble.empty();
    }

    private boolean isInside(YamlMap map, LocalDate from, LocalDate to) {
        YamlValue place = map.get("end").orElse(map.self());
        if (to.isBefore(from)) {
            place.fault("is before start (" + from + ").", "Maybe the two were exchanged.");
            return false;
        }
        if (history.isEmpty()) {
            return false;
        }
        LocalDate first = history.get().start();
        LocalDate last = history.get().startOf(history.get().periods()).minusDays(1);
        if (to.isBefore(first) || from.isAfter(last)) {
            place.faultInWords(
                    map.self().path() + " (" + from + " to " + to + ") lies outside the history, which runs from "
                            + first + " to " + last + ".",
                    "Maybe a year was mistyped, or the history is cut short.");
            return false;
        }
        return true;
    }
}
