package io.weir.hierarchy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.PlanEnforcer;
import io.weir.hierarchy.internal.Period;
import io.weir.hierarchy.internal.PeriodRules;
import io.weir.hierarchy.internal.Till;
import io.weir.simulator.SimulatedMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A team at work: before every period the top level proposes targets, the enforcer makes of them what may be executed, the ledger
 * takes them as limits; in every tick each bidder spends from its lease; after every day targets that cannot be spent are moved to
 * channels that can spend more; after the period the top level sees what came of it.
 *
 * <p>The market, the bidders and the setter are used and changed. Not safe for use by several threads.
 */
public final class ClosedLoop {
    private final SimulatedMarket market;
    private final ImmutableList<BiddingAgent> agents;
    private final ImmutableList<Rule> rules;
    private final Optional<Ledger> ledger;

    /**
     * @param market that stands where the run begins; nothing of it before matters
     * @param agents one per channel
     * @param rules that targets keep in every period
     * @param ledger an empty one, or that of the same run before it was killed: what is booked twice counts once; none for a trial
     *     in which no money moves
     * @throws IllegalArgumentException unless there is one agent per channel
     */
    public ClosedLoop(SimulatedMarket market, List<BiddingAgent> agents, List<Rule> rules, Optional<Ledger> ledger) {
        int channels = market.layout().channels().size();
        require(agents.size() == channels, "agents (%s) must be one for each of %s channels.", agents.size(), channels);
        this.market = market;
        this.agents = ImmutableList.copyOf(agents);
        this.rules = ImmutableList.copyOf(rules);
        this.ledger = ledger;
    }

    /**
     * Runs some periods.
     *
     * @param setter of targets
     * @param budget currency, of all periods, {@code >= 0}
     * @param periods {@code >= 1}, no more than the market still lasts
     * @throws io.weir.core.RuleConflictException if rules cannot hold together
     * @throws IllegalArgumentException if a proposal is no amount per channel
     */
    public TeamRun run(TargetSetter setter, double budget, int periods, Progress progress) {
        requireInRange("budget", budget, 0, Double.MAX_VALUE);
        requirePositive("periods", periods);
        MoneyUnit unit = market.layout().unit();
        var till = new Till(
                ledger,
                market.layout().channels().stream()
                        .map(seat -> seat.channel().name())
                        .toList());
        var periodRules = new PeriodRules(market.layout(), rules, new PlanEnforcer());
        var period = new Period(market, agents, till);
        long left = unit.toMicros(budget);
        till.open(left);
        int first = market.period();
        var done = new ArrayList<Period.Done>();
        for (int p = 0; p < periods; p++) {
            progress.at("periods run", p / (double) periods);
            var standing = new Standing(market.layout(), seen(done, first), periods - p, MoneyUnit.fromMicros(left));
            double[] proposed = requireAmounts(setter.propose(standing), agents.size());
            PeriodRules.Allowed allowed = periodRules.enforce(first + p, proposed, MoneyUnit.fromMicros(left), p);
            Period.Done one = period.play(first + p, proposed, allowed);
            left -= one.settled();
            done.add(one);
            progress.soFar(one.words(unit, market.kpi(first + p)));
        }
        ImmutableList<PeriodSeen> seen = seen(done, first);
        ImmutableList.Builder<PeriodRun> runs = ImmutableList.builder();
        double unaccounted = 0;
        for (int p = 0; p < periods; p++) {
            Period.Done one = done.get(p);
            unaccounted += one.unaccounted();
            runs.add(new PeriodRun(
                    one.start(), one.proposed(), one.enforced(), seen.get(p), one.moved(), market.kpi(first + p)));
        }
        return new TeamRun(setter.name(), budget, runs.build(), till.audit(), unaccounted, period.troubles());
    }

    /** What is seen by now of the periods that are over: conversions are reported late. */
    private ImmutableList<PeriodSeen> seen(List<Period.Done> done, int first) {
        ImmutableList.Builder<PeriodSeen> out = ImmutableList.builder();
        int last = first + done.size() - 1;
        for (int p = 0; p < done.size(); p++) {
            Period.Done one = done.get(p);
            out.add(new PeriodSeen(
                    one.targets(),
                    one.spend(),
                    one.credited(),
                    one.shadowPrices(),
                    market.visibleKpi(first + p, last)));
        }
        return out.build();
    }

    private static double[] requireAmounts(double[] proposed, int channels) {
        require(
                proposed.length == channels,
                "targets (%s) must be one for each of %s channels.",
                proposed.length,
                channels);
        for (double target : proposed) {
            require(
                    target >= 0 && target <= Double.MAX_VALUE,
                    "targets %s must be amounts of currency, finite and >= 0.",
                    ImmutableDoubleArray.copyOf(proposed));
        }
        return proposed.clone();
    }
}
