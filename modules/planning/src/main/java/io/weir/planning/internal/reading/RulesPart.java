package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.planning.PlanSettings;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads the {@code rules:} part of a workspace file. */
final class RulesPart {
    private static final ImmutableSet<String> OF_CHANNELS = ImmutableSet.of(
            "min",
            "max",
            "fixed",
            "min-share",
            "max-share",
            "max-change",
            "step",
            "on-min",
            "off",
            "commit",
            "min-return",
            "test-budget");
    /** Of a group, or of all channels if none is named. */
    private static final ImmutableSet<String> OF_COUNTS = ImmutableSet.of("at-most-active", "max-changed");

    private static final ImmutableSet<String> OF_ALL = ImmutableSet.of("budget-per-period", "reserve", "unspent");
    private static final ImmutableList<String> LIMITS = ImmutableList.<String>builder()
            .addAll(OF_CHANNELS)
            .addAll(OF_COUNTS)
            .addAll(OF_ALL)
            .build();
    private static final ImmutableList<String> KNOWN = ImmutableList.<String>builder()
            .add("id", "soft", "channel", "group")
            .addAll(LIMITS)
            .build();

    private final ImmutableSet<String> paid;
    private final ImmutableSet<String> organic;
    private final MoneyUnit unit;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, YamlValue> groups = new HashMap<>();
    private String firstUnspent = "";

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
        items.forEach(this::noteGroup);
        for (int i = 0; i < items.size(); i++) {
            String standard = "rule-" + (i + 1);
            items.get(i).map().ifPresent(map -> {
                map.allow(KNOWN);
                all.addAll(entry(map, standard));
            });
        }
        return all.build();
    }

    /** Other groups may name it by its rule's id. */
    private void noteGroup(YamlValue item) {
        if (item.isMap()) {
            item.map()
                    .ifPresent(map -> map.get("id")
                            .flatMap(YamlValue::text)
                            .ifPresent(id -> map.get("group").ifPresent(group -> groups.putIfAbsent(id, group))));
        }
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
        Optional<Scope> scope = scope(map, head);
        if (map.keys().stream().noneMatch(LIMITS::contains)
                && map.keys().stream().allMatch(KNOWN::contains)) {
            map.self()
                    .faultInWords(
                            "rule \"" + head.id() + "\" limits nothing; it needs one of " + String.join(", ", LIMITS)
                                    + ".",
                            "");
        }
        if (map.has("unspent")) {
            noteUnspent(map);
        }
        return new RuleEntry(map, head, scope, paid, unit).rules();
    }

    private void noteUnspent(YamlMap map) {
        if (!firstUnspent.isEmpty()) {
            map.self()
                    .faultInWords(
                            "unspent is said twice; the first is in " + firstUnspent + ".",
                            "Maybe delete one of them.");
        }
        firstUnspent = map.self().where();
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
            return map.get("group").flatMap(group -> group(group, head.id()));
        }
        if (needed && !map.has("channel")) {
            map.self()
                    .faultInWords(
                            "rule \"" + head.id() + "\" does not say what it limits; it needs channel or group.",
                            "Maybe the total is meant; then write {budget-per-period: {max: ...}}.");
        }
        return map.get("channel").flatMap(this::channel).map(Scope::of);
    }

    private Optional<String> channel(YamlValue value) {
        if (value.isScalar() && organic.contains(value.shown())) {
            value.fault("is organic; it costs nothing and is not planned.", "Maybe a paid channel was meant.");
            return Optional.empty();
        }
        return ChannelNames.read(value, paid);
    }

    /** @param groupIds names that would do as well */
    private Optional<String> channel(YamlValue value, Set<String> groupIds) {
        if (groupIds.isEmpty() || !value.isScalar() || organic.contains(value.shown())) {
            return channel(value);
        }
        if (!paid.contains(value.shown()) && !paid.isEmpty()) {
            value.fault(
                    "is neither a channel nor the id of a rule with a group; channels are " + Texts.list(paid)
                            + ", groups are " + Texts.list(groupIds) + ".",
                    Spelling.remedy(value.shown(), Sets.union(paid, groupIds), ""));
            return Optional.empty();
        }
        return value.text();
    }

    private Optional<Scope> group(YamlValue value, String id) {
        ImmutableSet<String> channels = members(value, new LinkedHashSet<>(ImmutableSet.of(id)));
        return channels.isEmpty() ? Optional.empty() : Optional.of(new Scope(String.join("+", channels), channels));
    }

    /**
     * The channels of a group, those of groups in it included.
     *
     * @param within ids of the groups that it stands in, the outermost first
     */
    private ImmutableSet<String> members(YamlValue value, LinkedHashSet<String> within) {
        ImmutableList<YamlValue> items = value.list().orElse(ImmutableList.of());
        if (items.isEmpty() && value.isList()) {
            value.fault("needs at least one channel: [search, social].", "");
        }
        var channels = new LinkedHashSet<String>();
        var named = new HashSet<String>();
        for (YamlValue item : items) {
            if (item.isScalar() && !named.add(item.shown())) {
                value.faultInWords(
                        value.path() + " names " + item.shown() + " twice.", "Maybe another channel was meant.");
            }
            channels.addAll(member(item, within));
        }
        return ImmutableSet.copyOf(channels);
    }

    private ImmutableSet<String> member(YamlValue item, LinkedHashSet<String> within) {
        String name = item.isScalar() ? item.shown() : "";
        YamlValue inner = paid.contains(name) ? null : groups.get(name);
        if (inner == null) {
            return channel(item, groups.keySet()).map(ImmutableSet::of).orElse(ImmutableSet.of());
        }
        if (within.contains(name)) {
            item.faultInWords(
                    "group \"" + name + "\" contains itself: " + String.join(" > ", within) + " > " + name + ".",
                    "Maybe name the channels that are meant.");
            return ImmutableSet.of();
        }
        var deeper = new LinkedHashSet<>(within);
        deeper.add(name);
        return members(inner, deeper);
    }
}
