package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.planning.Allocator;
import io.weir.planning.Allocator.Allocated;
import io.weir.response.ResponseObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Has targets proposed for a budget, bounds the chance of harm, and has them enforced. */
final class Decider {
    private final PlanProblem problem;
    private final Budget budget;
    private final BudgetEnforcer enforcer;
    private final SettlingAgent agent;
    private final long seed;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    Decider(
            PlanProblem problem,
            Budget budget,
            BudgetEnforcer enforcer,
            SettlingAgent agent,
            long seed,
            Progress progress) {
        this.problem = problem;
        this.budget = budget;
        this.enforcer = enforcer;
        this.agent = agent;
        this.seed = seed;
        this.progress = progress;
    }

    Decision decide() {
        ResponseObjective objective = problem.judged();
        FeasibleRegion region = enforcer.region(problem.ruleSet(budget));
        SettlingAgent.Proposed proposed = agent.proposeFirst(objective, region, problem.carryingOn(), seed, progress);
        Proposal best = proposed.proposal();
        Optional<Caution.Careful> careful = careful(region, best);
        Proposal proposal =
                careful.map(c -> instead(best, c.spend(), objective)).orElse(best);
        // The expected value would lead a search for bookable amounts back to the plan that caution has refused.
        Objective around = careful.isPresent()
                ? new Closeness(proposal.spend(), objective, proposal.value())
                : NearbyObjective.of(objective, proposal.spend());
        Allocated allocated =
                new Allocator().enforce(problem.ruleSet(budget), region, proposal, around, seed, progress);
        return new Decision(
                budget,
                allocated.region(),
                proposed.bounded(allocated.proposal()),
                allocated.enforced(),
                ImmutableList.copyOf(notes),
                Optional.empty());
    }

    /** Another plan, if this one does harm too often. */
    private Optional<Caution.Careful> careful(FeasibleRegion region, Proposal best) {
        OptionalDouble limit = problem.settings().caution();
        if (limit.isEmpty() || !(region.maxTotal() > 0)) {
            return Optional.empty();
        }
        var caution = new Caution(problem, region, limit.getAsDouble());
        double harm = caution.harm(best.spend());
        if (harm <= limit.getAsDouble()) {
            return Optional.empty();
        }
        Caution.Careful careful = caution.instead(best);
        notes.add(caution.note(harm, careful));
        return Optional.of(careful);
    }

    /** Another plan with what is known of the best: its bound and its prices. */
    static Proposal instead(Proposal best, double[] spend, ResponseObjective objective) {
        var gradient = new double[spend.length];
        double value = objective.valueAndGradient(spend, gradient);
        // One more unit is split as the plan is: unlike at an optimum, it matters to whom it goes.
        double price = 0;
        double total = Arrays.stream(spend).sum();
        for (int cell = 0; cell < spend.length && total > 0 && best.budgetPrice() > 0; cell++) {
            price += gradient[cell] * spend[cell] / total;
        }
        return new Proposal(spend, value, Math.max(best.upperBound(), value), best.shadowPrices(), price);
    }
}
