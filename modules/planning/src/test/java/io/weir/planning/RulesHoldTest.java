package io.weir.planning;

import static io.weir.planning.Market.micros;
import static io.weir.planning.Market.totalMicros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.RuleConflictException;
import io.weir.planning.PlanReport.RuleReport;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of rule holds in the plan to the cent, and the total is met or said not to be. */
class RulesHoldTest {
    private static final long CENT = 10_000;
    private static final long BUDGET = micros(24_000);

    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory);
    }

    @Test
    void meetsTheTotalToTheCent() {
        PlanReport plan = market.plan("periods: 3\nbudget: 10000.01");

        assertThat(totalMicros(plan)).isEqualTo(micros(10_000.01));
        assertThat(plan.cells()).allMatch(cell -> cell.micros() % CENT == 0 && cell.micros() >= 0);
        assertThat(plan.headline().unspent()).isZero();
    }

    @Test
    void booksWholeUnitsOfACurrencyWithoutDecimals() {
        Workspace workspace = market.workspace("periods: 3\nbudget: 10001");
        market.write("weir.yaml", read("weir.yaml").replace("currency: EUR", "currency: JPY"));
        PlanReport plan = market.plan(Workspace.open(workspace.directory()));

        assertThat(totalMicros(plan)).isEqualTo(micros(10_001));
        assertThat(plan.cells()).allMatch(cell -> cell.micros() % 1_000_000 == 0);
    }

    @Test
    void keepsBoundsAndNamesTheOnesThatHold() {
        PlanReport plan = market.planRuled("{id: lid, channel: search, max: 1500.55}", "{channel: tv, min: 1200}");

        assertThat(micros(plan, "search")).allMatch(spend -> spend <= micros(1500.55));
        assertThat(micros(plan, "tv")).allMatch(spend -> spend >= micros(1200));
        assertThat(totalMicros(plan)).isEqualTo(BUDGET);
        assertThat(rule(plan, "lid").binding()).isTrue();
        assertThat(rule(plan, "lid").cost()).isPositive();
        assertThat(rule(plan, "lid").shadowPrice()).isPositive();
        assertThat(plan.cells())
                .filteredOn(cell -> Market.channelOf(plan, cell).equals("search"))
                .allMatch(cell -> cell.binding().contains("lid"));
    }

    @Test
    void holdsAChannelFixed() {
        PlanReport plan = market.planRuled("{channel: social, fixed: 777.77}");

        assertThat(micros(plan, "social")).containsOnly(micros(777.77));
        assertThat(totalMicros(plan)).isEqualTo(BUDGET);
    }

    @Test
    void keepsShares() {
        PlanReport plan = market.planRuled("{channel: search, max-share: 0.3}", "{channel: tv, min-share: 0.25}");

        for (int t = 0; t < 4; t++) {
            double all = micros(plan, "search").get(t)
                    + micros(plan, "social").get(t)
                    + micros(plan, "tv").get(t);
            assertThat(micros(plan, "search").get(t)).isLessThanOrEqualTo((long) Math.ceil(0.3 * all));
            assertThat(micros(plan, "tv").get(t)).isGreaterThanOrEqualTo((long) Math.floor(0.25 * all));
        }
    }

    @Test
    void keepsGroups() {
        PlanReport plan = market.planRuled("{group: [search, social], max: 3000}");

        for (int t = 0; t < 4; t++) {
            assertThat(micros(plan, "search").get(t) + micros(plan, "social").get(t))
                    .isLessThanOrEqualTo(micros(3000));
        }
        assertThat(totalMicros(plan)).isEqualTo(BUDGET);
    }

    @Test
    void keepsChangesSmall() {
        PlanReport plan = market.planRuled("{channel: search, max-change: {up: 0.05, down: 0.1}}");

        double[] history = history("search");
        double before = micros(history[history.length - 1]);
        for (long spend : micros(plan, "search")) {
            assertThat((double) spend).isBetween(0.9 * before - CENT, 1.05 * before + CENT);
            before = spend;
        }
    }

    @Test
    void spendsInSteps() {
        PlanReport plan = market.planRuled("{channel: social, step: 250}");

        assertThat(micros(plan, "social")).allMatch(spend -> spend % micros(250) == 0);
        assertThat(totalMicros(plan)).isEqualTo(BUDGET);
    }

    @Test
    void spendsNothingWhileAChannelIsOff() {
        PlanReport plan = market.planRuled(
                "{channel: search, off: " + Market.START.plusWeeks(1) + "/" + Market.START.plusWeeks(2) + "}");

        var search = micros(plan, "search");
        assertThat(search.get(1)).isZero();
        assertThat(search.get(2)).isZero();
        assertThat(search.get(0)).isPositive();
        assertThat(totalMicros(plan)).isEqualTo(BUDGET);
    }

    @Test
    void spendsWhatIsCommitted() {
        PlanReport plan = market.planRuled("{channel: tv, commit: 15000}");

        assertThat(micros(plan, "tv").stream().mapToLong(m -> m).sum()).isGreaterThanOrEqualTo(micros(15_000));
    }

    @Test
    void keepsEachPeriodsBudget() {
        PlanReport plan = market.planRuled("{budget-per-period: {min: 5500, max: 6200}}");

        for (int t = 0; t < 4; t++) {
            assertThat(micros(plan, "search").get(t)
                            + micros(plan, "social").get(t)
                            + micros(plan, "tv").get(t))
                    .isBetween(micros(5500), micros(6200));
        }
    }

    @Test
    void leavesTheReserveUnspentAndComparesWithCarryingOnOnTheRest() {
        PlanReport plan = market.planRuled("{id: rainy-day, reserve: 4000}");

        assertThat(totalMicros(plan)).isEqualTo(micros(20_000));
        assertThat(plan.headline().unspent()).isEqualTo(4000);
        assertThat(plan.headline().unspentBecause()).containsExactly("rainy-day");
        assertThat(plan.headline().carryingOnSpend()).isCloseTo(20_000, within(1e-6));
    }

    @Test
    void saysHowMuchStaysUnspentAndWhichRulesStopIt() {
        PlanReport plan = market.planRuled(
                "{id: a, channel: search, max: 1000}",
                "{id: b, channel: social, max: 1000}",
                "{id: c, channel: tv, max: 1000}");

        assertThat(totalMicros(plan)).isEqualTo(micros(12_000));
        assertThat(plan.headline().unspent()).isEqualTo(12_000);
        assertThat(plan.headline().unspentBecause()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void saysOfBrokenSoftRulesOnlyThatTheyAreBroken() {
        var rules = new String[11];
        Arrays.fill(rules, "{channel: search, min: 0}");
        rules[9] = "{channel: tv, min: 5900, soft: 0.001}";

        PlanReport plan = market.planRuled(rules);

        assertThat(plan.rules())
                .filteredOn(RuleReport::broken)
                .extracting(RuleReport::id)
                .containsExactly("rule-10");
        assertThat(plan.notes()).anyMatch(note -> note.startsWith("rule-10: "));
    }

    @Test
    void chargesNothingForARuleThatDoesNotHold() {
        PlanReport loose = market.planRuled("{id: far, channel: search, max: 24000}");

        assertThat(rule(loose, "far").binding()).isFalse();
        assertThat(rule(loose, "far").cost()).isZero();
        assertThat(rule(loose, "far").shadowPrice()).isZero();
    }

    @Test
    void namesTheSmallestSetOfRulesThatCannotHoldTogether() {
        Workspace workspace = market.ruled(
                "{id: harmless, channel: tv, min: 10}",
                "{id: lid, group: [search, social], max: 3000}",
                "{id: floor, channel: search, min: 4000}");

        assertThatThrownBy(workspace::requirePlannable)
                .isInstanceOfSatisfying(
                        RuleConflictException.class,
                        conflict -> assertThat(conflict.parties())
                                .extracting(RuleConflictException.Party::rule)
                                .containsExactlyInAnyOrder("lid", "floor"))
                .hasMessageContainingAll("weir.yaml:16", "weir.yaml:17", "3,000.00 EUR", "4,000.00 EUR");
        assertThatThrownBy(() -> market.plan(workspace)).isInstanceOf(RuleConflictException.class);
    }

    private double[] history(String channel) {
        return Workspace.open(directory).history().paid().stream()
                .filter(c -> c.channel().name().equals(channel))
                .findFirst()
                .orElseThrow()
                .spend()
                .national();
    }

    private static RuleReport rule(PlanReport plan, String id) {
        return plan.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String read(String name) {
        try {
            return java.nio.file.Files.readString(directory.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
