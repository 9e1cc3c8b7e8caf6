package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Goal;
import io.weir.planning.PlanSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a conversion is worth over time, in each form, and what is wrong with it. */
class LifetimeValuePartTest {
    private static final String CUSTOMERS =
            "{order-value: 60, margin: 0.4, orders: 0.25, retention: 0.97, discount: 0.003}";

    @TempDir
    private Path directory;

    private Workspaces workspaces;

    @BeforeEach
    void makesAWorkspace() {
        workspaces = new Workspaces(directory).history(worth(t -> "80"));
    }

    // ---- what is read ----

    @Test
    void anAmountIsTakenAsItIs() {
        WorkspaceFiles files = counting("120.5").read();

        assertThat(files.plan().goal()).isEqualTo(Goal.LIFETIME_VALUE);
        assertThat(files.plan().lifetimeValue()).isEqualTo(120.5);
        assertThat(files.notes()).contains("plan.lifetime-value: 120.50 EUR a conversion, as given.");
    }

    @Test
    void smallAmountsKeepTheirDigits() {
        assertThat(counting("0.0423").read().notes())
                .contains("plan.lifetime-value: 0.0423 EUR a conversion, as given.");
    }

    @Test
    void ofAColumnTheMeanPerConversionCounts() {
        WorkspaceFiles files =
                counting("ltv").history(worth(t -> "" + (100 + t))).read();

        double conversions = IntStream.range(0, Workspaces.WEEKS)
                .mapToDouble(t -> 9000.5 + 10 * t)
                .sum();
        double worth = IntStream.range(0, Workspaces.WEEKS)
                .mapToDouble(t -> (100 + t) * (9000.5 + 10 * t))
                .sum();
        assertThat(files.plan().lifetimeValue()).isCloseTo(worth / conversions, within(1e-9));
        assertThat(files.notes())
                .contains("plan.lifetime-value: 114.58 EUR a conversion, the mean of column ltv over the conversions of"
                        + " the last 30 weeks.");
    }

    @Test
    void ofALongColumnTheLastYearCounts() {
        String csv = worth(t -> "1000");
        for (int t = Workspaces.WEEKS; t < 100; t++) {
            csv += Workspaces.row(t) + (t < 48 ? ",1000\n" : ",50\n");
        }
        workspaces.history(csv);

        WorkspaceFiles files = counting("ltv", "  start: 2023-07-31\n", "").read();

        assertThat(files.plan().lifetimeValue()).isCloseTo(50, within(1e-9));
        assertThat(files.notes()).anyMatch(note -> note.endsWith("over the conversions of the last 52 weeks."));
    }

    @Test
    void ofCustomersWhoReturnAllOrdersCount() {
        WorkspaceFiles files = counting(CUSTOMERS).read();

        assertThat(files.plan().lifetimeValue()).isCloseTo(24 * (1 + 0.25 * 0.97 / 0.033), within(1e-9));
        assertThat(files.notes())
                .contains("plan.lifetime-value: 200.36 EUR a conversion, the profit of a first order (24.00 EUR) and of"
                        + " later ones (176.36 EUR: 0.25 orders a week, 0.97 of customers stay each week, discount"
                        + " 0.003).");
    }

    @Test
    void thereIsNoDiscountUnlessOneIsSaid() {
        assertThat(counting("{order-value: 60, margin: 0.4, orders: 0.25, retention: 0.9}")
                        .read()
                        .plan()
                        .lifetimeValue())
                .isCloseTo(24 * (1 + 0.25 * 0.9 / 0.1), within(1e-9));
    }

    @Test
    void otherGoalsDoNotKnowIt() {
        assertThat(workspaces.read().plan().lifetimeValue()).isEqualTo(1);
    }

    @Test
    void aValueOfTheKpiIsSaidNotToCount() {
        assertThat(counting("30", "kind: conversions}", "kind: conversions, value: 40}")
                        .read()
                        .notes())
                .contains("history.kpi.value: not what the plan counts, as the objective is lifetime-value.");
    }

    @Test
    void missingValuesOfAColumnLieBetweenTheirNeighboursWhereGapsAreFilled() {
        workspaces.history(worth(t -> t == 5 ? "" : "80"));

        assertThat(counting("ltv", "currency: EUR", "currency: EUR\n  gaps: zero")
                        .read()
                        .plan()
                        .lifetimeValue())
                .isCloseTo(80, within(1e-9));
    }

    // ---- what is wrong ----

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsWhatIsWrong(String value, String fault) {
        assertThat(counting(value).faults()).isEqualTo(fault);
    }

    static Stream<Arguments> tellsWhatIsWrong() {
        return Stream.of(
                Arguments.of(
                        "0",
                        "weir.yaml:16: plan.lifetime-value (0) must be an amount above 0, at most 100,000,000,000."),
                Arguments.of(
                        "-5",
                        "weir.yaml:16: plan.lifetime-value (-5) must be an amount above 0, at most 100,000,000,000."),
                Arguments.of(
                        "[5]",
                        "weir.yaml:16: plan.lifetime-value (a list) must be an amount per conversion, a column, or"
                                + " order-value, margin, orders and retention."),
                Arguments.of(
                        "ltw",
                        "weir.yaml:16: plan.lifetime-value (ltw) is not a column of history.csv.\n"
                                + "  Maybe \"ltv\" was meant."),
                Arguments.of(
                        "{order-value: 60, margin: 0.4, orders: 0.25, retention: 1}",
                        "weir.yaml:16: plan.lifetime-value.retention (1) must be a share from 0 to below 1."),
                Arguments.of(
                        "{order-value: 60, margin: 0.4, orders: 0.25, retentoin: 0.9, retention: 0.9}",
                        "weir.yaml:16: plan.lifetime-value.retentoin is not a known key; known are order-value, margin,"
                                + " orders, retention, discount.\n  Maybe \"retention\" was meant."));
    }

    @Test
    void tellsEveryFaultOfCustomersWithItsLine() {
        String customers =
                "\n    order-value: 0\n    margin: 40%\n    orders: -1\n    discuont: 0.002\n    discount: 2";

        assertThat(counting(customers).faults().lines().filter(line -> !line.startsWith("  ")))
                .containsExactly(
                        "weir.yaml:17: plan.lifetime-value.order-value (0) must be an amount above 0, at most"
                                + " 100,000,000,000.",
                        "weir.yaml:17: plan.lifetime-value.retention is missing; it is needed: the share of customers"
                                + " that stay from period to period.",
                        "weir.yaml:18: plan.lifetime-value.margin (40%) must be a share above 0, up to 1.",
                        "weir.yaml:19: plan.lifetime-value.orders (-1) must be a number from 0 to 1000.",
                        "weir.yaml:20: plan.lifetime-value.discuont is not a known key; known are order-value, margin,"
                                + " orders, retention, discount.",
                        "weir.yaml:21: plan.lifetime-value.discount (2) must be a share from 0 to 1.");
    }

    @Test
    void tellsWhatIsWrongInAColumnWithItsLine() {
        workspaces.history(worth(t -> t == 3 ? "-80" : t == 4 ? "" : t == 5 ? "much" : "80"));

        assertThat(counting("ltv").faults())
                .contains("history.csv:5: ltv (-80) must be at least 0.\n  Maybe")
                .contains("history.csv:7: ltv (much) must be a number.\n  Maybe");

        workspaces.history(worth(t -> t == 4 ? "" : "80"));

        assertThat(counting("ltv").faults()).startsWith("history.csv:6: ltv is missing; it must be a number.\n  Maybe");
    }

    @Test
    void aColumnOfNothingIsWorthNothing() {
        workspaces.history(worth(t -> "0"));

        assertThat(counting("ltv").faults())
                .isEqualTo("weir.yaml:16: plan.lifetime-value (ltv) must be above 0 on average over the conversions of"
                        + " the last 30 weeks.\n  Maybe another column was meant.");
    }

    @Test
    void theObjectiveNeedsIt() {
        workspaces.yaml(Workspaces.YAML
                .replace("kind: revenue}", "kind: conversions}")
                .replace("objective: revenue", "objective: lifetime-value"));

        assertThat(workspaces.faults())
                .startsWith(
                        "weir.yaml:15: plan.objective (lifetime-value) needs plan.lifetime-value, what a conversion"
                                + " is worth over time.\n  Maybe add lifetime-value: 120 (currency per conversion, a column, or");
    }

    @Test
    void itNeedsTheObjective() {
        assertThat(workspaces
                        .yamlWith("objective: revenue", "objective: revenue\n  lifetime-value: 30")
                        .faults())
                .isEqualTo("weir.yaml:16: plan.lifetime-value (30) is for objective: lifetime-value only, and the"
                        + " objective is revenue.\n  Maybe write objective: lifetime-value, or delete lifetime-value"
                        + " (in a scenario: leave it empty).");
    }

    @Test
    void aMisspeltObjectiveIsOneFault() {
        assertThat(workspaces
                        .yamlWith("objective: revenue", "objective: lifetime-valu\n  lifetime-value: 30")
                        .faults())
                .startsWith("weir.yaml:15: plan.objective (lifetime-valu) must be one of")
                .endsWith("Maybe \"lifetime-value\" was meant.");
    }

    @ParameterizedTest
    @MethodSource
    void onlyConversionsWinCustomers(String kind, String fault) {
        String yaml = Workspaces.YAML
                .replace("kind: revenue}", "kind: " + kind + "}")
                .replace("objective: revenue", "objective: lifetime-value\n  lifetime-value: 30");

        assertThat(workspaces.yaml(yaml).faults()).isEqualTo(fault);
    }

    static List<Arguments> onlyConversionsWinCustomers() {
        String start = "weir.yaml:15: plan.objective (lifetime-value) needs conversions, each of which wins a customer:"
                + " the KPI counts ";
        return List.of(
                Arguments.of("revenue", start + "revenue.\n  Maybe objective: profit with margin: 0.4 was meant."),
                Arguments.of("engagement", start + "engagement.\n  Maybe history.kpi.kind is wrong."));
    }

    // ---- scenarios ----

    @Test
    void aScenarioMayNameAnotherColumnOfTheSameHistory() {
        counting("ltv");
        workspaces.history(worth(t -> "80,90").replaceFirst("ltv\n", "ltv,later\n"));

        assertThat(scenario("plan: {lifetime-value: later}").plan().lifetimeValue())
                .isCloseTo(90, within(1e-9));
        assertThat(scenario("plan: {budget: 5000}").plan().lifetimeValue()).isCloseTo(80, within(1e-9));
        assertThat(scenario("plan: {budget: 5000}").history())
                .isEqualTo(workspaces.read().history());
    }

    @Test
    void aScenarioMayChangeOneTraitOfCustomers() {
        counting(CUSTOMERS);

        assertThat(scenario("plan: {lifetime-value: {retention: 0.9}}").plan().lifetimeValue())
                .isCloseTo(24 * (1 + 0.25 * 0.9 / 0.103), within(1e-9));
    }

    @Test
    void aScenarioMayHaveAnotherObjective() {
        counting("30");

        PlanSettings plan =
                scenario("plan: {objective: conversions, lifetime-value: }").plan();

        assertThat(plan.goal()).isEqualTo(Goal.CONVERSIONS);
        assertThat(plan.lifetimeValue()).isEqualTo(1);
    }

    private WorkspaceFiles scenario(String yaml) {
        workspaces.write("s.yaml", yaml);
        return ScenarioReader.read(workspaces.read(), directory, List.of(directory.resolve("s.yaml")))
                .get(0)
                .files();
    }

    /** The usual workspace, which counts conversions and maximises what they are worth; line 16 says it. */
    private Workspaces counting(String lifetimeValue) {
        return counting(lifetimeValue, "", "");
    }

    /** The same with another part replaced. */
    private Workspaces counting(String lifetimeValue, String old, String replacement) {
        return workspaces.yaml(Workspaces.YAML
                .replace("kind: revenue}", "kind: conversions}")
                .replace("objective: revenue", "objective: lifetime-value\n  lifetime-value: " + lifetimeValue)
                .replace(old, replacement));
    }

    /** The usual history with a further column {@code ltv}. */
    private static String worth(IntFunction<String> worth) {
        return Workspaces.csv(t -> Workspaces.row(t) + "," + worth.apply(t)).replaceFirst("price\n", "price,ltv\n");
    }
}
