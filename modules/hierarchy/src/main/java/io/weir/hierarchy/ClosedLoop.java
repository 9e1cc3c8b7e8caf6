package io.weir.hierarchy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.MoneyUnit;
import io.weir.core.Observation.Group;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.SpendReference;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.PlanEnforcer;
import io.weir.hierarchy.internal.Period;
import io.weir.hierarchy.internal.PeriodRules;
import io.weir.hierarchy.internal.Till;
import io.weir.simulator.SimulatedMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

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
    public ClosedLoop(
            SimulatedMarket market, List<? extends BiddingAgent> agents, List<Rule> rules, Optional<Ledger> ledger) {
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
        Running running = start(budget, periods);
        while (!running.over()) {
            progress.at("periods run", running.done() / (double) periods);
            running.play(setter.propose(running.standing()));
            progress.soFar(running.words());
        }
        return running.ended(setter.name());
    }

    /**
     * Begins a run that is played period by period.
     *
     * @param budget currency, of all periods, {@code >= 0}
     * @param periods {@code >= 1}, no more than the market still lasts
     * @throws io.weir.core.RuleConflictException if rules cannot hold together
     */
    public Running start(double budget, int periods) {
        requireInRange("budget", budget, 0, Double.MAX_VALUE);
        requirePositive("periods", periods);
        return new Running(budget, periods);
    }

    /** A run that is going on. Not safe for use by several threads. */
    public final class Running {
        private final double budget;
        private final int periods;
        private final int first = market.period();
        private final Till till;
        private final PeriodRules periodRules;
        private final Period period;
        private final List<Period.Done> done = new ArrayList<>();
        private long left;

        private Running(double budget, int periods) {
            this.budget = budget;
            this.periods = periods;
            till = new Till(
                    ledger,
                    market.layout().channels().stream()
                            .map(seat -> seat.channel().name())
                            .toList());
            periodRules = new PeriodRules(market.layout(), rules, new PlanEnforcer());
            period = new Period(market, agents, till);
            left = market.layout().unit().toMicros(budget);
            till.open(left);
        }

        /** Periods that are over. */
        public int done() {
            return done.size();
        }

        /** Whether all periods are over. */
        public boolean over() {
            return done.size() == periods;
        }

        /** What the top level knows now. */
        public Standing standing() {
            return new Standing(
                    market.layout(),
                    seen(done, first),
                    periods - done.size(),
                    MoneyUnit.fromMicros(left),
                    market.layout().period().plus(market.layout().start(), market.period()),
                    market.crowd());
        }

        /**
         * Plays a period.
         *
         * @param proposal currency per channel, {@code >= 0}
         * @throws IllegalArgumentException if it is no amount per channel
         */
        public void play(double[] proposal) {
            int p = done.size();
            double[] proposed = requireAmounts(proposal, agents.size());
            PeriodRules.Allowed allowed =
                    periodRules.enforce(first + p, references(), proposed, MoneyUnit.fromMicros(left), p);
            Period.Done one = period.play(first + p, proposed, allowed);
            left -= one.settled();
            done.add(one);
        }

        /** What is seen of the latest period. */
        public PeriodSeen latest() {
            return seen(done, first, done.size() - 1);
        }

        /** The latest period in a few words, for who watches. */
        String words() {
            int last = done.size() - 1;
            return done.get(last).words(market.layout().unit(), market.kpi(first + last));
        }

        /**
         * What came of it.
         *
         * @param name who set the targets
         */
        public TeamRun ended(String name) {
            ImmutableList<PeriodSeen> seen = seen(done, first);
            ImmutableList.Builder<PeriodRun> runs = ImmutableList.builder();
            double unaccounted = 0;
            for (int p = 0; p < done.size(); p++) {
                Period.Done one = done.get(p);
                unaccounted += one.unaccounted();
                runs.add(new PeriodRun(
                        one.start(), one.proposed(), one.enforced(), seen.get(p), one.moved(), market.kpi(first + p)));
            }
            return new TeamRun(name, budget, runs.build(), till.audit(), unaccounted, period.troubles());
        }
    }

    /** What each channel spent before, where it did. */
    private ImmutableMap<String, SpendReference> references() {
        ImmutableMap.Builder<String, SpendReference> references = ImmutableMap.builder();
        int now = market.period();
        for (int c = 0; c < agents.size(); c++) {
            int channel = c;
            double mean = IntStream.range(0, now)
                    .mapToDouble(t -> market.spend(t, channel))
                    .filter(spend -> spend > 0)
                    .average()
                    .orElse(0);
            if (mean > 0) {
                references.put(
                        market.layout().channels().get(c).channel().name(),
                        new SpendReference(market.spend(now - 1, c), mean));
            }
        }
        return references.buildOrThrow();
    }

    /** What is seen by now of the periods that are over: conversions are reported late. */
    private ImmutableList<PeriodSeen> seen(List<Period.Done> done, int first) {
        ImmutableList.Builder<PeriodSeen> out = ImmutableList.builder();
        for (int p = 0; p < done.size(); p++) {
            out.add(seen(done, first, p));
        }
        return out.build();
    }

    private PeriodSeen seen(List<Period.Done> done, int first, int p) {
        Period.Done one = done.get(p);
        double kpi = market.visibleKpi(first + p, first + done.size() - 1);
        return new PeriodSeen(
                one.targets(),
                one.spend(),
                ofChannels(c -> market.volume(first + p, c)),
                ofChannels(c -> market.clicks(first + p, c)),
                one.orders(),
                one.credited(),
                one.shadowPrices(),
                kpi,
                market.crowd().getOrDefault(Group.EVERYONE, 0.0),
                market.layout().daysPerPeriod());
    }

    private ImmutableDoubleArray ofChannels(IntToDoubleFunction number) {
        return ImmutableDoubleArray.copyOf(IntStream.range(0, agents.size()).mapToDouble(number));
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
