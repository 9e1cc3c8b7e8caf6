package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import io.weir.core.Objective;
import io.weir.core.Objective.Tracker;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tries every plan whose amounts are multiples of a step per cell, period by period, and goes no further where a period
 * breaks a hard rule. Of those that keep all hard rules, the ones that spend most of an exact budget come first, then the
 * one of most worth: value less the penalties of soft rules.
 */
public final class ExhaustiveSearch {
    /** Rules that leave shares of nothing are in conflict unless this part of the budget can be spent. */
    private static final double SOME = 1e-3;

    /** Where it is only asked whether there is a plan: so many parts of plans, and values of plans, and no more. */
    private static final long MOST_VISITED = 3_000_000;

    private static final long MOST_VALUED = 20_000;

    /** Plans of nearly the same tracked worth are valued again from scratch. */
    private static final double NEAR = 1e-6;

    private final RuleSet rules;
    private final LiteralRules literal;
    private final Objective objective;
    private final long[][] amounts;
    private final double cent;
    private final TreeMap<Long, List<long[]>> byTotal = new TreeMap<>();
    private final long most;
    private final boolean firstOnly;
    private boolean nothing;
    private boolean done;
    private boolean found;
    private long visited;
    private long valued;

    /**
     * The best plan.
     *
     * @param cents per cell
     * @param worth value less penalties, units of the objective
     */
    public record Best(long[] cents, double worth) {
        /** What it spends, cents. */
        public long total() {
            return Arrays.stream(cents).sum();
        }
    }

    private ExhaustiveSearch(RuleSet rules, Objective objective, long[][] amounts, boolean firstOnly) {
        this.rules = rules;
        this.literal = new LiteralRules(rules);
        this.objective = objective;
        this.amounts = amounts;
        this.cent = rules.unit().quantum() / 1e6;
        this.most = literal.most();
        this.firstOnly = firstOnly;
    }

    /**
     * The best of all plans; empty if none keeps the hard rules.
     *
     * @param amounts that each cell may have, cents, ascending, {@code [cell][]}
     */
    public static Optional<Best> best(RuleSet rules, Objective objective, long[][] amounts) {
        var search = new ExhaustiveSearch(rules, objective, amounts, false);
        search.visit(0, new long[amounts.length], 0);
        Optional<Best> best = search.best();
        return best.isEmpty() && search.nothing && search.othersAllowNothing() ? search.ofNothing() : best;
    }

    /** Shares that only a plan of nothing keeps are in conflict, unless the other rules allow nothing anyway. */
    private boolean othersAllowNothing() {
        RuleSet others = new RuleSet(
                rules.grid(),
                rules.budget(),
                rules.rules().stream()
                        .filter(rule -> !(rule instanceof Rule.Share))
                        .collect(ImmutableList.toImmutableList()),
                rules.references(),
                rules.unit());
        var search = new ExhaustiveSearch(others, objective, amounts, false);
        search.visit(0, new long[amounts.length], 0);
        return search.byTotal
                .tailMap(Math.max(1, (long) (SOME * rules.budget().min() / cent)))
                .isEmpty();
    }

    private Optional<Best> ofNothing() {
        long[] plan = new long[amounts.length];
        return Optional.of(new Best(plan, worth(rules, objective, plan)));
    }

    /** Whether some plan keeps the hard rules; empty if there are too many to try. */
    public static Optional<Boolean> isFeasible(RuleSet rules, Objective objective, long[][] amounts) {
        var search = new ExhaustiveSearch(rules, objective, amounts, true);
        search.visit(0, new long[amounts.length], 0);
        boolean tired = search.visited > MOST_VISITED || search.valued > MOST_VALUED;
        boolean feasible = search.found || search.nothing && search.othersAllowNothing();
        return feasible || !tired ? Optional.of(feasible) : Optional.empty();
    }

    private void visit(int cell, long[] plan, long total) {
        visited++;
        done |= firstOnly && (visited > MOST_VISITED || valued > MOST_VALUED);
        int columns = rules.grid().columns().size();
        if (cell > 0 && cell % columns == 0 && !literal.holdsIn(cell / columns - 1, plan)) {
            return;
        }
        if (cell == plan.length) {
            keep(plan, total);
            return;
        }
        for (long amount : amounts[cell]) {
            if (done || total + amount > most) {
                break;
            }
            plan[cell] = amount;
            visit(cell + 1, plan, total + amount);
        }
        plan[cell] = 0;
    }

    private void keep(long[] plan, long total) {
        if (!literal.holdsOverHorizon(plan)) {
            return;
        }
        if (literal.hasShares() && total < SOME * rules.budget().min() / cent) {
            nothing = true;
            return;
        }
        if (!firstOnly) {
            byTotal.computeIfAbsent(total, t -> new ArrayList<>()).add(plan.clone());
        } else {
            valued += literal.asksForReturns() ? 1 : 0;
            found = literal.bringsReturns(plan, objective);
            done |= found;
        }
    }

    private Optional<Best> best() {
        boolean exact = literal.wanted() > 0;
        Best best = null;
        for (List<long[]> plans : byTotal.descendingMap().values()) {
            Best here = bestOf(plans);
            if (here != null && (best == null || here.worth() > best.worth())) {
                best = here;
            }
            if (exact && best != null) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    private @org.jspecify.annotations.Nullable Best bestOf(List<long[]> plans) {
        Tracker tracker = objective.track(new double[amounts.length]);
        long[] tracked = new long[amounts.length];
        double[] worths = new double[plans.size()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < worths.length; k++) {
            long[] plan = plans.get(k);
            for (int cell = 0; cell < plan.length; cell++) {
                if (plan[cell] != tracked[cell]) {
                    tracked[cell] = plan[cell];
                    tracker.set(cell, plan[cell] * cent);
                }
            }
            worths[k] = tracker.value() - literal.penalties(plan, objective);
            if (worths[k] > highest && literal.bringsReturns(plan, objective)) {
                highest = worths[k];
            }
        }
        Best best = null;
        for (int k = 0; k < worths.length; k++) {
            long[] plan = plans.get(k);
            if (worths[k] >= highest - NEAR * Math.abs(highest) && literal.bringsReturns(plan, objective)) {
                double worth = worth(rules, objective, plan);
                best = best == null || worth > best.worth() ? new Best(plan, worth) : best;
            }
        }
        return best;
    }

    /** Value less what broken soft rules cost. */
    public static double worth(RuleSet rules, Objective objective, long[] cents) {
        double cent = rules.unit().quantum() / 1e6;
        double[] spend = Arrays.stream(cents).mapToDouble(x -> x * cent).toArray();
        return objective.value(spend) - new LiteralRules(rules).penalties(cents, objective);
    }
}
