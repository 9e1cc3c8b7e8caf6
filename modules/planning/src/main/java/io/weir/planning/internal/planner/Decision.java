package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.planning.PlanReport.Advice;
import java.util.Optional;

/**
 * What was decided.
 *
 * @param budget the total that was planned for
 * @param region what the rules allow
 * @param proposal targets before the enforcer saw them
 * @param enforced the plan
 * @param notes what the planner should know about the decision
 * @param advice of a learned agent, where one was asked
 */
record Decision(
        Budget budget,
        FeasibleRegion region,
        Proposal proposal,
        Enforced enforced,
        ImmutableList<String> notes,
        Optional<Advice> advice) {}
