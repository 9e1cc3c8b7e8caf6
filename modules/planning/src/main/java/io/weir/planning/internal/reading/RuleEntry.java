package io.weir.planning.internal.reading;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** One entry of the rules: every limit that it sets becomes a rule. */
final class RuleEntry {
    private static final int MOST_CHANNELS = 100_000;

    private final YamlMap map;
    private final Head head;
    private final Optional<Scope> scope;
    private final ImmutableSet<String> paid;
    private final MoneyUnit unit;
    private final ImmutableList.Builder<Rule> rules = ImmutableList.builder();

    /** @param scope empty if the entry names none, or a wrong one; its limits are checked all the same */
    RuleEntry(YamlMap map, Head head, Optional<Scope> scope, ImmutableSet<String> paid, MoneyUnit unit) {
        this.map = map;
        this.head = head;
        this.scope = scope;
        this.paid = paid;
        this.unit = unit;
    }

    ImmutableList<Rule> rules() {
        bounds();
        share();
        amount("fixed", NumberRange.MONEY).ifPresent(a -> add(s -> new Rule.Fixed(head, s, a)));
        maxChange();
        amount("step", NumberRange.POSITIVE_MONEY).ifPresent(a -> add(s -> new Rule.Step(head, s, a)));
        off();
        number(map, "commit", NumberRange.MONEY).ifPresent(a -> add(s -> new Rule.Commit(head, s, a)));
        amount("on-min", NumberRange.MONEY).ifPresent(a -> add(s -> new Rule.OnMin(head, s, a)));
        number(map, "min-return", NumberRange.NOT_NEGATIVE).ifPresent(a -> add(s -> new Rule.MinReturn(head, s, a)));
        amount("test-budget", NumberRange.MONEY).ifPresent(a -> add(s -> new Rule.TestBudget(head, s, a)));
        count("at-most-active").ifPresent(n -> addForAll(s -> new Rule.AtMostActive(head, s, n)));
        count("max-changed").ifPresent(n -> addForAll(s -> new Rule.MaxChanged(head, s, n)));
        unspent();
        map.get("budget-per-period").ifPresent(this::perPeriod);
        number(map, "reserve", NumberRange.MONEY).ifPresent(a -> rules.add(new Rule.Reserve(head, a)));
        return rules.build();
    }

    private void add(Function<Scope, Rule> rule) {
        scope.map(rule).ifPresent(rules::add);
    }

    /** All channels, where the entry names no scope. */
    private void addForAll(Function<Scope, Rule> rule) {
        boolean all = !map.has("channel") && !map.has("group") && !paid.isEmpty();
        (all ? Optional.of(new Scope("channels", paid)) : scope).map(rule).ifPresent(rules::add);
    }

    private OptionalInt count(String key) {
        OptionalDouble number = number(map, key, NumberRange.whole(0, MOST_CHANNELS));
        return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
    }

    private void unspent() {
        map.get("unspent").ifPresent(value -> {
            String word = value.shown();
            if (value.isScalar() && (word.equals("carry") || word.equals("return"))) {
                rules.add(new Rule.Unspent(head, word.equals("carry")));
            } else {
                value.fault("must be carry (what a period leaves moves to the next) or return (it is given back).", "");
            }
        });
    }

    private void bounds() {
        OptionalDouble min = number(map, "min", NumberRange.MONEY);
        OptionalDouble max = number(map, "max", NumberRange.MONEY);
        if (inOrder("min", min, "max", max, true) && (min.isPresent() || max.isPresent())) {
            add(s -> new Rule.Bounds(head, s, min, max));
        }
    }

    private void share() {
        OptionalDouble min = number(map, "min-share", NumberRange.SHARE);
        OptionalDouble max = number(map, "max-share", NumberRange.SHARE);
        if (inOrder("min-share", min, "max-share", max, false) && (min.isPresent() || max.isPresent())) {
            add(s -> new Rule.Share(head, s, min, max));
        }
    }

    private void perPeriod(YamlValue value) {
        value.map("min", "max").ifPresent(form -> {
            OptionalDouble min = number(form, "min", NumberRange.MONEY);
            OptionalDouble max = number(form, "max", NumberRange.MONEY);
            if (!form.has("min") && !form.has("max")) {
                value.faultInWords(value.path() + " needs min, max or both: {max: 60000}.", "");
            } else if (inOrder("min", min, "max", max, true) && !paid.isEmpty()) {
                rules.add(new Rule.Bounds(head, new Scope("budget-per-period", paid), min, max));
            }
        });
    }

    private boolean inOrder(String lowName, OptionalDouble low, String highName, OptionalDouble high, boolean money) {
        if (low.isEmpty() || high.isEmpty() || low.getAsDouble() <= high.getAsDouble()) {
            return true;
        }
        map.self()
                .faultInWords(
                        "rule \"" + head.id() + "\": " + lowName + " (" + text(low.getAsDouble(), money) + ") is above "
                                + highName + " (" + text(high.getAsDouble(), money) + "); valid is 0 <= " + lowName
                                + " <= " + highName + ".",
                        "Maybe the two were exchanged.");
        return false;
    }

    private String text(double value, boolean money) {
        return money ? unit.text(value) : Texts.plain(value);
    }

    /** An amount that is booked as it stands, so that it must be a multiple of the smallest unit. */
    private Optional<Double> amount(String key, NumberRange range) {
        OptionalDouble amount = number(map, key, range);
        if (amount.isEmpty()) {
            return Optional.empty();
        }
        double booked = MoneyUnit.fromMicros(unit.toMicros(amount.getAsDouble()));
        if (Math.abs(booked - amount.getAsDouble()) > 1e-9 * Math.max(1, booked)) {
            map.get(key)
                    .ifPresent(value -> value.fault(
                            "must be a multiple of " + unit.plain(unit.quantum())
                                    + ", the smallest amount that is booked.",
                            "Maybe " + unit.text(booked) + " is close enough."));
            return Optional.empty();
        }
        return Optional.of(amount.getAsDouble());
    }

    private static OptionalDouble number(YamlMap map, String key, NumberRange range) {
        return map.get(key).map(value -> value.number(range)).orElse(OptionalDouble.empty());
    }

    private void maxChange() {
        Optional<YamlValue> value = map.get("max-change");
        if (value.isEmpty()) {
            return;
        }
        if (!value.get().isMap()) {
            OptionalDouble change = value.get().number(NumberRange.NOT_NEGATIVE);
            change.ifPresent(c -> add(s -> new Rule.MaxChange(head, s, c, Math.min(c, 1))));
            return;
        }
        value.get().map("up", "down").ifPresent(form -> {
            form.require("up", "the most that a target may rise, relative");
            form.require("down", "the most that a target may fall, relative");
            OptionalDouble up = number(form, "up", NumberRange.NOT_NEGATIVE);
            OptionalDouble down = number(form, "down", NumberRange.SHARE);
            if (up.isPresent() && down.isPresent()) {
                add(s -> new Rule.MaxChange(head, s, up.getAsDouble(), down.getAsDouble()));
            }
        });
    }

    private void off() {
        Optional<YamlValue> value = map.get("off");
        if (value.isEmpty()) {
            return;
        }
        List<String> ends =
                Splitter.on('/').trimResults().splitToList(value.get().shown());
        Optional<LocalDate> from = YamlValue.date(ends.get(0));
        Optional<LocalDate> to = ends.size() == 2 ? YamlValue.date(ends.get(1)) : Optional.empty();
        if (!value.get().isScalar() || from.isEmpty() || to.isEmpty()) {
            value.get().fault("must be two dates, both inclusive: 2024-02-05/2024-02-18.", "");
        } else if (to.get().isBefore(from.get())) {
            value.get().fault("ends before it starts.", "Maybe the two dates were exchanged.");
        } else {
            add(s -> new Rule.Off(head, s, from.get(), to.get()));
        }
    }
}
