package io.weir.hierarchy.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.FeasibleRegion;
import io.weir.core.MarketLayout;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.core.PlanGrid.Column;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.util.Arrays;
import java.util.Optional;

/** Makes of proposed targets of one period those that may be executed. */
public final class PeriodRules {
    private final MarketLayout layout;
    private final ImmutableList<Rule> rules;
    private final BudgetEnforcer enforcer;
    private final ImmutableList<Column> columns;

    /** @param rules that hold in every period */
    public PeriodRules(MarketLayout layout, ImmutableList<Rule> rules, BudgetEnforcer enforcer) {
        this.layout = layout;
        this.rules = rules;
        this.enforcer = enforcer;
        this.columns = layout.channels().stream()
                .map(seat -> new Column(seat.channel().name(), Optional.empty()))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * What may be executed.
     *
     * @param micros per channel
     * @param most currency per channel that rules allow in the period at all
     * @param moves which other targets may take their place within the period
     */
    public record Allowed(long[] micros, ImmutableDoubleArray most, Moves moves) {}

    /** Which targets may take the place of those of a period while it goes on. */
    @FunctionalInterface
    public interface Moves {
        /**
         * Whether rules hold with these.
         *
         * @param targets currency per channel
         */
        boolean allow(double[] targets);
    }

    /**
     * The targets that may be executed and are nearest to what is proposed. A proposal of more money than is left is scaled down.
     *
     * @param period counted from the market's beginning
     * @param references what channels spent before, by name: limits of change compare with it
     * @param proposed currency per channel
     * @param left currency
     * @param seed of the search
     */
    public Allowed enforce(
            int period, ImmutableMap<String, SpendReference> references, double[] proposed, double left, long seed) {
        double sum = Arrays.stream(proposed).sum();
        double scale = sum > left ? left / sum : 1;
        double[] wanted = Arrays.stream(proposed).map(one -> one * scale).toArray();
        if (rules.isEmpty()) {
            // nothing but the money limits what is spent: what is proposed is executed, rounded down
            double[] most = new double[wanted.length];
            Arrays.fill(most, left);
            return new Allowed(
                    Arrays.stream(wanted).mapToLong(this::down).toArray(),
                    ImmutableDoubleArray.copyOf(most),
                    targets -> true);
        }
        var set = new RuleSet(
                new PlanGrid(layout.period(), layout.period().plus(layout.start(), period), 1, columns),
                Budget.upTo(left),
                rules,
                references,
                layout.unit());
        FeasibleRegion region = enforcer.region(set);
        double[] most = new double[columns.size()];
        Arrays.setAll(most, c -> Math.min(left, region.upper()[c]));
        long[] micros = enforcer.enforce(set, wanted, new Nearness(wanted), seed, Progress.SILENT)
                .micros();
        // what a region cannot say (amounts in steps, channels that are on or off) holds only if nothing is moved
        boolean choices = rules.stream().anyMatch(PeriodRules::leavesChoice);
        double tolerance = MoneyUnit.fromMicros(layout.unit().quantum());
        return new Allowed(
                micros,
                ImmutableDoubleArray.copyOf(most),
                targets -> !choices && region.violation(targets) < tolerance);
    }

    private static boolean leavesChoice(Rule rule) {
        return rule instanceof Rule.Step
                || rule instanceof Rule.OnMin
                || rule instanceof Rule.AtMostActive
                || rule instanceof Rule.MaxChanged;
    }

    /** The largest amount that can be booked and is not above another, micros. */
    private long down(double amount) {
        long micros = layout.unit().toMicros(amount);
        return MoneyUnit.fromMicros(micros) > amount ? micros - layout.unit().quantum() : micros;
    }
}
