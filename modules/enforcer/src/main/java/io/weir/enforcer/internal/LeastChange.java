package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.Budget;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.enforcer.RuleLimit;
import io.weir.enforcer.RuleLimit.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * The least change of one number that lets conflicting rules hold together, the others as they are: halved until it is
 * exact, to the smallest booked amount, a hundredth of a percent or one channel. Where steps make an amount possible and a
 * smaller change of it not, the multiples next to it are tried too.
 */
final class LeastChange {
    /** Shares and ratios are told to this part of 1. */
    private static final double SHARE_UNIT = 1e-4;

    /** Beyond so many units, exact sums of amounts would overflow. */
    private static final double MOST_UNITS = 1e14;

    private static final int DOUBLINGS = 40;
    private static final int HALVINGS = 60;

    private final RuleSet rules;
    private final Wording words;
    private final Predicate<RuleSet> feasible;

    /** @param feasible whether the conflicting rules can hold together, with their numbers from the set given */
    LeastChange(RuleSet rules, Predicate<RuleSet> feasible) {
        this.rules = rules;
        this.words = new Wording(rules.grid(), rules.unit());
        this.feasible = feasible;
    }

    private record Change(String text, double relative) {}

    /** In words, {@code lower min to 2,500.00 EUR}; empty if no change of the rule's numbers is enough. */
    String of(String id) {
        return id.equals(Totals.BUDGET) ? ofBudget() : ofRule(id);
    }

    private String ofBudget() {
        double most = rules.budget().max();
        double quantum = MoneyUnit.fromMicros(rules.unit().quantum());
        return nearest(most, Double.POSITIVE_INFINITY, quantum, other -> feasible.test(withBudget(other)))
                .map(other -> "raise it to " + words.amount(other))
                .orElse("");
    }

    private RuleSet withBudget(double most) {
        var budget = new Budget(Math.min(rules.budget().min(), most), most);
        return new RuleSet(rules.grid(), budget, rules.rules(), rules.references(), rules.unit());
    }

    private String ofRule(String id) {
        var changes = new ArrayList<Change>();
        for (Rule rule : rules.rules()) {
            if (rule.head().id().equals(id)) {
                RuleLimit.of(rule).forEach(limit -> change(limit).ifPresent(changes::add));
            }
        }
        return changes.stream()
                .min(Comparator.comparingDouble(Change::relative))
                .map(Change::text)
                .orElse("");
    }

    private Optional<Change> change(RuleLimit limit) {
        double unit = switch (limit.measure()) {
            case CURRENCY -> MoneyUnit.fromMicros(rules.unit().quantum());
            case SHARE, RETURN -> SHARE_UNIT;
            case CHANNELS -> 1;
        };
        DoublePredicate enough = other -> feasible.test(with(limit, other));
        var candidates = new ArrayList<Double>();
        nearest(limit.amount(), limit.loosest(), unit, enough).ifPresent(candidates::add);
        if (limit.measure() == Measure.CURRENCY) {
            multiplesNextTo(limit).filter(enough).forEach(candidates::add);
        }
        return candidates.stream()
                .min(Comparator.comparingDouble(other -> Math.abs(other - limit.amount())))
                .map(other -> new Change(
                        (other > limit.amount() ? "raise " : "lower ") + limit.name() + " to " + text(limit, other),
                        Math.abs(other - limit.amount()) / Math.max(unit, Math.abs(limit.amount()))));
    }

    private DoubleStream multiplesNextTo(RuleLimit limit) {
        return rules.rules().stream()
                .flatMapToDouble(rule -> rule instanceof Rule.Step step
                        ? DoubleStream.of(
                                Math.floor(limit.amount() / step.amount()) * step.amount(),
                                Math.ceil(limit.amount() / step.amount()) * step.amount())
                        : DoubleStream.empty())
                .filter(other -> other != limit.amount()
                        && (other > limit.amount()) == limit.loosensUpwards()
                        && (other - limit.loosest()) * (limit.amount() - limit.loosest()) >= 0);
    }

    /** The number nearest to {@code from} on the way to {@code to} that is enough, a multiple of {@code unit}. */
    private static Optional<Double> nearest(double from, double to, double unit, DoublePredicate enough) {
        double way = Double.isFinite(to) ? to - from : reach(from, unit, enough);
        if (way == 0 || !enough.test(rounded(from + way, unit, way))) {
            return Optional.empty();
        }
        double little = 0;
        double much = way;
        for (int k = 0; k < HALVINGS && Math.abs(much - little) > unit * 0.5; k++) {
            double middle = 0.5 * (little + much);
            if (enough.test(rounded(from + middle, unit, way))) {
                much = middle;
            } else {
                little = middle;
            }
        }
        return Optional.of(rounded(from + much, unit, way));
    }

    /** How far upwards is certainly enough; 0 if nothing is. */
    private static double reach(double from, double unit, DoublePredicate enough) {
        double way = Math.max(unit, from);
        for (int k = 0; k < DOUBLINGS && way / unit < MOST_UNITS; k++) {
            if (enough.test(rounded(from + way, unit, way))) {
                return way;
            }
            way *= 2;
        }
        return 0;
    }

    /** To a multiple of a unit, away from where the change began. */
    private static double rounded(double value, double unit, double way) {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(unit), 6, RoundingMode.HALF_EVEN)
                .setScale(0, way > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .multiply(BigDecimal.valueOf(unit))
                .doubleValue();
    }

    private RuleSet with(RuleLimit limit, double other) {
        double low = Math.min(limit.amount(), limit.loosest());
        double high = Math.max(limit.amount(), limit.loosest());
        Rule changed = limit.at(Math.max(low, Math.min(high, other)));
        ImmutableList<Rule> all = rules.rules().stream()
                .map(rule -> rule == limit.rule() ? changed : rule)
                .collect(ImmutableList.toImmutableList());
        return new RuleSet(rules.grid(), rules.budget(), all, rules.references(), rules.unit());
    }

    private String text(RuleLimit limit, double amount) {
        return switch (limit.measure()) {
            case CURRENCY -> words.amount(amount);
            case SHARE -> Wording.percent(amount);
            case CHANNELS, RETURN -> Wording.number(amount);
        };
    }
}
