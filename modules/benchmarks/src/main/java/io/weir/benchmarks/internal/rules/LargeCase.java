package io.weir.benchmarks.internal.rules;

import com.google.common.base.Stopwatch;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.planning.Allocator;
import io.weir.planning.Allocator.Allocated;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A large plan under many rules.
 *
 * @param market in words
 * @param seed of market and rules
 * @param rules number of them
 * @param seconds of planning alone
 * @param kept whether the plan keeps every hard rule, read literally
 * @param unspent what of the budget is not spent though no reserve holds it, share
 * @param worth of the plan: value less penalties
 * @param bound no plan within the convex part of the rules is worth more
 * @param hidden worth of the plan that the rules stand around
 */
public record LargeCase(
        String market,
        long seed,
        int rules,
        double seconds,
        boolean kept,
        double unspent,
        double worth,
        double bound,
        double hidden) {
    /** Solves one. */
    public static LargeCase of(RuledMarket market, int count, long seed, Progress progress) {
        FineRules.Problem problem = FineRules.of(market, count, seed);
        RuleSet rules = problem.rules();
        double factor = rules.budget().max() / market.budget();
        double[] carryingOn =
                Arrays.stream(market.carryingOn()).map(x -> x * factor).toArray();
        var watch = Stopwatch.createStarted();
        Allocated allocated = new Allocator().allocate(rules, market.objective(), carryingOn, seed, progress);
        double seconds = watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
        long[] cents = Arrays.stream(allocated.enforced().micros())
                .map(amount -> amount / rules.unit().quantum())
                .toArray();
        var literal = new LiteralRules(rules);
        return new LargeCase(
                market.name(),
                seed,
                rules.rules().size(),
                seconds,
                literal.hold(cents, market.objective()),
                1 - Arrays.stream(cents).sum() / (double) literal.wanted(),
                ExhaustiveSearch.worth(rules, market.objective(), cents),
                allocated.proposal().upperBound(),
                ExhaustiveSearch.worth(rules, market.objective(), problem.hidden()));
    }

    /** How far the plan is from the bound at most, share of the bound. */
    public double gap() {
        return Math.max(0, 1 - worth / bound);
    }
}
