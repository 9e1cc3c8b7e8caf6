package io.weir.planning.internal.reading;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings;
import io.weir.planning.internal.reading.ScenarioChange.BudgetTimes;
import io.weir.planning.internal.reading.ScenarioChange.Newcomer;
import io.weir.planning.internal.reading.ScenarioChange.Pause;
import io.weir.planning.internal.reading.ScenarioChange.Price;
import io.weir.planning.internal.reading.ScenarioChange.Spend;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the {@code changes:} part of a scenario file. */
final class ChangesPart {
    private static final ImmutableList<String> KINDS = ImmutableList.of("price", "pause", "spend", "budget", "like");
    private static final ImmutableList<String> KNOWN = ImmutableList.<String>builder()
            .add("channel")
            .addAll(KINDS)
            .add("return")
            .build();
    private static final NumberRange RETURN =
            new NumberRange("a number above 0, at most 1000: its return over the other's", x -> x > 0 && x <= 1000);

    private final ImmutableSet<String> paid;
    private final ImmutableSet<String> organic;
    private final ImmutableSet<String> newcomers;
    private final ImmutableSet<String> planned;
    private final Optional<PlanSettings> plan;
    private final PeriodLength length;
    private final Map<String, Entry> seen = new HashMap<>();

    /** A change that was read, and where: the next of its kind for the same channel is told. */
    private record Entry(YamlValue place, double factor) {}

    /**
     * @param laid history that the scenario leaves or names
     * @param base history that the base plan is made on
     * @param newcomers as {@link #newcomers} finds them
     * @param plan empty if the scenario's cannot be used
     */
    ChangesPart(History laid, History base, ImmutableSet<String> newcomers, Optional<PlanSettings> plan) {
        this.paid = laid.paid().stream().map(c -> c.channel().name()).collect(ImmutableSet.toImmutableSet());
        this.organic = laid.channels().stream()
                .map(ChannelHistory::channel)
                .filter(channel -> channel.organic())
                .map(channel -> channel.name())
                .collect(ImmutableSet.toImmutableSet());
        this.planned = base.paid().stream().map(c -> c.channel().name()).collect(ImmutableSet.toImmutableSet());
        this.newcomers = newcomers;
        this.plan = plan;
        this.length = laid.length();
    }

    /** Names that entries with {@code like} give to new channels; no faults are told. */
    static ImmutableSet<String> newcomers(Optional<YamlValue> changes) {
        var names = ImmutableSet.<String>builder();
        changes.filter(YamlValue::isList).flatMap(YamlValue::list).orElse(ImmutableList.of()).stream()
                .filter(YamlValue::isMap)
                .flatMap(item -> item.map().stream())
                .filter(map -> map.has("like"))
                .flatMap(map -> map.get("channel").stream())
                .filter(YamlValue::isScalar)
                .forEach(name -> names.add(name.shown()));
        return names.build();
    }

    ImmutableList<ScenarioChange> read(YamlValue changes) {
        ImmutableList<YamlValue> items = changes.list().orElse(ImmutableList.of());
        if (changes.isList() && items.isEmpty()) {
            changes.faultInWords(
                    "changes is an empty list.",
                    "Maybe delete it, or write entries: - {channel: social, price: +30%}.");
        }
        var all = ImmutableList.<ScenarioChange>builder();
        for (YamlValue item : items) {
            item.map(KNOWN.toArray(String[]::new)).flatMap(this::entry).ifPresent(all::add);
        }
        return all.build();
    }

    private Optional<ScenarioChange> entry(YamlMap map) {
        List<String> kinds = KINDS.stream().filter(map::has).toList();
        if (kinds.size() != 1) {
            if (map.keys().stream().allMatch(KNOWN::contains)) {
                map.self()
                        .faultInWords(
                                map.self().path() + " needs one of " + String.join(", ", KINDS)
                                        + (kinds.isEmpty() ? "; it has none." : "; it has " + Texts.list(kinds) + "."),
                                kinds.isEmpty() ? "" : "Maybe make it " + kinds.size() + " entries.");
            }
            return Optional.empty();
        }
        if (!kinds.get(0).equals("like")) {
            map.key("return")
                    .ifPresent(place -> place.faultInWords(
                            place.path() + " is for a new channel; it stands beside like.",
                            "Maybe {channel: tv, like: social, return: 0.8} was meant."));
        }
        return switch (kinds.get(0)) {
            case "price" -> price(map);
            case "pause" -> pause(map);
            case "spend" -> spend(map);
            case "budget" -> budget(map);
            default -> like(map);
        };
    }

    private Optional<ScenarioChange> price(YamlMap map) {
        Optional<String> channel = channel(map, "whose price changes");
        Optional<Percent> percent = map.get("price").flatMap(value -> Percent.read(value, false));
        return channel.flatMap(name -> percent.filter(p -> isFirst(map, "price", name, p.factor()))
                .map(p -> new Price(map.self().where(), name, p.factor(), p.text())));
    }

    private Optional<ScenarioChange> spend(YamlMap map) {
        Optional<String> channel = channel(map, "whose spend changes").filter(name -> {
            if (!planned.contains(name)) {
                map.get("channel")
                        .ifPresent(value -> value.fault(
                                "is new in this scenario; the base plan spends nothing on it that could change.",
                                "Maybe write a rule: {channel: " + name + ", commit: 5000}."));
            }
            return planned.contains(name);
        });
        Optional<Percent> percent = map.get("spend").flatMap(value -> Percent.read(value, true));
        return channel.flatMap(name -> percent.filter(p -> isFirst(map, "spend", name, p.factor()))
                .map(p -> new Spend(map.self().where(), name, p.factor(), p.text())));
    }

    private Optional<ScenarioChange> budget(YamlMap map) {
        map.key("channel")
                .ifPresent(place -> place.faultInWords(
                        place.path() + ": the budget is that of all channels.",
                        "Maybe spend: was meant, or delete channel."));
        return map.get("budget")
                .flatMap(value -> Percent.read(value, true))
                .filter(p -> isFirst(map, "budget", "", p.factor()))
                .filter(p -> isAffordable(map, p.factor()))
                .map(p -> new BudgetTimes(map.self().where(), p.factor(), p.text()));
    }

    private boolean isAffordable(YamlMap map, double factor) {
        double max = plan.map(p -> p.budget().max()).orElse(1.0);
        if (max == 0) {
            map.get("budget").ifPresent(v -> v.fault("changes nothing: the budget is 0.", "Maybe set plan.budget."));
        }
        if (max * factor > NumberRange.MOST_BUDGET) {
            map.get("budget").ifPresent(v -> v.fault("makes the budget larger than 1,000,000,000,000.", ""));
        }
        return max > 0 && max * factor <= NumberRange.MOST_BUDGET;
    }

    private Optional<ScenarioChange> pause(YamlMap map) {
        Optional<String> channel = channel(map, "which pauses");
        YamlValue value = map.get("pause").orElseThrow();
        List<String> ends = Splitter.on('/').trimResults().splitToList(value.isScalar() ? value.shown() : "");
        Optional<LocalDate> from = YamlValue.date(ends.get(0));
        Optional<LocalDate> to = ends.size() == 2 ? YamlValue.date(ends.get(1)) : Optional.empty();
        if (from.isEmpty() || to.isEmpty()) {
            value.fault("must be two dates, both inclusive: 2024-02-05/2024-02-18.", "");
            return Optional.empty();
        }
        if (to.get().isBefore(from.get())) {
            value.fault("ends before it starts.", "Maybe the two dates were exchanged.");
            return Optional.empty();
        }
        if (!touches(value, from.get(), to.get())) {
            return Optional.empty();
        }
        String days = from.get() + "/" + to.get();
        return channel.filter(name -> isFirst(map, "pause", name + " " + days, 0))
                .map(name -> new Pause(map.self().where(), name, from.get(), to.get()));
    }

    private boolean touches(YamlValue value, LocalDate from, LocalDate to) {
        if (plan.isEmpty()) {
            return true;
        }
        LocalDate start = plan.get().start();
        LocalDate end = length.plus(start, plan.get().periods()).minusDays(1);
        boolean touches = !to.isBefore(start) && !from.isAfter(end);
        if (!touches) {
            value.fault(
                    "lies outside the plan, which runs from " + start + " to " + end + "; it would change nothing.",
                    "Maybe a month or a year was mistyped.");
        }
        return touches;
    }

    private Optional<ScenarioChange> like(YamlMap map) {
        Optional<String> name =
                map.require("channel", "what the new channel is called").flatMap(this::newName);
        Optional<String> source = map.get("like").flatMap(value -> source(value, name));
        OptionalDouble returns =
                map.has("return") ? map.get("return").orElseThrow().number(RETURN) : OptionalDouble.of(1);
        if (name.isEmpty() || source.isEmpty() || returns.isEmpty()) {
            return Optional.empty();
        }
        return isFirst(map, "like", name.get(), 0)
                ? Optional.of(new Newcomer(map.self().where(), name.get(), source.get(), returns.getAsDouble()))
                : Optional.empty();
    }

    private Optional<String> newName(YamlValue value) {
        return value.text().filter(name -> {
            if (paid.contains(name) || organic.contains(name)) {
                value.fault(
                        "is a channel already; like describes a new one.",
                        "Maybe choose another name, or change its price instead.");
                return false;
            }
            if (ModelPart.WHOLE.contains(name) || name.contains(";")) {
                value.fault("cannot be the name of a channel.", "Maybe choose a name of letters, digits and hyphens.");
                return false;
            }
            return true;
        });
    }

    private Optional<String> source(YamlValue value, Optional<String> name) {
        Optional<String> given = value.text();
        if (given.isPresent() && given.equals(name)) {
            value.fault("is the new channel itself.", "Maybe name a channel of the history.");
            return Optional.empty();
        }
        if (given.isPresent() && newcomers.contains(given.get())) {
            value.fault("is new as well; what a channel is like must have a history.", "");
            return Optional.empty();
        }
        return known(value, paid);
    }

    /** A channel of the scenario, new ones included. */
    private Optional<String> channel(YamlMap map, String meaning) {
        return map.require("channel", meaning)
                .flatMap(value -> known(
                        value,
                        ImmutableSet.<String>builder()
                                .addAll(paid)
                                .addAll(newcomers)
                                .build()));
    }

    private Optional<String> known(YamlValue value, ImmutableSet<String> names) {
        if (value.isScalar() && organic.contains(value.shown())) {
            value.fault("is organic; it costs nothing and is not planned.", "Maybe a paid channel was meant.");
            return Optional.empty();
        }
        return ChannelNames.read(value, names);
    }

    /** Two entries of one kind for one channel: it would not be clear whether they add up or multiply. */
    private boolean isFirst(YamlMap map, String kind, String subject, double factor) {
        Entry first = seen.putIfAbsent(kind + " " + subject, new Entry(map.self(), factor));
        if (first == null) {
            return true;
        }
        boolean undone = Math.abs(first.factor() * factor - 1) < 1e-9;
        String what = Stream.of(kind, subject)
                .filter(word -> !word.isEmpty())
                .reduce((a, b) -> a + " of " + b)
                .orElse(kind);
        map.self()
                .faultInWords(
                        map.self().path() + " changes the " + what + " a second time; the first is in "
                                + first.place().where()
                                + (undone ? ", and the two undo each other." : "."),
                        "Maybe say it in one entry.");
        return false;
    }
}
