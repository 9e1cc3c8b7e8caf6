package io.weir.enforcer;

import com.google.common.base.Throwables;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.weir.core.BudgetEnforcer;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.internal.Enforcement;
import io.weir.enforcer.internal.FirstOrder;
import io.weir.enforcer.internal.Regions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The enforcer at planning time. {@link #region} gives the linear form of the rules to whoever proposes plans;
 * {@link #enforce} makes a proposal bookable: whole multiples of steps and of the smallest booked amount, hard rules
 * exact, the total met or the rules named that stop it. Then a local search improves what rounding lost.
 *
 * <p>What holds beyond the wording of the rules: a change limit is lifted on the way into a blackout, and after it
 * limits only the rise, from the mean of history's active periods, as after a period that a plan leaves at zero of itself;
 * hard reserves count as unspent money.
 *
 * <p>The same rules, proposal, objective and seed give the same plan. Thread-safe.
 */
public final class PlanEnforcer implements BudgetEnforcer {
    /** Plans of more cells are large: searches that look at all pairs of cells give way to linear programs. */
    public static final int LARGE = 300;

    private static final int REMEMBERED = 4;

    /** Rules that were checked of late: whoever asks for a region mostly enforces plans next. */
    private final LoadingCache<RuleSet, Enforcement> checked =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build(CacheLoader.from(Enforcement::of));

    @Override
    public FeasibleRegion region(RuleSet rules) {
        return enforcement(rules).region();
    }

    @Override
    public FeasibleRegion regionAround(RuleSet rules, long[] micros) {
        return Regions.around(rules, micros);
    }

    @Override
    public boolean leavesChoices(RuleSet rules) {
        return Regions.leaveChoices(rules);
    }

    /**
     * What of the rules' choices is taken near a proposal: which channels spend in a period, and which change.
     *
     * @param region the part of what the rules allow in which that stays so
     * @param spend the plan in it nearest to the proposal, but for steps; currency per cell
     */
    public record Choice(FeasibleRegion region, double[] spend) {}

    /**
     * The choice near a proposal for a plan of many cells, where it is better made before amounts are made bookable.
     *
     * @param region what the rules allow, perhaps with more limits
     * @param proposal currency per cell
     * @return empty where rules leave no choice, cells are few, or none was found
     * @throws io.weir.core.RuleConflictException if hard rules cannot hold together
     */
    public Optional<Choice> choice(RuleSet rules, FeasibleRegion region, double[] proposal) {
        return enforcement(rules).choice(region, proposal);
    }

    /**
     * The plan in a region nearest to another with amounts in the steps that hard rules ask for.
     *
     * @param region a part of what the rules allow, perhaps with more limits
     * @param spend currency per cell
     * @return currency per cell; empty if none was found
     */
    public Optional<double[]> inSteps(RuleSet rules, FeasibleRegion region, double[] spend) {
        return enforcement(rules).inSteps(region, spend);
    }

    @Override
    public Enforced enforce(RuleSet rules, double[] proposal, Objective objective, long seed, Progress progress) {
        return enforcement(rules).enforce(proposal, objective, seed, progress);
    }

    private Enforcement enforcement(RuleSet rules) {
        try {
            return checked.getUnchecked(rules);
        } catch (UncheckedExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw e;
        }
    }

    /**
     * What an optimal plan gains, to first order, when a region becomes a slightly looser one.
     *
     * @param region in which the plan is optimal
     * @param looser holds at least the same plans, with constraints in the same order
     * @param spend the plan, currency per cell
     * @param gradient of the value there, objective units per currency
     * @param reach how far a cell may move, currency; well above what the regions differ by
     * @return objective units
     */
    public double firstOrderGain(
            FeasibleRegion region, FeasibleRegion looser, double[] spend, double[] gradient, double reach) {
        double[] reaches = new double[spend.length];
        Arrays.fill(reaches, reach);
        return new FirstOrder(region, spend, gradient, reaches).gain(looser);
    }

    /**
     * The plan in a region nearest to another by the sum of absolute differences.
     *
     * @param spend currency per cell
     * @return currency per cell; {@code spend} itself if none was found
     */
    public double[] nearest(FeasibleRegion region, double[] spend) {
        return Regions.nearest(region, spend);
    }

    /**
     * A plan that was moved.
     *
     * @param spend currency per cell
     * @param prices per constraint of the region: what one more unit of its limit would earn, objective units per currency;
     *     positive where the upper limit holds, negative where the lower one does; 0 where none is in reach
     */
    public record Move(double[] spend, double[] prices) {}

    /**
     * A plan moved within a region to where it gains most to first order, soft limits at their penalty.
     *
     * @param spend the plan, in the region, currency per cell
     * @param gradient of the value there, objective units per currency
     * @param reaches how far each cell may move, currency
     */
    public Move firstOrderMove(FeasibleRegion region, double[] spend, double[] gradient, double[] reaches) {
        return new FirstOrder(region, spend, gradient, reaches).move();
    }
}
