package io.weir.planning;

import io.weir.core.Goal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * The {@code plan:} part of a workspace.
 *
 * @param start first day of the first period
 * @param periods number of periods, at least 1
 * @param budget what may be spent over the horizon
 * @param goal what is maximised
 * @param margin share of revenue that is profit, in (0, 1]; 1 unless the goal is profit
 * @param lifetimeValue what a conversion is worth over time, currency, above 0; 1 unless the goal is lifetime value
 * @param baseline what carrying on means
 * @param byGeo whether targets are set per geo
 * @param cvar share of worst draws whose mean is maximised, in (0, 1); empty for the mean of all
 * @param caution most chance of doing worse than carrying on; empty for no bound
 */
public record PlanSettings(
        LocalDate start,
        int periods,
        BudgetSetting budget,
        Goal goal,
        double margin,
        double lifetimeValue,
        Baseline baseline,
        boolean byGeo,
        OptionalDouble cvar,
        OptionalDouble caution) {
    /** The bound on the chance of doing worse than carrying on where the user sets none. */
    public static final double DEFAULT_CAUTION = 0.1;

    /** The same with another budget. */
    public PlanSettings withBudget(BudgetSetting other) {
        return new PlanSettings(start, periods, other, goal, margin, lifetimeValue, baseline, byGeo, cvar, caution);
    }

    /** What may be spent over the horizon, currency. */
    public sealed interface BudgetSetting {
        /** The most that may be spent. */
        double max();

        /** The same form with another most; targets stay. */
        default BudgetSetting withMax(double most) {
            if (this instanceof TargetReturn target) {
                return new TargetReturn(most, target.target());
            }
            if (this instanceof TargetMarginalReturn target) {
                return new TargetMarginalReturn(most, target.target());
            }
            return this instanceof Outcome target ? new Outcome(target.outcome(), most) : new Total(most);
        }

        /** Spend all of it. */
        record Total(double max) implements BudgetSetting {}

        /** Spend as much as keeps the value per unit of spend at or above {@code target}. */
        record TargetReturn(double max, double target) implements BudgetSetting {}

        /** Spend until the last unit earns {@code target}. */
        record TargetMarginalReturn(double max, double target) implements BudgetSetting {}

        /** The least spend that is expected to bring {@code outcome}, in units of the objective. */
        record Outcome(double outcome, double max) implements BudgetSetting {}
    }

    /** What carrying on means: the split of the plan's budget that it is compared with. */
    public sealed interface Baseline {
        /** As the whole history's total was split. */
        record WholeHistory() implements Baseline {}

        /** As the last periods' total was split. */
        record Last(int periods) implements Baseline {}

        /** The amounts of a plan file. */
        record PlanFile(Path file) implements Baseline {}
    }
}
