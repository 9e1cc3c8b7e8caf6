package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.weir.core.Goal;
import io.weir.core.History;
import io.weir.core.KpiKind;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings;
import io.weir.planning.PlanSettings.Baseline;
import io.weir.planning.PlanSettings.BudgetSetting;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the {@code plan:} part of a workspace file and fills in what is not said. */
final class PlanPart {
    private static final int DEFAULT_PERIODS = 8;
    private static final int MOST_PERIODS = 1000;
    private static final ImmutableMap<String, Goal> GOALS = Maps.uniqueIndex(Arrays.asList(Goal.values()), Goal::word);

    private final Optional<YamlMap> map;
    private final Optional<HistorySpec> spec;
    private final Optional<History> history;
    private final Optional<Panel> lifetimeValues;
    private final InputFiles files;
    private final Notes notes;
    private final Faults faults;

    /**
     * @param map empty if the part is missing
     * @param spec empty if the history part cannot be used
     * @param history empty if the data cannot be used; then faults are looked for, but there are no settings
     * @param lifetimeValues what the column says that the part names for what a conversion is worth over time
     */
    PlanPart(
            Optional<YamlMap> map,
            Optional<HistorySpec> spec,
            Optional<History> history,
            Optional<Panel> lifetimeValues,
            InputFiles files,
            Notes notes,
            Faults faults) {
        this.map = map;
        this.spec = spec;
        this.history = history;
        this.lifetimeValues = lifetimeValues;
        this.files = files;
        this.notes = notes;
        this.faults = faults;
    }

    /** The part's keys and values; empty if it is missing or something else. */
    static Optional<YamlMap> map(Optional<YamlValue> plan) {
        return plan.flatMap(value -> value.map(
                "start",
                "periods",
                "budget",
                "objective",
                "margin",
                "lifetime-value",
                "baseline",
                "by-geo",
                "risk",
                "caution"));
    }

    /** The settings; empty, and faults, if they cannot be used. */
    Optional<PlanSettings> read() {
        int before = faults.count();
        int periods = periods();
        Optional<LocalDate> start = start();
        Optional<BudgetSetting> budget = new BudgetPart(map, history, notes, faults).read(periods);
        Goal goal = goal();
        double margin = margin(goal);
        double lifetimeValue = lifetimeValue(goal);
        Baseline baseline = get("baseline").flatMap(this::baseline).orElse(new Baseline.WholeHistory());
        boolean byGeo = byGeo();
        OptionalDouble cvar = cvar();
        OptionalDouble caution = caution();
        if (start.isEmpty() || budget.isEmpty() || faults.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new PlanSettings(
                start.get(), periods, budget.get(), goal, margin, lifetimeValue, baseline, byGeo, cvar, caution));
    }

    private Optional<YamlValue> get(String key) {
        return map.flatMap(m -> m.get(key));
    }

    private int periods() {
        Optional<YamlValue> value = get("periods");
        if (value.isEmpty()) {
            notes.add("plan.periods: " + DEFAULT_PERIODS + ", as none are given.");
        }
        return (int) value.map(v -> v.number(NumberRange.whole(1, MOST_PERIODS)))
                .orElse(OptionalDouble.of(DEFAULT_PERIODS))
                .orElse(DEFAULT_PERIODS);
    }

    private Optional<LocalDate> start() {
        Optional<YamlValue> value = get("start");
        Optional<LocalDate> told = value.flatMap(YamlValue::date);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        LocalDate next = history.get().startOf(history.get().periods());
        if (value.isEmpty()) {
            notes.add("plan.start: " + next + ", the period after the last.");
            return Optional.of(next);
        }
        told.filter(date -> !date.equals(next)).ifPresent(date -> wrongStart(value.get(), date, next));
        return told;
    }

    private void wrongStart(YamlValue value, LocalDate start, LocalDate next) {
        PeriodLength length = history.orElseThrow().length();
        long days = ChronoUnit.DAYS.between(next, start);
        String must = "; a plan starts on " + next + ", the first day after the history.";
        if (days < 0) {
            value.fault(
                    "lies in the past: the history ends on " + next.minusDays(1) + must,
                    "Maybe delete plan.start; it is then found from the data.");
        } else if (days % length.days() != 0) {
            value.fault(
                    "is a " + weekday(start) + "; the history's weeks start on a " + weekday(next) + must,
                    "Maybe " + next + " was meant.");
        } else {
            value.fault(
                    "leaves a gap of " + Texts.count(days / length.days(), "period") + " after the history" + must,
                    "Maybe append the missing rows to the history, or delete plan.start.");
        }
    }

    private static String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static OptionalDouble number(Optional<YamlValue> value, NumberRange range) {
        return value.isPresent() ? value.get().number(range) : OptionalDouble.empty();
    }

    private Goal goal() {
        Goal natural = spec.map(s -> natural(s.kpi().kind())).orElse(Goal.REVENUE);
        Optional<YamlValue> value = get("objective");
        if (value.isEmpty()) {
            notes.add("plan.objective: " + natural.word() + ", as the KPI counts it.");
            return natural;
        }
        Optional<Goal> goal = value.get().word(GOALS);
        goal.ifPresent(g -> checkGoal(g, value.get()));
        return goal.orElse(natural);
    }

    private static Goal natural(KpiKind kind) {
        return switch (kind) {
            case REVENUE -> Goal.REVENUE;
            case CONVERSIONS -> Goal.CONVERSIONS;
            case ENGAGEMENT -> Goal.ENGAGEMENT;
        };
    }

    private void checkGoal(Goal goal, YamlValue value) {
        if (spec.isEmpty()) {
            return;
        }
        KpiKind kind = spec.get().kpi().kind();
        String word = natural(kind).word();
        if (goal == Goal.LIFETIME_VALUE) {
            checkCustomers(kind, value);
        } else if (goal.isMoney()
                && kind != KpiKind.REVENUE
                && !spec.get().kpi().hasValue()) {
            value.fault(
                    "needs money: the KPI counts " + word + " and has no value.",
                    "Maybe add value: 40 (currency per unit, or a column) under history.kpi.");
        } else if (!goal.isMoney() && goal != natural(kind)) {
            value.fault("does not fit the KPI, which counts " + word + ".", "Maybe history.kpi.kind is wrong.");
        }
    }

    private void checkCustomers(KpiKind kind, YamlValue value) {
        if (kind != KpiKind.CONVERSIONS) {
            value.fault(
                    "needs conversions, each of which wins a customer: the KPI counts "
                            + natural(kind).word() + ".",
                    kind == KpiKind.REVENUE
                            ? "Maybe objective: profit with margin: 0.4 was meant."
                            : "Maybe history.kpi.kind is wrong.");
        } else if (spec.orElseThrow().kpi().hasValue()) {
            notes.add("history.kpi.value: not what the plan counts, as the objective is lifetime-value.");
        }
    }

    private double lifetimeValue(Goal goal) {
        Optional<YamlValue> value = get("lifetime-value");
        if (value.isEmpty() && goal == Goal.LIFETIME_VALUE) {
            get("objective")
                    .ifPresent(v -> v.fault(
                            "needs plan.lifetime-value, what a conversion is worth over time.",
                            "Maybe add lifetime-value: 120 (currency per conversion, a column, or order-value, margin,"
                                    + " orders and retention) under plan."));
        }
        boolean isKnown =
                get("objective").map(v -> GOALS.containsKey(v.shown())).orElse(true);
        if (value.isPresent() && goal != Goal.LIFETIME_VALUE && isKnown) {
            value.get()
                    .fault(
                            "is for objective: lifetime-value only, and the objective is " + goal.word() + ".",
                            "Maybe write objective: lifetime-value, or delete lifetime-value (in a scenario:"
                                    + " leave it empty).");
        }
        OptionalDouble worth = value.isPresent()
                ? new LifetimeValuePart(spec, history, lifetimeValues, notes).read(value.get())
                : OptionalDouble.empty();
        return goal == Goal.LIFETIME_VALUE ? worth.orElse(1) : 1;
    }

    private double margin(Goal goal) {
        Optional<YamlValue> value = get("margin");
        if (value.isEmpty() && goal == Goal.PROFIT) {
            get("objective")
                    .ifPresent(v -> v.fault(
                            "needs plan.margin, the share of revenue that is profit.",
                            "Maybe add margin: 0.4 under plan."));
        }
        if (value.isPresent() && goal != Goal.PROFIT) {
            notes.add("plan.margin: not used, as the objective is " + goal.word() + ".");
        }
        double margin = number(value, NumberRange.POSITIVE_SHARE).orElse(1);
        return goal == Goal.PROFIT ? margin : 1;
    }

    private Optional<Baseline> baseline(YamlValue value) {
        if (value.isMap()) {
            return value.map("last")
                    .flatMap(form -> form.require("last", "a number of periods"))
                    .flatMap(this::last);
        }
        return value.text().flatMap(text -> {
            if (text.equals("history")) {
                return Optional.of(new Baseline.WholeHistory());
            }
            if (!text.contains(".")) {
                value.fault(
                        "must be history, {last: 8} or a plan file such as plan.csv.",
                        Spelling.remedy(text, List.of("history"), ""));
                return Optional.empty();
            }
            return files.find(value).map(Baseline.PlanFile::new);
        });
    }

    private Optional<Baseline> last(YamlValue value) {
        int most = history.map(History::periods).orElse(Integer.MAX_VALUE);
        OptionalDouble last = value.number(NumberRange.whole(1, most));
        OptionalInt periods = last.isPresent() ? OptionalInt.of((int) last.getAsDouble()) : OptionalInt.empty();
        return periods.isPresent() ? Optional.of(new Baseline.Last(periods.getAsInt())) : Optional.empty();
    }

    private boolean byGeo() {
        Optional<YamlValue> value = get("by-geo");
        boolean byGeo = value.flatMap(YamlValue::flag).orElse(false);
        if (byGeo && spec.isPresent() && spec.get().geo().isEmpty()) {
            value.ifPresent(v -> v.fault("needs regions.", "Maybe add geo: and its column under history."));
        }
        return byGeo;
    }

    private OptionalDouble cvar() {
        Optional<YamlValue> value = get("risk");
        if (value.isEmpty() || !value.get().isMap()) {
            value.ifPresent(v -> v.word(ImmutableMap.of("mean", true)));
            return OptionalDouble.empty();
        }
        return number(
                value.get().map("cvar").flatMap(form -> form.require("cvar", "the share of worst outcomes, 0.2")),
                NumberRange.INNER_SHARE);
    }

    private OptionalDouble caution() {
        Optional<YamlValue> value = get("caution");
        if (value.isPresent() && value.get().looksLikeNumber()) {
            return value.get().number(NumberRange.INNER_SHARE);
        }
        OptionalDouble standard = OptionalDouble.of(PlanSettings.DEFAULT_CAUTION);
        return value.flatMap(v -> v.word(ImmutableMap.of("none", OptionalDouble.empty(), "default", standard)))
                .orElse(standard);
    }
}
