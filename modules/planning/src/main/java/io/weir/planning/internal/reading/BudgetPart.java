package io.weir.planning.internal.reading;

import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings.BudgetSetting;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads {@code plan.budget} in any of its forms; where it is missing, the plan spends as the last year did. */
final class BudgetPart {
    private final Optional<YamlMap> plan;
    private final Optional<History> history;
    private final Notes notes;
    private final Faults faults;

    /**
     * @param plan empty if the part is missing
     * @param history empty if the data cannot be used
     */
    BudgetPart(Optional<YamlMap> plan, Optional<History> history, Notes notes, Faults faults) {
        this.plan = plan;
        this.history = history;
        this.notes = notes;
        this.faults = faults;
    }

    /** The budget over {@code periods} periods; empty, and faults, if it cannot be used. */
    Optional<BudgetSetting> read(int periods) {
        Optional<YamlValue> value = plan.flatMap(map -> map.get("budget"));
        if (value.isEmpty()) {
            return history.flatMap(h -> asBefore(h, periods));
        }
        return value.get().isMap() ? form(value.get()) : total(value.get(), periods);
    }

    private Optional<BudgetSetting> total(YamlValue value, int periods) {
        OptionalDouble total = value.number(NumberRange.BUDGET);
        if (total.isEmpty()) {
            return Optional.empty();
        }
        if (total.getAsDouble() == 0) {
            notes.add("plan.budget: 0; nothing is planned, and the plan says what a first amount would earn.");
            return Optional.of(new BudgetSetting.Total(0));
        }
        history.ifPresent(h -> notes.add("plan.budget: " + h.unit().text(total.getAsDouble()) + " in total over "
                + Texts.count(periods, noun(h)) + "."));
        return Optional.of(new BudgetSetting.Total(total.getAsDouble()));
    }

    private static String noun(History history) {
        return history.length() == PeriodLength.DAY ? "day" : "week";
    }

    /** The mean spend per period of the last year, for as many periods. */
    private Optional<BudgetSetting> asBefore(History history, int periods) {
        int year = (int) Math.floor(history.length().perYear());
        int from = Math.max(0, history.periods() - year);
        int counted = history.periods() - from;
        double sum = history.paid().stream()
                .map(channel -> channel.spend().national())
                .mapToDouble(spend -> {
                    double total = 0;
                    for (int t = from; t < spend.length; t++) {
                        total += spend[t];
                    }
                    return total;
                })
                .sum();
        double budget = sum / counted * periods;
        if (!(budget > 0)) {
            faults.add(
                    plan.map(map -> map.self().where()).orElse("weir.yaml"),
                    "plan.budget is missing, and nothing was spent in the last " + Texts.count(counted, noun(history))
                            + " that it could follow.",
                    "Maybe add budget: and an amount under plan.");
            return Optional.empty();
        }
        if (budget > NumberRange.MOST_MONEY) {
            faults.add(
                    plan.map(map -> map.self().where()).orElse("weir.yaml"),
                    "plan.budget is missing, and the mean spend (" + Texts.plain(sum / counted)
                            + " per period) would make it larger than 100,000,000,000.",
                    "Maybe a column of spend holds something else.");
            return Optional.empty();
        }
        notes.add("plan.budget: " + history.unit().text(budget) + ", the mean spend of the last "
                + Texts.count(counted, noun(history)) + " for " + Texts.count(periods, noun(history))
                + ", as none is given.");
        return Optional.of(
                new BudgetSetting.Total(MoneyUnit.fromMicros(history.unit().toMicros(budget))));
    }

    private Optional<BudgetSetting> form(YamlValue value) {
        return value.map("max", "target-return", "target-marginal-return", "outcome")
                .flatMap(form -> {
                    OptionalDouble max = number(
                            form.require("max", "the most that may be spent over the horizon"),
                            NumberRange.POSITIVE_BUDGET);
                    Optional<YamlValue> target = form.get("target-return");
                    Optional<YamlValue> marginal = form.get("target-marginal-return");
                    Optional<YamlValue> outcome = form.get("outcome");
                    long kinds = Stream.of(target, marginal, outcome)
                            .filter(Optional::isPresent)
                            .count();
                    if (kinds != 1) {
                        value.faultInWords(
                                "plan.budget needs one of target-return, target-marginal-return and outcome beside max.",
                                kinds == 0
                                        ? "Maybe all of it is to be spent; then write the amount alone: budget: 400000."
                                        : "");
                        return Optional.empty();
                    }
                    OptionalDouble goal = number(target.or(() -> marginal).or(() -> outcome), NumberRange.POSITIVE);
                    if (max.isEmpty() || goal.isEmpty()) {
                        return Optional.empty();
                    }
                    if (target.isPresent()) {
                        return Optional.of(new BudgetSetting.TargetReturn(max.getAsDouble(), goal.getAsDouble()));
                    }
                    return Optional.of(
                            marginal.isPresent()
                                    ? new BudgetSetting.TargetMarginalReturn(max.getAsDouble(), goal.getAsDouble())
                                    : new BudgetSetting.Outcome(goal.getAsDouble(), max.getAsDouble()));
                });
    }

    private static OptionalDouble number(Optional<YamlValue> value, NumberRange range) {
        return value.isPresent() ? value.get().number(range) : OptionalDouble.empty();
    }
}
