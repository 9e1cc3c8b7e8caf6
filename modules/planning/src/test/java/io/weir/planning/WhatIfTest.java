package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.BadInputException;
import io.weir.core.Progress;
import io.weir.core.RuleConflictException;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario means for plan and value, on a small market. */
class WhatIfTest {
    private static final String PLAN = "periods: 4\nbudget: 24000";

    @TempDir
    private Path directory;

    private Market market;
    private Workspace workspace;

    @BeforeEach
    void opens() {
        market = new Market(directory);
        workspace = market.workspace(PLAN);
    }

    @Test
    void theBaseIsThePlanOfTheWorkspace() {
        WhatIfReport report = report("changes: [{budget: -20%}]");

        assertThat(compared(report.base())).isEqualTo(compared(market.plan(workspace)));
    }

    /**
     * All of a plan but where it comes from, how near it is to the best and which test would improve it: a comparison does
     * not look for these.
     */
    private static JsonNode compared(PlanReport plan) {
        try {
            ObjectNode tree = (ObjectNode) new JsonMapper().readTree(PlanText.json(plan));
            ((ObjectNode) tree.get("headline")).remove("gap");
            ((ObjectNode) tree.get("diagnostics")).remove("sentences");
            return tree.without(List.of("provenance", "experiment"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aScenarioIsThePlanOfTheWorkspaceChangedByHand() {
        ScenarioReport scenario = scenario("plan: {periods: 4, budget: 30000}\nrules: [{channel: tv, max: 900}]");

        PlanReport byHand = market.plan(ruled("periods: 4\nbudget: 30000", "{channel: tv, max: 900}"));

        assertThat(scenario.plan().cells()).isEqualTo(byHand.cells());
        assertThat(scenario.plan().headline())
                .usingRecursiveComparison()
                .ignoringFields("gap")
                .isEqualTo(byHand.headline());
        assertThat(scenario.plan().headline().gap()).isNaN();
    }

    @Test
    void aBudgetCutIsPlannedAndComparedDrawByDraw() {
        ScenarioReport cut = scenario("changes: [{budget: -20%}]");

        assertThat(cut.plan().headline().spend()).isEqualTo(19_200);
        assertThat(cut.plan().headline().budget()).isEqualTo(19_200);
        Difference difference = cut.difference().orElseThrow();
        assertThat(difference.change().mean())
                .isCloseTo(
                        cut.plan().headline().value().mean()
                                - base().headline().value().mean(),
                        within(1e-6));
        assertThat(width(difference.change()))
                .isLessThan(0.5 * width(cut.plan().headline().value()));
        assertThat(difference.probabilityBetter()).isLessThan(0.05);
        assertThat(cut.unchanged()).isEmpty();
        assertThat(cut.impossible()).isEqualTo("it spends 24,000.00 EUR, and 19,200.00 EUR may be spent");
    }

    @Test
    void moreBudgetLeavesTheBasePlanPossible() {
        ScenarioReport more = scenario("changes: [{budget: +50%}]");

        Unchanged kept = more.unchanged().orElseThrow();
        assertThat(kept.spend()).isEqualTo(24_000);
        assertThat(kept.difference().orElseThrow()).isEqualTo(new Difference(new PlanReport.Estimate(0, 0, 0), 0.5));
        assertThat(kept.replanning()).isEqualTo(more.difference().orElseThrow());
        assertThat(kept.replanning().change().mean()).isPositive();
    }

    @Test
    void aDearerChannelCostsResponseNotSpend() {
        ScenarioReport dearer = scenario("changes: [{channel: social, price: +30%}]");

        Unchanged kept = dearer.unchanged().orElseThrow();
        assertThat(kept.spend()).isEqualTo(24_000);
        assertThat(kept.difference().orElseThrow().change().high()).isNegative();
        assertThat(kept.replanning().change().mean()).isNotNegative();
        assertThat(dearer.difference().orElseThrow().change().mean())
                .isGreaterThanOrEqualTo(kept.difference().orElseThrow().change().mean());
        assertThat(dearer.plan().headline().spend()).isEqualTo(24_000);
    }

    @Test
    void aCheaperChannelBringsMore() {
        ScenarioReport cheaper = scenario("changes: [{channel: social, price: -30%}]");

        assertThat(cheaper.difference().orElseThrow().change().low()).isPositive();
        assertThat(cheaper.unchanged().orElseThrow().difference().orElseThrow().probabilityBetter())
                .isEqualTo(1);
    }

    @Test
    void aPauseTakesTheSpendOfEveryPeriodItTouches() {
        ScenarioReport pause = scenario("changes: [{channel: tv, pause: 2024-03-05/2024-03-11}]");

        assertThat(Market.START).hasToString("2024-02-26");
        assertThat(Market.micros(pause.plan(), "tv").get(1)).isZero();
        assertThat(Market.micros(pause.plan(), "tv").get(2)).isZero();
        assertThat(Market.micros(pause.plan(), "tv").get(3)).isPositive();
        assertThat(Market.totalMicros(pause.plan())).isEqualTo(Market.micros(24_000));
        assertThat(pause.plan().rules()).extracting(PlanReport.RuleReport::id).contains("tv paused");
        double left =
                Market.micros(base(), "tv").get(1) + Market.micros(base(), "tv").get(2);
        assertThat(pause.unchanged().orElseThrow().spend()).isCloseTo(24_000 - left / 1e6, within(1e-6));
        assertThat(pause.notes()).anyMatch(note -> note.contains("cannot be spent while a channel pauses"));
    }

    @Test
    void heldSpendIsThatOfTheBasePlanChangedOverTheHorizon() {
        ScenarioReport held = scenario("changes: [{channel: search, spend: +10%}]");

        assertThat(total(held.plan(), "search")).isCloseTo(1.1 * total(base(), "search"), within(0.0051));
        assertThat(Market.totalMicros(held.plan())).isEqualTo(Market.micros(24_000));
        assertThat(held.difference().orElseThrow().change().mean()).isNotPositive();
        assertThat(held.impossible()).startsWith("it breaks rule \"search spend +10 %\" (search exactly ");
    }

    @Test
    void heldSpendKeepsTheStepsOfTheChannel() {
        workspace = ruled(PLAN, "{channel: search, step: 250}");

        ScenarioReport held = scenario("changes: [{channel: search, spend: -7%}]");

        assertThat(Market.micros(held.plan(), "search")).allMatch(micros -> micros % 250_000_000L == 0);
        assertThat(total(held.plan(), "search")).isCloseTo(0.93 * total(base(), "search"), within(125.0));
    }

    @Test
    void aChannelCanBeTakenOutAltogether() {
        ScenarioReport without = scenario("changes: [{channel: tv, spend: -100%}]");

        assertThat(total(without.plan(), "tv")).isZero();
        assertThat(Market.totalMicros(without.plan())).isEqualTo(Market.micros(24_000));
    }

    @Test
    void aNewChannelIsPlannedWithWiderIntervalsThanTheOneItIsLike() {
        ScenarioReport with = scenario("changes: [{channel: radio, like: social, return: 1}]");

        assertThat(with.plan().channels())
                .extracting(PlanReport.ChannelReport::name)
                .containsExactly("search", "social", "tv", "radio");
        assertThat(total(with.plan(), "radio")).isPositive();
        assertThat(with.plan().channels().get(3).historyMax()).isZero();
        PlanReport.Estimate radio = with.plan().channels().get(3).marginalBefore();
        PlanReport.Estimate social = with.plan().channels().get(1).marginalAfter();
        assertThat(width(radio) / radio.mean()).isGreaterThan(width(social) / social.mean());
        assertThat(with.unchanged().orElseThrow().difference().orElseThrow().change())
                .isEqualTo(new PlanReport.Estimate(0, 0, 0));
    }

    @Test
    void aNewChannelDependsOnTheSeedAlone() {
        WhatIfReport once = report("changes: [{channel: radio, like: social}]");
        WhatIfReport again = report("changes: [{channel: radio, like: social}]");
        WhatIfReport other = workspace.whatIf(
                market.calibration(workspace), List.of(directory.resolve("s0.yaml")), new Options(2, Progress.SILENT));

        assertThat(again.scenarios()).isEqualTo(once.scenarios());
        assertThat(other.scenarios().get(0).plan().headline().value())
                .isNotEqualTo(once.scenarios().get(0).plan().headline().value());
    }

    @Test
    void severalChangesWorkTogether() {
        ScenarioReport all = scenario("""
                plan: {periods: 4}
                changes:
                  - {budget: -10%}
                  - {channel: search, price: +20%}
                  - {channel: tv, pause: 2024-02-26/2024-03-03}
                  - {channel: radio, like: search, return: 0.5}
                  - {channel: radio, pause: 2024-03-04/2024-03-10}
                """);

        assertThat(Market.totalMicros(all.plan())).isEqualTo(Market.micros(21_600));
        assertThat(Market.micros(all.plan(), "tv").get(0)).isZero();
        assertThat(Market.micros(all.plan(), "radio").get(1)).isZero();
    }

    @Test
    void manyScenariosComeInTheirOrderWhateverTheyNeed() {
        WhatIfReport report = report(
                "name: a\nchanges: [{channel: tv, spend: +10%}]",
                "name: b\nchanges: [{budget: -1%}]", "name: c\nchanges: [{channel: social, spend: -10%}]");

        assertThat(report.scenarios()).extracting(ScenarioReport::name).containsExactly("a", "b", "c");
        assertThat(report.scenarios()).noneMatch(ScenarioReport::ownCalibration);
        assertThat(report.seconds()).isPositive();
        assertThat(report.provenance()).containsKeys("sha256 of scenario a", "sha256 of weir.yaml", "seed");
    }

    @Test
    void objectivesOfDifferentUnitsAreNotCompared() {
        ScenarioReport profit = scenario("plan: {objective: profit, margin: 0.6}");

        assertThat(profit.difference()).isEmpty();
        assertThat(profit.incomparable()).isEqualTo("the base counts revenue, this scenario profit");
        assertThat(profit.unchanged().orElseThrow().difference()).isEmpty();
        assertThat(profit.unchanged().orElseThrow().replanning().change().mean())
                .isNotNegative();
    }

    @Test
    void aScenarioMayMaximiseLifetimeValue() {
        market.history(Market.csv("orders", 0)).kpi("kpi: {column: orders, kind: conversions}");
        workspace = market.workspace(PLAN);

        ScenarioReport customers = scenario("plan: {objective: lifetime-value, lifetime-value: 40}");

        assertThat(customers.ownCalibration()).isFalse();
        assertThat(customers.incomparable()).isEqualTo("the base counts conversions, this scenario lifetime value");
        assertThat(customers.plan().headline().value().mean())
                .isCloseTo(
                        40 * base().headline().value().mean() - 24_000,
                        within(0.001 * customers.plan().headline().value().mean()));
        assertThat(customers.notes()).contains("plan.lifetime-value: 40.00 EUR a conversion, as given.");
    }

    @Test
    void scenariosOfOtherLifetimeValuesAreComparedInMoney() {
        market.history(Market.csv("orders", 0)).kpi("kpi: {column: orders, kind: conversions}");
        workspace = market.workspace(PLAN + "\nobjective: lifetime-value\nlifetime-value: 40");

        ScenarioReport twice = scenario("plan: {lifetime-value: 80}");

        PlanReport.Estimate before = base().headline().value();
        assertThat(twice.difference().orElseThrow().change().mean())
                .isCloseTo(before.mean() + 24_000, within(0.001 * before.mean()));
        assertThat(twice.difference().orElseThrow().probabilityBetter()).isEqualTo(1);
        assertThat(twice.plan().notes()).contains("plan.lifetime-value: 80.00 EUR a conversion, as given.");
    }

    @Test
    void differentHorizonsAreComparedAndSaidToDiffer() {
        ScenarioReport longer = scenario("plan: {periods: 6, budget: 36000}");

        assertThat(longer.difference()).isPresent();
        assertThat(longer.unchanged()).isEmpty();
        assertThat(longer.impossible()).isEqualTo("it is of another horizon: 4 weeks from 2024-02-26");
        assertThat(longer.notes())
                .anyMatch(note -> note.startsWith("The horizons differ: the base plans 4 weeks from 2024-02-26, this"
                        + " scenario 6 weeks from 2024-02-26."));
    }

    @Test
    void anotherModelIsCalibratedAnewAndSaidToBe() {
        ScenarioReport other = scenario("model: {interactions: none}");

        assertThat(other.ownCalibration()).isTrue();
        assertThat(other.difference()).isPresent();
        assertThat(other.notes()).anyMatch(note -> note.contains("calibrated anew"));
    }

    @Test
    void aScenarioWithoutAPlanSaysWhichItIs() {
        assertThatThrownBy(() -> report(
                        "name: ok\nchanges: [{budget: -1%}]", "name: too much\nrules:\n- {channel: tv, min: 9000}"))
                .isInstanceOf(RuleConflictException.class)
                .hasMessageStartingWith("scenario \"too much\" (" + directory.resolve("s1.yaml") + "): ")
                .hasMessageContaining("s1.yaml:3: rule-1");
    }

    @Test
    void conflictsOfScenariosAreFoundBeforeAnythingIsLearnt() {
        write("s0.yaml", "name: too much\nrules: [{channel: tv, min: 9000}]");

        assertThatThrownBy(() -> workspace.requireComparable(List.of(directory.resolve("s0.yaml"))))
                .isInstanceOf(RuleConflictException.class)
                .hasMessageContaining("too much");
    }

    @Test
    void aBaselineFileThatDoesNotFitIsToldWithItsScenario() {
        write("other.csv", "period_start,channel,spend\n2024-02-26,radio,5\n");
        write("s0.yaml", "name: against another\nplan: {baseline: other.csv}");

        assertThatThrownBy(() -> workspace.requireComparable(List.of(directory.resolve("s0.yaml"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other.csv:2: in scenario \"against another\"");
    }

    @Test
    void thePlanByRegionIsComparedToo() {
        market.history(Market.byRegion()).with("geo: region");
        workspace = market.workspace("periods: 3\nbudget: 20000\nby-geo: true");

        ScenarioReport radio = scenario("""
                changes:
                  - {channel: radio, like: tv, return: 0.7}
                  - {channel: tv, price: +10%}
                  - {channel: search, spend: +5%}
                """);

        assertThat(radio.plan().grid().columns()).hasSize(8);
        assertThat(total(radio.plan(), "search")).isCloseTo(1.05 * total(base(), "search"), within(0.0051));
    }

    private Workspace ruled(String plan, String... rules) {
        market.workspace(plan);
        String yaml = read("weir.yaml");
        write("weir.yaml", yaml + "rules:\n  - " + String.join("\n  - ", rules) + "\n");
        return Workspace.open(directory);
    }

    private PlanReport base() {
        return market.plan(workspace);
    }

    private ScenarioReport scenario(String yaml) {
        return report(yaml).scenarios().get(0);
    }

    private WhatIfReport report(String... yamls) {
        List<Path> files = IntStream.range(0, yamls.length)
                .mapToObj(k -> {
                    write("s" + k + ".yaml", yamls[k]);
                    return directory.resolve("s" + k + ".yaml");
                })
                .toList();
        return workspace.whatIf(market.calibration(workspace), files, Options.defaults());
    }

    private void write(String name, String text) {
        market.write(name, text);
    }

    private String read(String name) {
        try {
            return java.nio.file.Files.readString(directory.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double total(PlanReport plan, String channel) {
        return Stream.of(channel)
                        .flatMap(name -> Market.micros(plan, name).stream())
                        .mapToLong(micros -> micros)
                        .sum()
                / 1e6;
    }

    private static double width(PlanReport.Estimate estimate) {
        return estimate.high() - estimate.low();
    }
}
