package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.planning.PlanSettings;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the {@code rules:} part of a workspace file. */
final class RulesPart {
    private static final ImmutableSet<String> UNAVAILABLE =
            ImmutableSet.of("on-min", "min-return", "at-most-active", "max-changed", "test-budget", "unspent");
    private static final ImmutableSet<String> OF_GROUPS =
            ImmutableSet.of("min", "max", "min-share", "max-share", "commit");
    private static final ImmutableSet<String> OF_CHANNELS = ImmutableSet.<String>builder()
            .addAll(OF_GROUPS)
            .add("fixed", "max-change", "step", "off")
            .build();
    private static final ImmutableSet<String> OF_ALL = ImmutableSet.of("budget-per-period", "reserve");
    private static final ImmutableList<String> KNOWN = ImmutableList.<String>builder()
            .add("id", "soft", "channel", "group")
            .addAll(OF_CHANNELS)
            .addAll(OF_ALL)
            .addAll(UNAVAILABLE)
            .build();

    private final ImmutableSet<String> paid;
    private final ImmutableSet<String> organic;
    private final MoneyUnit unit;
    private final Map<String, String> ids = new HashMap<>();

    /**
     * @param paid names of channels that are planned
     * @param organic names of those that are not
     * @param unit for messages
     */
    RulesPart(ImmutableSet<String> paid, ImmutableSet<String> organic, MoneyUnit unit) {
        this.paid = paid;
        this.organic = organic;
        this.unit = unit;
    }

    ImmutableList<Rule> read(YamlValue rules) {
        var all = ImmutableList.<Rule>builder();
        List<YamlValue> items = rules.list().orElse(ImmutableList.of());
        for (int i = 0; i < items.size(); i++) {
            String standard = "rule-" + (i + 1);
            items.get(i).map().ifPresent(map -> {
                map.allow(KNOWN);
                all.addAll(entry(map, standard));
            });
        }
        return all.build();
    }

    /** Notes which blackouts do not touch the plan. */
    static void noteIdle(ImmutableList<Rule> rules, PlanSettings plan, PeriodLength length, Notes notes) {
        LocalDate end = length.plus(plan.start(), plan.periods()).minusDays(1);
        for (Rule rule : rules) {
            if (rule instanceof Rule.Off off
                    && (off.to().isBefore(plan.start()) || off.from().isAfter(end))) {
                notes.add("rule \"" + off.head().id() + "\": its days (" + off.from() + " to " + off.to()
                        + ") lie outside the plan (" + plan.start() + " to " + end + "); it limits nothing.");
            }
        }
    }

    private ImmutableList<Rule> entry(YamlMap map, String standard) {
        Head head = head(map, standard);
        for (String key : UNAVAILABLE) {
            map.key(key)
                    .ifPresent(place -> place.faultInWords(
                            "rule \"" + head.id() + "\": " + key + " is not available in this version; available are "
                                    + String.join(", ", OF_CHANNELS) + ", " + String.join(", ", OF_ALL) + ".",
                            "Maybe delete this rule, or say it with min, max, fixed or off."));
        }
        Optional<Scope> scope = scope(map, head);
        if (map.keys().stream().noneMatch(key -> OF_CHANNELS.contains(key) || OF_ALL.contains(key))
                && map.keys().stream().noneMatch(key -> UNAVAILABLE.contains(key) || !KNOWN.contains(key))) {
            map.self()
                    .faultInWords(
                            "rule \"" + head.id() + "\" limits nothing; it needs one of "
                                    + String.join(", ", OF_CHANNELS) + ", " + String.join(", ", OF_ALL) + ".",
                            "");
        }
        return new RuleEntry(map, head, scope, paid, unit).rules();
    }

    private Head head(YamlMap map, String standard) {
        Optional<YamlValue> idPlace = map.get("id");
        String id = idPlace.flatMap(YamlValue::text).orElse(standard);
        YamlValue place = idPlace.orElse(map.self());
        if (id.contains(";")) {
            place.fault("must not hold a semicolon, which separates ids in plan.csv.", "Maybe use a hyphen.");
        }
        String first = ids.putIfAbsent(id, place.where());
        if (first != null) {
            place.faultInWords(
                    "rule id \"" + id + "\" is used twice; the first is in " + first + ".",
                    "Maybe give this rule another id.");
        }
        OptionalDouble soft = map.get("soft")
                .map(value -> value.number(NumberRange.NOT_NEGATIVE))
                .orElse(OptionalDouble.empty());
        return new Head(id, soft, map.self().where());
    }

    private Optional<Scope> scope(YamlMap map, Head head) {
        boolean needed = map.keys().stream().anyMatch(OF_CHANNELS::contains);
        if (map.has("channel") && map.has("group")) {
            map.self()
                    .faultInWords(
                            "rule \"" + head.id() + "\" names a channel and a group; it limits one of them.",
                            "Maybe make it two rules.");
            return Optional.empty();
        }
        if (map.has("group")) {
            refuseForGroups(map, head);
            return map.get("group").flatMap(this::group);
        }
        if (needed && !map.has("channel")) {
            map.self()
                    .faultInWords(
                            "rule \"" + head.id() + "\" does not say what it limits; it needs channel or group.",
                            "Maybe the total is meant; then write {budget-per-period: {max: ...}}.");
        }
        return map.get("channel").flatMap(this::channel).map(Scope::of);
    }

    private static void refuseForGroups(YamlMap map, Head head) {
        for (String key : OF_CHANNELS) {
            if (!OF_GROUPS.contains(key)) {
                map.key(key)
                        .ifPresent(place -> place.faultInWords(
                                "rule \"" + head.id() + "\": " + key + " is for one channel; a group may have "
                                        + String.join(", ", OF_GROUPS) + ".",
                                "Maybe write one rule for each channel."));
            }
        }
    }

    private Optional<String> channel(YamlValue value) {
        if (value.isScalar() && organic.contains(value.shown())) {
            value.fault("is organic; it costs nothing and is not planned.", "Maybe a paid channel was meant.");
            return Optional.empty();
        }
        return ChannelNames.read(value, paid);
    }

    private Optional<Scope> group(YamlValue value) {
        ImmutableList<YamlValue> items = value.list().orElse(ImmutableList.of());
        if (items.isEmpty()) {
            if (value.isList()) {
                value.fault("needs at least one channel: [search, social].", "");
            }
            return Optional.empty();
        }
        ImmutableList<String> members =
                items.stream().flatMap(item -> channel(item).stream()).collect(ImmutableList.toImmutableList());
        ImmutableSet<String> channels = ImmutableSet.copyOf(members);
        if (channels.size() < members.size()) {
            value.faultInWords(value.path() + " names a channel twice.", "Maybe another channel was meant.");
        }
        return channels.size() == items.size()
                ? Optional.of(new Scope(String.join("+", channels), channels))
                : Optional.empty();
    }
}
