package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BadInputException;
import io.weir.core.Rule;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.planning.internal.reading.ScenarioChange.BudgetTimes;
import io.weir.planning.internal.reading.ScenarioChange.Newcomer;
import io.weir.planning.internal.reading.ScenarioChange.Pause;
import io.weir.planning.internal.reading.ScenarioChange.Price;
import io.weir.planning.internal.reading.ScenarioChange.Spend;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenario files are laid over a workspace, and every fault is told with its file and line. */
class ScenarioReaderTest {
    private static final String RULES = """
            rules:
              - {id: cap, channel: search, max: 900}
              - {id: floor, channel: social, min: 100}
            """;

    @TempDir
    private Path directory;

    private Workspaces workspace;

    @BeforeEach
    void makesAWorkspace() {
        workspace = new Workspaces(directory).yaml(Workspaces.YAML + RULES);
    }

    // ---- what is read ----

    @Test
    void aScenarioIsTheWorkspaceWithItsKeysLaidOver() {
        ScenarioFiles scenario = laid("""
                name: longer
                plan:
                  periods: 6
                  risk: {cvar: 0.2}
                """);

        assertThat(scenario.name()).isEqualTo("longer");
        assertThat(scenario.files().plan().periods()).isEqualTo(6);
        assertThat(scenario.files().plan().cvar()).hasValue(0.2);
        assertThat(scenario.files().plan().budget()).isEqualTo(new BudgetSetting.Total(4000));
        assertThat(scenario.files().rules()).isEqualTo(workspace.read().rules());
        assertThat(scenario.files().history()).isEqualTo(workspace.read().history());
        assertThat(scenario.words()).containsExactly("plan.periods: 6 instead of 4", "plan.risk.cvar: 0.2");
        assertThat(scenario.mayRecalibrate()).isFalse();
    }

    @Test
    void listsReplaceAndKnowTheirOwnLines() {
        ScenarioFiles scenario = laid("# none but this\nrules:\n  - {id: cap, channel: search, max: 50}\n");

        assertThat(scenario.files().rules()).hasSize(1);
        assertThat(scenario.files().rules().get(0).head().where()).isEqualTo(path("s.yaml") + ":3");
        assertThat(scenario.words()).containsExactly("rules: 1 entry instead of 2 entries");
    }

    @Test
    void aKeyWithoutAValueTakesAway() {
        ScenarioFiles scenario = laid("plan: {budget: }\nrules:\n");

        assertThat(scenario.files().rules()).isEmpty();
        assertThat(scenario.files().plan().budget().max()).isNotEqualTo(4000);
        assertThat(scenario.words()).containsExactly("plan.budget: taken away", "rules: taken away");
    }

    @Test
    void mapsMergeToAnyDepth() {
        workspace.yaml(Workspaces.YAML.replace("budget: 4000", "budget: {max: 4000, target-return: 2}"));

        ScenarioFiles scenario = laid("plan: {budget: {target-return: 3}}");

        assertThat(scenario.files().plan().budget()).isEqualTo(new BudgetSetting.TargetReturn(4000, 3));
    }

    @Test
    void itIsNamedAfterItsFileIfItHasNoName() {
        assertThat(laid("changes: [{budget: -20%}]").name()).isEqualTo("s");
    }

    @Test
    void everyKindOfChangeIsRead() {
        ScenarioFiles scenario = laid("""
                changes:
                  - {channel: social, price: +30%}
                  - {channel: social, pause: 2023-08-07/2023-08-20}
                  - {channel: search, spend: -12.5 %}
                  - {budget: +100%}
                  - {channel: tv, like: social, return: 0.8}
                  - {channel: tv, price: -5%}
                """);
        String file = path("s.yaml") + ":";

        assertThat(scenario.changes())
                .containsExactly(
                        new Price(file + 2, "social", 1.3, "+30 %"),
                        new Pause(file + 3, "social", LocalDate.of(2023, 8, 7), LocalDate.of(2023, 8, 20)),
                        new Spend(file + 4, "search", 0.875, "-12.5 %"),
                        new BudgetTimes(file + 5, 2, "+100 %"),
                        new Newcomer(file + 6, "tv", "social", 0.8),
                        new Price(file + 7, "tv", 0.95, "-5 %"));
        assertThat(scenario.words())
                .first()
                .isEqualTo("social: price +30 % (what a unit of money buys is divided by 1.3)");
    }

    @Test
    void rulesMayLimitANewChannel() {
        ScenarioFiles scenario = laid("""
                changes: [{channel: tv, like: social}]
                rules: [{channel: tv, max: 200}]
                """);

        assertThat(scenario.files().rules())
                .singleElement()
                .isInstanceOfSatisfying(
                        Rule.Bounds.class, rule -> assertThat(rule.scope()).isEqualTo(Rule.Scope.of("tv")));
    }

    @Test
    void theModelIsMadeAnewWhereItsPartsAreTouched() {
        assertThat(laid("model: {interactions: none}").mayRecalibrate()).isTrue();
        assertThat(laid("history: {kpi: {maturity: [0.5]}}").mayRecalibrate()).isTrue();
        assertThat(laid("rules: []").mayRecalibrate()).isFalse();
    }

    @Test
    void filesOfOtherEncodingsAreRead() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1)) {
            String mark = charset.equals(StandardCharsets.UTF_16LE) ? "\ufeff" : "";
            workspace.write("s.yaml", mark + "name: k\u00fcrzer\nplan: {periods: 2}\n", charset);

            assertThat(files(path("s.yaml")).get(0).name()).isEqualTo("k\u00fcrzer");
        }
    }

    // ---- what is wrong ----

    @ParameterizedTest(name = "{index}")
    @MethodSource
    void tellsWhatIsWrong(String yaml, String fault) {
        assertThat(faults(yaml)).contains(path("s.yaml") + fault);
    }

    static Stream<Arguments> tellsWhatIsWrong() {
        return Stream.of(
                // the file
                of("", ": is empty; it needs name, changes or a part of weir.yaml."),
                of("# nothing\n", ": is empty"),
                of("changes: [", ":1: is not valid YAML"),
                of("budget cut", ":1: the file must be keys and values."),
                of("name: a\0b", ": is not a text file."),
                of("changs: []", ":1: changs is not a known key; known are name, changes, history"),
                of(
                        "changs: []",
                        ":1: changs is not a known key; known are name, changes, history, experiments, plan,"
                                + " rules, model.\n  Maybe \"changes\" was meant."),
                of("name: x\nplan: {perods: 3}", ":2: plan.perods is not a known key"),
                of("plan: {periods: 3}\nplan: {periods: 2}", ":2: plan stands here a second time"),
                of("plan:\n  periods: 3\n  periods: 2", ":3: plan.periods stands here a second time"),
                of("plan: {periods: none}", ":1: plan.periods (none) must be a whole number"),
                of("plan: {objective: profit}", ":1: plan.objective (profit) needs plan.margin"),
                of("history: {currency: USD}", ":1: history.currency: a scenario counts in the money of the base"),
                // nothing changes
                of("name: same", ":1: the scenario changes nothing: it says what weir.yaml says."),
                of("plan: {budget: 4000}", ":1: the scenario changes nothing"),
                of(RULES, ":1: the scenario changes nothing"),
                of("name: base\nplan: {periods: 3}", ":1: the name of the scenario is base"),
                // changes
                of("changes: {budget: -20%}", ":1: changes (keys and values) must be a list"),
                of("changes: []", ":1: changes is an empty list."),
                of("changes: [budget]", ":1: changes[0] (budget) must be keys and values."),
                of("changes:\n- {chanel: social, price: +3%}", ":2: changes[0].chanel is not a known key"),
                of(
                        "changes: [{channel: social}]",
                        ":1: changes[0] needs one of price, pause, spend, budget, like; it has none."),
                of(
                        "changes: [{channel: social, price: +3%, spend: +3%}]",
                        ":1: changes[0] needs one of price, pause, spend, budget, like; it has price and spend."
                                + "\n  Maybe make it 2 entries."),
                of("changes: [{price: +3%}]", ":1: changes[0].channel is missing; it is needed: whose price changes."),
                of(
                        "changes: [{channel: socail, price: +3%}]",
                        ":1: changes[0].channel (socail) is not a channel; channels are search and social."
                                + "\n  Maybe \"social\" was meant."),
                of(
                        "changes: [{channel: social, budget: +3%}]",
                        ":1: changes[0].channel: the budget is that of all channels."),
                of("changes: [{channel: social, price: +3%, return: 2}]", ":1: changes[0].return is for a new channel"),
                // percentages
                of(
                        "changes: [{budget: 20%}]",
                        ":1: changes[0].budget (20%) must be a change in percent with its sign: +30% or"
                                + " -20%.\n  Maybe \"+20%\" was meant."),
                of(
                        "changes: [{budget: -20}]",
                        ":1: changes[0].budget (-20) must be a change in percent with its sign: +30% or"
                                + " -20%.\n  Maybe the percent sign is missing."),
                of(
                        "changes: [{budget: '+2,5%'}]",
                        ":1: changes[0].budget (+2,5%) must be a change in percent with its sign:"
                                + " +30% or -20%.\n  Maybe the decimals were meant to follow a point: +2.5%."),
                of("changes: [{budget: less}]", ":1: changes[0].budget (less) must be a change in percent"),
                of("changes: [{budget: [1]}]", ":1: changes[0].budget (a list) must be a change in percent"),
                of("changes: [{budget: +0%}]", ":1: changes[0].budget (+0%) changes nothing."),
                of("changes: [{budget: -0.0%}]", ":1: changes[0].budget (-0.0%) changes nothing."),
                of(
                        "changes: [{channel: social, price: 0%}]",
                        ":1: changes[0].price (0%) must be a change in percent with its"
                                + " sign: +30% or -20%.\n  Maybe delete this entry: it changes nothing."),
                of(
                        "changes: [{channel: social, price: -100%}]",
                        ":1: changes[0].price (-100%) is a fall of 100 % or more"),
                of(
                        "changes: [{channel: social, price: -250%}]",
                        ":1: changes[0].price (-250%) is a fall of 100 % or more"),
                of("changes: [{budget: -101%}]", ":1: changes[0].budget (-101%) is a fall of more than 100 %"),
                of("changes: [{budget: +1000000%}]", ":1: changes[0].budget (+1000000%) is more than a thousand times"),
                // two of a kind
                of(
                        "changes:\n- {budget: -20%}\n- {budget: +25%}",
                        ":3: changes[1] changes the budget a second time; the first is in "),
                of("changes:\n- {budget: -20%}\n- {budget: +25%}", ":2, and the two undo each other."),
                of(
                        "changes:\n- {channel: social, price: -20%}\n- {channel: social, price: +5%}",
                        ":3: changes[1] changes the price of social a second time"),
                // pauses
                of(
                        "changes: [{channel: social, pause: 2023-08-07}]",
                        ":1: changes[0].pause (2023-08-07) must be two dates"),
                of(
                        "changes: [{channel: social, pause: 2023-08-20/2023-08-07}]",
                        ":1: changes[0].pause (2023-08-20/2023-08-07) ends before it starts."),
                of(
                        "changes: [{channel: social, pause: 2024-08-07/2024-08-20}]",
                        ":1: changes[0].pause (2024-08-07/2024-08-20) lies outside the plan, which runs from 2023-07-31 to"
                                + " 2023-08-27; it would change nothing."),
                // new channels
                of(
                        "changes: [{channel: social, like: search}]",
                        ":1: changes[0].channel (social) is a channel already"),
                of("changes: [{channel: tv, like: tv}]", ":1: changes[0].like (tv) is the new channel itself."),
                of("changes: [{channel: tv, like: radio}]", ":1: changes[0].like (radio) is not a channel"),
                of("changes: [{like: social}]", ":1: changes[0].channel is missing"),
                of(
                        "changes: [{channel: tv, like: social, return: 0}]",
                        ":1: changes[0].return (0) must be a number above 0"),
                of(
                        "changes: [{channel: tv, like: social, return: -1}]",
                        ":1: changes[0].return (-1) must be a number above 0"),
                of("changes: [{channel: 't;v', like: social}]", ":1: changes[0].channel (t;v) cannot be the name"),
                of(
                        "changes:\n- {channel: tv, like: social}\n- {channel: radio, like: tv}",
                        ":3: changes[1].like (tv) is new as well"),
                of(
                        "changes:\n- {channel: tv, like: social}\n- {channel: tv, spend: +10%}",
                        ":3: changes[1].channel (tv) is new in this scenario"));
    }

    private static Arguments of(String yaml, String fault) {
        return Arguments.of(yaml, fault);
    }

    @Test
    void tellsAllFaultsOfAllFilesAtOnce() {
        workspace.write("a.yaml", "plan: {periods: 0}\nchanges:\n  - {budget: 5%}\n  - {channel: tv, price: +5%}\n");
        workspace.write("b.yaml", "rule: []\n");

        assertThatThrownBy(() -> files(path("a.yaml"), path("gone.yaml"), path("b.yaml")))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        e -> assertThat(e.faults())
                                .extracting(BadInputException.Fault::where)
                                .containsExactly(
                                        path("a.yaml") + ":1",
                                        path("a.yaml") + ":3",
                                        path("a.yaml") + ":4",
                                        path("gone.yaml"),
                                        path("b.yaml") + ":1"));
    }

    @Test
    void aFaultInTheWorkspacesOwnLinesSaysWithWhichScenarioItComes() {
        assertThat(faults("history: {channels: [{name: search, kind: search, spend: search_spend}]}"))
                .contains("weir.yaml:18: with " + path("s.yaml")
                        + " laid over it: rules[1].channel (social) is not a channel");
    }

    @Test
    void twoScenariosOfOneNameAreTold() {
        workspace.write("a.yaml", "name: cut\nchanges: [{budget: -10%}]\n");
        workspace.write("b.yaml", "name: cut\nchanges: [{budget: -20%}]\n");

        assertThatThrownBy(() -> files(path("a.yaml"), path("b.yaml")))
                .hasMessageContaining(path("b.yaml") + ":1: the name of the scenario (cut) is that of another, in "
                        + path("a.yaml") + ":1.");
        assertThatThrownBy(() -> files(path("a.yaml"), path("a.yaml"))).hasMessageContaining("given twice");
    }

    @Test
    void aBudgetOfNothingCannotChange() {
        workspace.yamlWith("budget: 4000", "budget: 0");

        assertThat(faults("changes: [{budget: -20%}]"))
                .contains("changes[0].budget (-20%) changes nothing: the budget is 0.");
    }

    @Test
    void filesThatAreNoneAreTold() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        try (var file = new RandomAccessFile(directory.resolve("large.yaml").toFile(), "rw")) {
            file.setLength(3_000_000_000L);
        }

        assertThatThrownBy(() -> files(path("none.yaml")))
                .hasMessageContaining("none.yaml: does not exist; a scenario is a file");
        assertThatThrownBy(() -> files(path("folder")))
                .hasMessageContaining("folder: is a folder; a scenario is a file.");
        assertThatThrownBy(() -> files(path("large.yaml")))
                .hasMessageContaining("large.yaml: has 3,000,000,000 bytes; at most 1,048,576 bytes are read.");
        assertThatThrownBy(() -> ScenarioReader.read(workspace.read(), directory, List.of()))
                .hasMessageContaining("there is no scenario to compare with.");
    }

    @Test
    void aWorkspaceThatChangedMeanwhileIsTold() {
        WorkspaceFiles before = workspace.read();
        workspace.write("s.yaml", "plan: {periods: 2}");
        workspace.yaml(Workspaces.YAML);

        assertThatThrownBy(() -> ScenarioReader.read(before, directory, List.of(Path.of(path("s.yaml")))))
                .hasMessageContaining("weir.yaml: was changed after it was read.");
    }

    private ScenarioFiles laid(String yaml) {
        workspace.write("s.yaml", yaml);
        return files(path("s.yaml")).get(0);
    }

    private List<ScenarioFiles> files(String... paths) {
        return ScenarioReader.read(
                workspace.read(), directory, Stream.of(paths).map(Path::of).toList());
    }

    private String faults(String yaml) {
        try {
            laid(yaml);
            return "";
        } catch (BadInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
