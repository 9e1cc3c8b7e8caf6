package io.weir.planning;

import static io.weir.planning.Market.micros;
import static io.weir.planning.Market.totalMicros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.BadInputException;
import io.weir.core.RuleConflictException;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan is: budgets, goals, risk, what it is compared with. */
class PlanSemanticsTest {
    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory);
    }

    @Test
    void earnsTheSameWithTheLastUnitOfEveryChannelAndPeriodWhereNoRuleHolds() {
        PlanReport plan = market.plan("periods: 4\nbudget: 24000\ncaution: none");

        double price = plan.headline().marginalReturn();
        assertThat(price).isPositive();
        assertThat(plan.cells())
                .filteredOn(cell -> cell.micros() > 0)
                .allSatisfy(cell -> assertThat(cell.marginalReturn()).isCloseTo(price, within(0.02 * price)));
        assertThat(plan.cells())
                .filteredOn(cell -> cell.micros() == 0)
                .allSatisfy(cell -> assertThat(cell.marginalReturn()).isLessThan(1.02 * price));
        assertThat(plan.headline().value().mean())
                .isGreaterThan(plan.headline().carryingOn().mean());
        assertThat(plan.headline().gap()).isBetween(0.0, 1.0);
    }

    @Test
    void tellsOnlyFiniteNumbers() {
        PlanReport plan = market.plan("periods: 4\nbudget: 24000");

        assertThat(plan.cells()).allSatisfy(cell -> {
            assertThat(cell.expected().mean()).isFinite();
            assertThat(cell.expected().low())
                    .isLessThanOrEqualTo(cell.expected().mean() + 1e-9)
                    .isFinite();
            assertThat(cell.expected().high()).isFinite();
            assertThat(cell.marginalReturn()).isFinite();
        });
    }

    @Test
    void plansNothingForNothing() {
        PlanReport plan = market.plan("periods: 4\nbudget: 0");

        assertThat(totalMicros(plan)).isZero();
        assertThat(plan.headline().value()).isEqualTo(new Estimate(0, 0, 0));
        assertThat(plan.headline().returnOnSpend()).isEmpty();
        assertThat(plan.headline().probabilityBetter()).isEqualTo(0.5);
        assertThat(plan.headline().marginalReturn()).isPositive().isFinite();
        assertThat(plan.notes())
                .contains("plan.budget: 0; nothing is planned, and the plan says what a first amount would earn.");
        assertThat(plan.diagnostics().sentences()).noneMatch(sentence -> sentence.contains("hard to tell apart"));
        assertThat(PlanText.table(plan)).contains("Spend nothing");
        assertThat(Workspace.open(directory).write(plan)).hasSize(4);
    }

    @Test
    void saysThatRulesThatAskForSpendConflictWithABudgetOfNothing() {
        Workspace workspace = market.workspace("periods: 4\nbudget: 0");
        market.write("weir.yaml", read("weir.yaml") + "rules: [{channel: tv, min: 5}]\n");

        assertThatThrownBy(Workspace.open(workspace.directory())::requirePlannable)
                .isInstanceOf(RuleConflictException.class);
    }

    @Test
    void spendsAsMuchAsKeepsTheReturn() {
        PlanReport most = market.plan("periods: 4\nbudget: 60000\ncaution: none");
        double target = 1.3 * most.headline().value().mean() / most.headline().spend();

        PlanReport plan = market.plan("periods: 4\ncaution: none\nbudget: {max: 60000, target-return: " + target + "}");

        double reached = plan.headline().value().mean() / plan.headline().spend();
        assertThat(plan.headline().spend()).isLessThan(60_000).isPositive();
        assertThat(reached).isGreaterThanOrEqualTo(target * (1 - 1e-6)).isCloseTo(target, within(0.02 * target));
        assertThat(plan.headline().carryingOnSpend()).isCloseTo(plan.headline().spend(), within(0.01));
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("The budget was found: "));
    }

    @Test
    void warnsOfTheBudgetThatWasFoundNotOfTheMost() {
        PlanReport plan = market.plan("periods: 4\nbudget: {max: 2000000, target-marginal-return: 1}");

        assertThat(plan.facts()).noneMatch(fact -> fact.text().startsWith("The budget is "));
    }

    @Test
    void spendsAllWhereTheReturnIsReachedWithIt() {
        PlanReport plan = market.plan("periods: 4\nbudget: {max: 12000, target-return: 0.01}");

        assertThat(totalMicros(plan)).isEqualTo(micros(12_000));
    }

    @Test
    void plansNothingWhereNoSpendReturnsEnough() {
        PlanReport plan = market.plan("periods: 4\nbudget: {max: 12000, target-return: 1e6}");

        assertThat(totalMicros(plan)).isZero();
        assertThat(plan.notes()).anyMatch(note -> note.contains("nothing is planned"));
    }

    @Test
    void findsAReturnAboveTheSpendThatRulesAskFor() {
        market.workspace("periods: 4\ncaution: none\nbudget: {max: 60000, target-return: 1.5}");
        market.write(
                "weir.yaml", read("weir.yaml") + "rules: [{channel: tv, min: 1000}, {channel: social, min: 900}]\n");
        PlanReport plan = market.plan(Workspace.open(directory));

        assertThat(plan.headline().value().mean())
                .isGreaterThanOrEqualTo(1.5 * plan.headline().spend() * (1 - 1e-6));
        assertThat(micros(plan, "tv")).allMatch(spend -> spend >= micros(1000));
    }

    @Test
    void saysWhereRulesAskForMoreSpendThanReturnsEnough() {
        market.workspace("periods: 4\nbudget: {max: 60000, target-return: 1000}");
        market.write("weir.yaml", read("weir.yaml") + "rules: [{channel: tv, min: 1000}]\n");
        Workspace workspace = Workspace.open(directory);

        assertThatThrownBy(() -> market.plan(workspace))
                .isInstanceOf(RuleConflictException.class)
                .hasMessageContainingAll("target-return", "1000", "4,000.00 EUR", "Maybe");
    }

    @Test
    void spendsUntilTheLastUnitEarnsTheTarget() {
        PlanReport plan = market.plan("periods: 4\ncaution: none\nbudget: {max: 200000, target-marginal-return: 1}");

        assertThat(plan.headline().spend()).isLessThan(200_000).isPositive();
        assertThat(plan.headline().marginalReturn()).isCloseTo(1, within(0.03));
        assertThat(plan.cells())
                .filteredOn(cell -> cell.micros() > micros(50))
                .allSatisfy(cell -> assertThat(cell.marginalReturn()).isCloseTo(1, within(0.03)));
    }

    @Test
    void addsTheReserveToABudgetThatItFinds() {
        String settings = "periods: 4\ncaution: none\nbudget: {max: 200000, target-marginal-return: 1}";
        PlanReport without = market.plan(settings);
        market.write("weir.yaml", read("weir.yaml") + "rules: [{reserve: 3000}]\n");
        PlanReport with = market.plan(Workspace.open(directory));

        assertThat(with.headline().spend()).isCloseTo(without.headline().spend(), within(150.0));
        assertThat(with.headline().unspent()).isEqualTo(3000);
    }

    @Test
    void reachesAnOutcomeWithLessThanTheMost() {
        PlanReport most = market.plan("periods: 4\nbudget: 60000\ncaution: none");
        double outcome = Math.floor(0.7 * most.headline().value().mean());

        PlanReport plan = market.plan("periods: 4\ncaution: none\nbudget: {max: 60000, outcome: " + outcome + "}");

        assertThat(plan.headline().spend()).isLessThan(60_000);
        assertThat(plan.headline().value().mean())
                .isGreaterThanOrEqualTo(outcome * (1 - 1e-4))
                .isCloseTo(outcome, within(0.01 * outcome));
    }

    @Test
    void saysWhereAnOutcomeCannotBeReached() {
        Workspace workspace = market.workspace("periods: 4\nbudget: {max: 100, outcome: 9000000}");

        assertThatThrownBy(() -> market.plan(workspace))
                .isInstanceOf(RuleConflictException.class)
                .hasMessageContainingAll("9,000,000", "100.00 EUR", "Maybe");
    }

    @Test
    void countsTheCostOfSpendInProfit() {
        PlanReport revenue = market.plan("periods: 4\nbudget: 24000\ncaution: none");
        PlanReport profit = market.plan("periods: 4\nbudget: 24000\ncaution: none\nobjective: profit\nmargin: 0.5");

        assertThat(profit.headline().value().mean())
                .isCloseTo(0.5 * revenue.headline().value().mean() - 24_000, within(100.0));
        assertThat(totalMicros(profit)).isEqualTo(micros(24_000));
        assertThat(profit.headline().marginalReturn())
                .isCloseTo(0.5 * revenue.headline().marginalReturn() - 1, within(0.03));
    }

    @Test
    void countsConversionsOrTheirValue() {
        market.history(Market.csv("orders", 0)).kpi("kpi: {column: orders, kind: conversions, value: 40}");
        PlanReport counts = market.plan("periods: 4\nbudget: 24000\ncaution: none\nobjective: conversions");
        PlanReport worth = market.plan("periods: 4\nbudget: 24000\ncaution: none\nobjective: revenue");

        assertThat(worth.headline().value().mean())
                .isCloseTo(
                        40 * counts.headline().value().mean(),
                        within(0.001 * worth.headline().value().mean()));
        assertThat(PlanText.table(counts)).contains("conversions");
    }

    @Test
    void maximisesEngagement() {
        PlanReport plan = market.history(Market.csv("visits", 0))
                .kpi("kpi: {column: visits, kind: engagement}")
                .plan("periods: 4\nbudget: 24000");

        assertThat(PlanText.table(plan)).containsPattern("incremental\\svisits");
    }

    @Test
    void givesUpExpectedValueForTheWorstCases() {
        PlanReport mean = market.plan("periods: 4\nbudget: 24000\ncaution: none");
        PlanReport careful = market.plan("periods: 4\nbudget: 24000\ncaution: none\nrisk: {cvar: 0.1}");

        assertThat(careful.headline().value().mean())
                .isLessThanOrEqualTo(mean.headline().value().mean() * (1 + 1e-5));
        assertThat(careful.headline().value().low())
                .isGreaterThanOrEqualTo(mean.headline().value().low() * 0.995);
    }

    @ParameterizedTest(name = "caution {0}")
    @ValueSource(doubles = {0.01, 0.05})
    void boundsTheChanceOfHarmOrSaysThatItDoesNot(double caution) {
        PlanReport plan = market.plan("periods: 4\nbudget: 24000\ncaution: " + caution);

        boolean said = plan.notes().stream().anyMatch(note -> note.contains("caution allows"));
        double leastChange = plan.headline().change().low();
        double harmless = -0.01 * plan.headline().carryingOn().high();
        assertThat(said || leastChange >= harmless)
                .as("said %s, change %s, harmless %s", said, leastChange, harmless)
                .isTrue();
    }

    @Test
    void saysWhatCautionCosts() {
        market.workspace("periods: 4\nbudget: 24000\ncaution: 0.01\nbaseline: {last: 2}");
        market.write("weir.yaml", read("weir.yaml") + "rules: [{channel: search, max: 500}]\n");
        PlanReport plan = market.plan(Workspace.open(directory));

        assertThat(plan.notes()).anyMatch(note -> note.contains("caution allows 0.01"));
        assertThat(plan.rules().get(0).cost()).isPositive();
    }

    @Test
    void comparesWithTheLastPeriods() {
        PlanReport all = market.plan("periods: 4\nbudget: 24000");
        PlanReport last = market.plan("periods: 4\nbudget: 24000\nbaseline: {last: 1}");

        var paid = market.workspace("periods: 4\nbudget: 24000").history().paid();
        double sum = paid.stream()
                .mapToDouble(c -> c.spend().national()[Market.WEEKS - 1])
                .sum();
        for (int i = 0; i < 3; i++) {
            double share = paid.get(i).spend().national()[Market.WEEKS - 1] / sum;
            assertThat(last.channels().get(i).carryingOn()).isCloseTo(6000 * share, within(1e-6));
        }
        assertThat(all.headline().carryingOnSpend()).isCloseTo(24_000, within(1e-6));
    }

    @Test
    void comparesAPlanWithItself() throws IOException {
        Workspace workspace = market.workspace("periods: 4\nbudget: 24000");
        workspace.write(market.plan(workspace));
        Files.move(directory.resolve("plan.csv"), directory.resolve("old.csv"));

        PlanReport again = market.plan("periods: 4\nbudget: 24000\nbaseline: old.csv");

        assertThat(again.headline().change().mean()).isCloseTo(0, within(1.0));
        assertThat(again.headline().carryingOnSpend()).isCloseTo(24_000, within(0.001));
        assertThat(again.cells())
                .allSatisfy(cell -> assertThat(cell.carryingOn()).isCloseTo(cell.spend(), within(25.0)));
    }

    @Test
    void refusesABaselineOfAnotherHorizon() throws IOException {
        Workspace workspace = market.workspace("periods: 4\nbudget: 24000");
        workspace.write(market.plan(workspace));
        Files.move(directory.resolve("plan.csv"), directory.resolve("old.csv"));
        Workspace longer = market.workspace("periods: 5\nbudget: 24000\nbaseline: old.csv");

        assertThatThrownBy(longer::requirePlannable)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "old.csv: plan.baseline has no row for " + Market.START.plusWeeks(4) + ", search");
    }

    @Test
    void plansAChannelWithoutHistoryFromItsPriorAndSaysSo() {
        PlanReport plan = market.history(Market.csv("revenue", 1)).plan("periods: 4\nbudget: 24000");

        ChannelReport tv = plan.channels().get(2);
        assertThat(tv.historyMax()).isZero();
        assertThat(tv.verdict()).contains("it never ran", "prior");
        assertThat(tv.expected().mean()).isFinite();
        assertThat(totalMicros(plan)).isEqualTo(micros(24_000));
        assertThat(plan.diagnostics().warnings()).anyMatch(s -> s.contains("next to nothing about tv"));
    }

    @Test
    void plansPerRegionWhereAsked() throws IOException {
        market.history(Market.byRegion()).with("geo: region");
        PlanReport plan = market.plan("periods: 3\nbudget: 20000\nby-geo: true");

        assertThat(plan.grid().columns()).hasSize(6);
        assertThat(totalMicros(plan)).isEqualTo(micros(20_000));
        for (ChannelReport channel : plan.channels()) {
            double sum = plan.cells().stream()
                    .filter(cell -> Market.channelOf(plan, cell).equals(channel.name()))
                    .mapToDouble(Cell::spend)
                    .sum();
            assertThat(channel.planned()).isCloseTo(sum / 3, within(0.001));
        }
        market.workspace("periods: 3\nbudget: 20000\nby-geo: true").write(plan);
        assertThat(Files.readAllLines(directory.resolve("plan.csv")))
                .hasSize(19)
                .startsWith("period_start,channel,geo,spend,expected,low,high,marginal_return,binding");
    }

    @Test
    void treatsRegionsAsOneNationWhereNotAsked() {
        PlanReport plan = market.history(Market.byRegion()).with("geo: region").plan("periods: 3\nbudget: 20000");

        assertThat(plan.grid().columns()).hasSize(3);
        assertThat(totalMicros(plan)).isEqualTo(micros(20_000));
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
