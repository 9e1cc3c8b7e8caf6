package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.Advisor;
import io.weir.planning.Allocator;
import io.weir.planning.Allocator.Allocated;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Advice;
import io.weir.planning.PlanReport.ChannelAdvice;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** A plan, its report, and what any other plan of the same cells would bring under the same draws and rules. */
public final class Planned {
    private final PlanProblem problem;
    private final Decision decision;
    private final Function<Decision, PlanReport> told;
    private final long seed;
    private final PlanReport report;

    Planned(PlanProblem problem, Decision decision, Function<Decision, PlanReport> told, long seed) {
        this.problem = problem;
        this.decision = decision;
        this.told = told;
        this.seed = seed;
        this.report = told.apply(decision);
    }

    /** Everything that is said about it. */
    public PlanReport report() {
        return report;
    }

    /** The cells. */
    public PlanGrid grid() {
        return problem.grid();
    }

    /** Currency per cell. */
    public double[] cells() {
        return currency(decision.enforced());
    }

    /** Its value, {@code [draw]}. */
    public double[] values() {
        return valuesOf(cells());
    }

    /**
     * The value of any plan of these cells, {@code [draw]}.
     *
     * @param cells currency per cell
     */
    public double[] valuesOf(double[] cells) {
        return problem.objective().valuesByDraw(cells);
    }

    /**
     * Why a plan of these cells could not be executed, in words: it costs more than may be spent, or breaks a hard rule.
     *
     * @param cells currency per cell
     */
    public Optional<String> obstacle(double[] cells) {
        return new Obstacles(problem).first(cells);
    }

    /**
     * The better of this plan and the one found from another that may be executed; this one where it cannot be.
     *
     * @param cells currency per cell
     */
    public Planned orFrom(double[] cells) {
        double now = problem.judged().value(cells());
        if (!decision.notes().isEmpty() || !(problem.judged().value(cells) > now)) {
            return this;
        }
        Enforced other = new PlanEnforcer()
                .enforce(
                        problem.ruleSet(decision.budget()),
                        cells,
                        NearbyObjective.of(problem.judged(), cells),
                        seed,
                        Progress.SILENT);
        double value = problem.judged().value(currency(other));
        if (!(value > now)) {
            return this;
        }
        Proposal old = decision.proposal();
        var proposal =
                new Proposal(cells, value, Math.max(value, old.upperBound()), old.shadowPrices(), old.budgetPrice());
        return new Planned(
                problem,
                new Decision(
                        decision.budget(), decision.region(), proposal, other, decision.notes(), decision.advice()),
                told,
                seed);
    }

    /** This plan beside what a learned agent would do, which is the plan where its chance of harm is within {@code caution}. */
    Planned advised(Advisor advisor) {
        double[] wanted = advisor.cells(report);
        var proposal = Decider.instead(decision.proposal(), wanted, problem.judged());
        Allocated other = new Allocator()
                .enforce(
                        problem.ruleSet(decision.budget()),
                        decision.region(),
                        proposal,
                        new Closeness(wanted, problem.judged(), proposal.value()),
                        seed,
                        Progress.SILENT);
        double[] cells = currency(other.enforced());
        double[] values = valuesOf(cells);
        double harm = Caution.harm(values, valuesOf(problem.carryingOn()));
        OptionalDouble limit = problem.settings().caution();
        boolean used = limit.isEmpty() || harm <= limit.getAsDouble();
        var advice = new Advice(
                advisor.policy(),
                used,
                Estimates.of(values()),
                Estimates.of(values),
                harm,
                limit,
                advisor.gain(report, cells),
                advisor.markets(),
                channels(cells));
        return new Planned(
                problem,
                new Decision(
                        decision.budget(),
                        used ? other.region() : decision.region(),
                        used ? other.proposal() : decision.proposal(),
                        used ? other.enforced() : decision.enforced(),
                        decision.notes(),
                        Optional.of(advice)),
                told,
                seed);
    }

    /** Mean spend per period of every channel in this plan and another. */
    private ImmutableList<ChannelAdvice> channels(double[] other) {
        return grid().channels().stream()
                .map(channel -> {
                    int[] own = grid().cells(Set.of(channel));
                    return new ChannelAdvice(channel, mean(own, cells()), mean(own, other));
                })
                .collect(ImmutableList.toImmutableList());
    }

    private double mean(int[] own, double[] cells) {
        return Arrays.stream(own).mapToDouble(cell -> cells[cell]).sum() / grid().periods();
    }

    private static double[] currency(Enforced enforced) {
        return Arrays.stream(enforced.micros())
                .mapToDouble(MoneyUnit::fromMicros)
                .toArray();
    }
}
