package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.simulator.Change;
import io.weir.simulator.Lever;
import io.weir.simulator.MediaChannel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code shocks:} and {@code drifts:}. */
final class WorldChanges {
    private static final ImmutableMap<String, Lever> LEVERS = ImmutableList.copyOf(Lever.values()).stream()
            .collect(ImmutableMap.toImmutableMap(lever -> lever.name().toLowerCase(Locale.ROOT), lever -> lever));

    private final ImmutableList<MediaChannel> channels;
    private final Faults faults;

    WorldChanges(ImmutableList<MediaChannel> channels, Faults faults) {
        this.channels = channels;
        this.faults = faults;
    }

    List<Change> read(YamlValue value, boolean drift) {
        var read = new ArrayList<Change>();
        for (YamlValue item : value.list().orElse(ImmutableList.of())) {
            change(item, drift).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Change> change(YamlValue value, boolean drift) {
        int before = faults.count();
        Optional<YamlMap> given = value.map("what", "channel", "from", "to", "factor");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        YamlMap of = given.get();
        Optional<Lever> lever = of.require("what", "what is multiplied").flatMap(v -> v.word(LEVERS));
        Optional<String> channel = of.get("channel").flatMap(YamlValue::text);
        channel.ifPresent(name -> known(name, of));
        if (lever.isPresent() && lever.get() == Lever.NEED && channel.isPresent()) {
            of.get("channel")
                    .orElseThrow()
                    .faultInWords("need is of the whole world, not of a channel.", "Maybe delete channel here.");
        }
        Optional<LocalDate> from = of.require("from", "its first day").flatMap(YamlValue::date);
        Optional<LocalDate> to = of.require("to", drift ? "the day from which on it stays" : "its last day")
                .flatMap(YamlValue::date);
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            of.get("to")
                    .orElseThrow()
                    .fault("must not be before from (" + from.get() + ").", "Maybe the two were exchanged.");
        }
        double factor = new WorldNumbers(of)
                .needed(
                        "factor",
                        "by how much it is multiplied",
                        NumberRange.within(drift ? 0.001 : 0, 100, "a number"));
        return faults.count() > before || lever.isEmpty() || from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(lever.get(), channel, from.get(), to.get(), factor, drift));
    }

    private void known(String name, YamlMap of) {
        List<String> names = channels.stream().map(MediaChannel::name).toList();
        if (!names.contains(name)) {
            of.get("channel")
                    .orElseThrow()
                    .fault(
                            "is no channel of the world; there are " + String.join(", ", names) + ".",
                            Spelling.remedy(name, ImmutableList.copyOf(names), ""));
        }
    }
}
