package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerStore;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small business, whose search, social and mail usually spend 150, 100 and 1.5 a week. */
class ClosedLoopTest {
    private static final World WORLD = Worlds.named("small-business");
    private static final int PERIODS = 4;
    private static final double BUDGET = 2_000;

    @TempDir
    private Path folder;

    private String books = "ledger.db";
    private SimulatedMarket market;

    @BeforeEach
    void aMarket() {
        market = SimulatedMarket.sampled(WORLD, PERIODS);
        market.reset(3);
    }

    private TeamRun run(TargetSetter setter, List<BiddingAgent> agents, List<Rule> rules) {
        try (Ledger ledger = ledger()) {
            return new ClosedLoop(market, agents, rules, Optional.of(ledger))
                    .run(setter, BUDGET, PERIODS, Progress.SILENT);
        }
    }

    private Ledger ledger() {
        return Ledger.open(new LedgerStore.File(folder.resolve(books)), WORLD.unit(), Clock.systemUTC());
    }

    private ImmutableList<BiddingAgent> team() {
        return Teams.paced(market.layout());
    }

    private static TargetSetter each(double... targets) {
        return TargetSetter.planned("test", new double[][] {targets});
    }

    @Test
    void everyCentIsInTheLedgerAndNoTargetIsOverspent() {
        TeamRun run = run(each(300, 180, 3), team(), ImmutableList.of());
        assertThat(run.audit().orElseThrow().clean()).isTrue();
        assertThat(run.audit().orElseThrow().settled() / 1e6).isCloseTo(run.spent(), within(0.01));
        assertThat(run.unaccounted()).isZero();
        assertThat(run.spent()).isBetween(0.95 * PERIODS * 483, PERIODS * 483.0);
        for (PeriodRun period : run.periods()) {
            for (int c = 0; c < 3; c++) {
                assertThat(period.seen().spend().get(c))
                        .isLessThanOrEqualTo(period.seen().targets().get(c) + 1e-3);
            }
        }
    }

    @Test
    void theBudgetIsNeverExceededWhateverIsProposed() {
        TeamRun run = run(each(5_000, 5_000, 50), team(), ImmutableList.of());
        assertThat(run.spent()).isLessThanOrEqualTo(BUDGET);
        PeriodRun first = run.periods().get(0);
        assertThat(first.enforced().stream().sum()).isBetween(BUDGET - 0.05, BUDGET);
        assertThat(first.proposed().get(0)).isEqualTo(5_000);
    }

    @Test
    void whatWasBoughtIsSeenOfEachPeriod() {
        TeamRun run = run(each(300, 180, 3), team(), ImmutableList.of());
        double order = WORLD.audiences().get(0).orderValue();
        for (int p = 0; p < PERIODS; p++) {
            PeriodSeen seen = run.periods().get(p).seen();
            for (int c = 0; c < 3; c++) {
                assertThat(seen.volume().get(c)).isEqualTo(market.volume(p, c)).isPositive();
                assertThat(seen.clicks().get(c)).isEqualTo(market.clicks(p, c)).isPositive();
                assertThat(seen.credited().get(c) / seen.orders().get(c))
                        .as("value of an order by channel %s", c)
                        .isCloseTo(order, within(0.05 * order));
            }
            assertThat(seen.volume().get(1)).isGreaterThan(10 * seen.clicks().get(1));
            assertThat(seen.people()).isEqualTo(WORLD.audiences().get(0).size());
            assertThat(seen.days()).isEqualTo(7);
        }
    }

    private static Rule atMost(String channel, double amount) {
        return new Rule.Bounds(
                new Rule.Head(channel, OptionalDouble.empty(), "test"),
                new Rule.Scope(channel, ImmutableSet.of(channel)),
                OptionalDouble.empty(),
                OptionalDouble.of(amount));
    }

    @Test
    void rulesHoldInEveryPeriod() {
        TeamRun run = run(each(400, 300, 3), team(), ImmutableList.of(atMost("search", 250)));
        for (PeriodRun period : run.periods()) {
            assertThat(period.enforced().get(0)).isLessThanOrEqualTo(250);
            assertThat(period.seen().targets().get(0)).isLessThanOrEqualTo(250);
            assertThat(period.seen().spend().get(0)).isLessThanOrEqualTo(250);
        }
        assertThat(run.periods().get(0).enforced().get(0)).isGreaterThan(240);
    }

    @Test
    void targetsMoveNoFurtherThanRulesAllow() {
        TeamRun run = run(each(150, 100, 200), team(), ImmutableList.of(atMost("search", 160), atMost("social", 110)));
        double moved = 0;
        for (PeriodRun period : run.periods()) {
            moved += period.moved();
            assertThat(period.seen().targets().get(0)).isLessThanOrEqualTo(160);
            assertThat(period.seen().targets().get(1)).isLessThanOrEqualTo(110);
        }
        assertThat(moved).isGreaterThan(PERIODS);
    }

    private static Rule.Head head(String id) {
        return new Rule.Head(id, OptionalDouble.empty(), "test");
    }

    private static Rule.Scope scope(String... channels) {
        return new Rule.Scope(String.join(" and ", channels), ImmutableSet.copyOf(channels));
    }

    @Test
    void aGroupStaysWithinItsLimitWhenTargetsMove() {
        // mail has no use for so much, and would hand it on
        Rule group = new Rule.Bounds(
                head("group"), scope("search", "social"), OptionalDouble.empty(), OptionalDouble.of(270));
        for (PeriodRun period :
                run(each(150, 100, 200), team(), ImmutableList.of(group)).periods()) {
            ImmutableDoubleArray targets = period.seen().targets();
            assertThat(targets.get(0) + targets.get(1)).isLessThanOrEqualTo(270.02);
        }
    }

    @Test
    void aShareIsKeptWhenTargetsMove() {
        Rule share = new Rule.Share(head("share"), scope("email"), OptionalDouble.of(0.4), OptionalDouble.empty());
        for (PeriodRun period :
                run(each(150, 100, 200), team(), ImmutableList.of(share)).periods()) {
            ImmutableDoubleArray targets = period.seen().targets();
            assertThat(targets.get(2))
                    .isGreaterThanOrEqualTo(0.4 * targets.stream().sum() - 0.02);
        }
    }

    @Test
    void amountsInStepsStayInSteps() {
        Rule step = new Rule.Step(head("step"), scope("email"), 50);
        TeamRun run = run(each(150, 100, 200), team(), ImmutableList.of(step));
        for (PeriodRun period : run.periods()) {
            assertThat(period.seen().targets().get(2) % 50).isZero();
        }
    }

    @Test
    void limitsOfChangeCompareWithWhatWasSpentBefore() {
        Rule change = new Rule.MaxChange(head("change"), scope("search"), 0.25, 0.25);
        TeamRun run = run(each(400, 20, 3), team(), ImmutableList.of(change));
        for (int p = 1; p < run.periods().size(); p++) {
            double before = run.periods().get(p - 1).seen().spend().get(0);
            assertThat(run.periods().get(p).seen().targets().get(0))
                    .isBetween(0.75 * before - 0.02, 1.25 * before + 0.02);
        }
    }

    @Test
    void moneyThatAChannelCannotSpendGoesToOneThatCan() {
        // mail has no use for so much
        TeamRun run = run(each(150, 100, 200), team(), ImmutableList.of());
        PeriodRun last = run.periods().get(PERIODS - 1);
        assertThat(last.moved()).isGreaterThan(20);
        assertThat(last.seen().targets().get(2)).isLessThan(180);
        assertThat(last.seen().targets().stream().sum())
                .isCloseTo(last.enforced().stream().sum(), within(1e-6));
        assertThat(run.audit().orElseThrow().clean()).isTrue();
    }

    @Test
    void allThatIsLeftCanBeMovedWhateverFractionsOfACentAreSpent() {
        var agents = new ArrayList<BiddingAgent>(team());
        // forecasts nothing more from the second day on, after a spend that is no whole number of cents
        agents.set(0, new Pessimist(agents.get(0)));
        TeamRun run = run(each(300, 180, 3), agents, ImmutableList.of());
        assertThat(run.periods().get(PERIODS - 1).moved()).isGreaterThan(20);
        assertThat(run.audit().orElseThrow().clean()).isTrue();
    }

    /** Bids as another, and never forecasts more than nothing. */
    private static final class Pessimist implements BiddingAgent {
        private final BiddingAgent agent;

        Pessimist(BiddingAgent agent) {
            this.agent = agent;
        }

        @Override
        public void begin(double target) {
            agent.begin(target);
        }

        @Override
        public void retarget(double target) {
            agent.retarget(target);
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            agent.bid(seen, bids);
        }

        @Override
        public double forecastSpend() {
            return 0;
        }

        @Override
        public BiddingAgent copy() {
            return new Pessimist(agent.copy());
        }
    }

    @Test
    void aBidderThatFailsIsReportedAndThePeriodGoesOn() {
        var agents = new ArrayList<BiddingAgent>(team());
        agents.set(0, new Until(agents.get(0), 200, () -> {
            throw new IllegalStateException("out of luck");
        }));
        TeamRun run = run(each(300, 180, 3), agents, ImmutableList.of());
        assertThat(run.troubles()).singleElement().asString().contains("the bidder of search failed", "out of luck");
        PeriodRun last = run.periods().get(PERIODS - 1);
        // its last bids stand, at an even pace
        assertThat(last.seen().spend().get(0)).isBetween(50.0, 300.0);
        assertThat(last.seen().spend().get(1)).isGreaterThan(150);
        assertThat(run.audit().orElseThrow().clean()).isTrue();
    }

    @Test
    void aRunThatIsRepeatedOnItsLedgerCountsNothingTwice() {
        TeamRun once = run(each(300, 180, 3), team(), ImmutableList.of());
        aMarket();
        TeamRun again = run(each(300, 180, 3), team(), ImmutableList.of());
        assertThat(again.kpi()).isEqualTo(once.kpi());
        assertThat(again.audit().orElseThrow()).isEqualTo(once.audit().orElseThrow());
    }

    @Test
    void aRunThatWasKilledGoesOnWithoutLosingOrCountingACentTwice() {
        try (Ledger ledger = ledger()) {
            var agents = new ArrayList<BiddingAgent>(team());
            agents.set(1, new Until(agents.get(1), 168 + 100, () -> {
                throw new Killed();
            }));
            var loop = new ClosedLoop(market, agents, ImmutableList.of(), Optional.of(ledger));
            assertThatThrownBy(() -> loop.run(each(300, 180, 3), BUDGET, PERIODS, Progress.SILENT))
                    .isInstanceOf(Killed.class);
            // the fourth day of the second week is lent, and nothing of it is settled
            assertThat(ledger.audit(Optional.empty(), Progress.SILENT).settled())
                    .isPositive();
        }
        aMarket();
        TeamRun wentOn = run(each(300, 180, 3), team(), ImmutableList.of());

        books = "another.db";
        aMarket();
        TeamRun whole = run(each(300, 180, 3), team(), ImmutableList.of());
        assertThat(wentOn.kpi()).isEqualTo(whole.kpi());
        // lines tell when they were written, so hashes differ
        assertThat(wentOn.audit().orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("hash")
                .isEqualTo(whole.audit().orElseThrow());
        assertThat(wentOn.audit().orElseThrow().clean()).isTrue();
    }

    @Test
    void aLedgerOfAnotherRunIsRefused() {
        run(each(300, 180, 3), team(), ImmutableList.of());
        aMarket();
        assertThatThrownBy(() -> run(each(200, 280, 3), team(), ImmutableList.of()))
                .hasMessageContaining("Maybe it holds the books of another run");
    }

    @Test
    void whatIsProposedMustBeAmounts() {
        for (double[] targets : new double[][] {{1, 2}, {1, 2, -1}, {1, Double.NaN, 1}}) {
            assertThatThrownBy(() -> run(each(targets), team(), ImmutableList.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("targets");
        }
        assertThatThrownBy(() -> new ClosedLoop(market, ImmutableList.of(), ImmutableList.of(), Optional.empty()))
                .hasMessageContaining("agents (0) must be one for each of 3 channels.");
    }

    /** No exception, which a period would survive: the whole process ends. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Bids as another, until something happens to it in a tick. */
    private static final class Until implements BiddingAgent {
        private final BiddingAgent agent;
        private final Runnable then;
        private int left;

        Until(BiddingAgent agent, int left, Runnable then) {
            this.agent = agent;
            this.left = left;
            this.then = then;
        }

        @Override
        public void begin(double target) {
            agent.begin(target);
        }

        @Override
        public void retarget(double target) {
            agent.retarget(target);
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            agent.bid(seen, bids);
            if (left-- <= 0) {
                bids.clear();
                then.run();
            }
        }

        @Override
        public BiddingAgent copy() {
            return new Until(agent.copy(), left, then);
        }
    }
}
