package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.Control;
import io.weir.core.Experiment;
import io.weir.core.Geo;
import io.weir.core.Goal;
import io.weir.core.History;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings.Baseline;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.response.AdstockKind;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.Pair;
import io.weir.response.SaturationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceReaderTest {
    private static final String HEADER = "week,revenue,search_spend,social_spend,price\n";

    @TempDir
    private Path directory;

    private Workspaces workspaces;

    @BeforeEach
    void aWorkspace() {
        workspaces = new Workspaces(directory);
    }

    @Test
    void readsAWorkspaceAndWritesNothing() throws IOException {
        WorkspaceFiles files = workspaces.read();

        assertThat(files.name()).isEqualTo(directory.getFileName().toString());
        assertThat(files.directory()).isEqualTo(directory.toAbsolutePath());
        assertThat(files.history().periods()).isEqualTo(Workspaces.WEEKS);
        assertThat(files.history().length()).isEqualTo(PeriodLength.WEEK);
        assertThat(files.history().channels().get(0).spend().at(0, 3)).isEqualTo(503.25);
        assertThat(files.history().unit().text(1234.5)).isEqualTo("1,234.50 EUR");
        assertThat(files.plan().budget()).isEqualTo(new BudgetSetting.Total(4000));
        assertThat(files.plan().caution()).hasValue(0.1);
        assertThat(files.model()).isEqualTo(ModelSettings.defaults());
        assertThat(files.notes()).contains("plan.budget: 4,000.00 EUR in total over 4 weeks.");
        assertThat(WorkspaceReader.read(directory.resolve("weir.yaml"))).isEqualTo(files);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void hashesTheBytesOfEveryFile() {
        workspaces.write("weir.yaml", Workspaces.YAML);

        assertThat(workspaces.read().hashes().get("weir.yaml"))
                .hasSize(64)
                .isEqualTo(com.google.common.hash.Hashing.sha256()
                        .hashString(Workspaces.YAML, java.nio.charset.StandardCharsets.UTF_8)
                        .toString());
    }

    // gaps

    @Test
    void countsGapsAsZero() {
        workspaces.yamlWith("currency: EUR", "gaps: zero").history(withGaps());

        WorkspaceFiles files = workspaces.read();

        assertThat(files.history().periods()).isEqualTo(Workspaces.WEEKS);
        assertThat(files.history().kpi().counted().at(0, 10)).isZero();
        assertThat(files.history().channels().get(1).spend().at(0, 20)).isZero();
        assertThat(files.notes())
                .contains("history.csv: 2 missing rows counted as zero. First: 2023-03-13.")
                .contains("history.csv: 1 missing value of social_spend counted as zero.");
    }

    @Test
    void interpolatesGaps() {
        workspaces.yamlWith("currency: EUR", "gaps: interpolate").history(withGaps());

        History history = workspaces.read().history();

        assertThat(history.kpi().counted().at(0, 10)).isCloseTo(9100.5, within(1e-9));
        assertThat(history.kpi().counted().at(0, 11)).isCloseTo(9110.5, within(1e-9));
        assertThat(history.channels().get(1).spend().at(0, 20)).isCloseTo((305.5 + 300.5) / 2, within(1e-9));
    }

    /** Weeks 10 and 11 are missing, and one value in week 20. */
    private static String withGaps() {
        return Workspaces.csvWith(20, Workspaces.week(20) + ",9200.5,500.25,NA,1.5")
                .replace(Workspaces.row(10) + "\n", "")
                .replace(Workspaces.row(11) + "\n", "");
    }

    // KPI, channels, controls

    @Test
    void readsCountsWithTheirValueAndMaturity() {
        String yaml = Workspaces.YAML
                .replace("kind: revenue}", "kind: conversions, value: 40, maturity: [0.6, 0.85, 1]}")
                .replace("objective: revenue", "objective: profit\n  margin: 0.4");

        WorkspaceFiles files = workspaces.yaml(yaml).read();

        assertThat(files.history().kpi().value().orElseThrow().at(0, 29)).isEqualTo(40);
        assertThat(files.history().kpi().visibleShare(2)).isEqualTo(0.85);
        assertThat(files.plan().goal()).isEqualTo(Goal.PROFIT);
        assertThat(files.plan().margin()).isEqualTo(0.4);
    }

    @Test
    void allowsNegativeKpi() {
        assertThat(workspaces
                        .history(Workspaces.csvWith(4, Workspaces.week(4) + ",-20.5,1.5,2.5,3.5"))
                        .read()
                        .history()
                        .kpi()
                        .counted()
                        .at(0, 4))
                .isEqualTo(-20.5);
    }

    @Test
    void turnsWordsIntoOneControlEachButTheMostFrequent() {
        WorkspaceFiles files = workspaces
                .history(priced(t -> t % 10 == 0 ? "feast" : t % 10 == 5 ? "" : "na"))
                .read();

        assertThat(files.history().controls())
                .extracting(Control::name)
                .containsExactly("price=(empty)", "price=feast");
        assertThat(files.history().controls().get(1).values().geo(0))
                .startsWith(1, 0)
                .endsWith(0, 0);
        assertThat(files.history().controls().get(1).values().total()).isEqualTo(3);
    }

    @Test
    void readsZerosAndWordsInOneColumnAsWords() {
        assertThat(workspaces
                        .history(priced(t -> t == 3 ? "Christmas" : "0"))
                        .read()
                        .history()
                        .controls())
                .extracting(Control::name)
                .containsExactly("price=Christmas");
    }

    private static String priced(java.util.function.IntFunction<String> price) {
        return Workspaces.csv(t -> Workspaces.week(t) + ",9000.5," + (500.5 + t) + ",300.5," + price.apply(t));
    }

    @Test
    void readsExperiments() {
        String experiments =
                "experiments: [{channel: social, start: 2023-03-06, end: 2023-04-02, spend: 20000, lift: -3,"
                        + " standard-error: 6000}]\n";

        assertThat(workspaces
                        .yaml(Workspaces.YAML + experiments)
                        .read()
                        .history()
                        .experiments())
                .containsExactly(
                        new Experiment("social", LocalDate.of(2023, 3, 6), LocalDate.of(2023, 4, 2), 20000, -3, 6000));
    }

    @Test
    void readsTheModel() {
        ModelSettings model = workspaces.yaml(Workspaces.YAML + """
                        model:
                          interactions: [[social, search]]
                          social: {adstock: weibull-pdf, saturation: hill, prior: {return: {median: 1.5, spread: 0.5}}, fatigue: true}
                          search:
                        """).read().model();

        assertThat(model.interactions().pairs()).containsExactly(new Pair("social", "search"));
        assertThat(model.of("social"))
                .isEqualTo(ModelSettings.ChannelSettings.builder()
                        .adstock(AdstockKind.WEIBULL_PDF)
                        .saturation(SaturationKind.HILL)
                        .priors(ModelSettings.PriorSettings.ofReturn(1.5, 0.5))
                        .fatigue(true)
                        .build());
        assertThat(model.of("search")).isEqualTo(ModelSettings.ChannelSettings.NONE);
        assertThat(workspaces
                        .yaml(Workspaces.YAML + "model: {interactions: none}")
                        .read()
                        .model()
                        .interactions())
                .isEqualTo(ModelSettings.Interactions.NONE);
    }

    // plan

    @Test
    void fillsInThePlan() {
        String yaml = Workspaces.YAML.substring(0, Workspaces.YAML.indexOf("plan:"));

        WorkspaceFiles files = workspaces.yaml(yaml).read();

        double perWeek = IntStream.range(0, Workspaces.WEEKS)
                .mapToDouble(t -> 500.25 + t % 5 + 300.5 + t % 7)
                .average()
                .orElseThrow();
        assertThat(files.plan().start()).isEqualTo(LocalDate.of(2023, 7, 31));
        assertThat(files.plan().periods()).isEqualTo(8);
        assertThat(files.plan().budget().max()).isCloseTo(perWeek * 8, within(0.01));
        assertThat(files.plan().goal()).isEqualTo(Goal.REVENUE);
        assertThat(files.plan().baseline()).isEqualTo(new Baseline.WholeHistory());
        assertThat(files.notes())
                .contains("plan.start: 2023-07-31, the period after the last.")
                .anyMatch(note -> note.contains("the mean spend of the last 30 weeks for 8 weeks, as none is given."));
    }

    @Test
    void refusesToGuessABudgetWhereNothingWasSpent() {
        String yaml = Workspaces.YAML.replace("  budget: 4000\n", "");
        String csv = Workspaces.csv(t -> Workspaces.week(t) + ",9000.5,0,0,1.5");

        assertThat(workspaces.yaml(yaml).history(csv).faults())
                .contains("plan.budget is missing, and nothing was spent in the last 30 weeks");
    }

    @ParameterizedTest
    @MethodSource
    void readsEveryFormOfBudget(String text, BudgetSetting budget) {
        assertThat(workspaces.yamlWith("4000", text).read().plan().budget()).isEqualTo(budget);
    }

    static Stream<Arguments> readsEveryFormOfBudget() {
        return Stream.of(
                Arguments.of("4000.50", new BudgetSetting.Total(4000.5)),
                Arguments.of("4e3", new BudgetSetting.Total(4000)),
                Arguments.of("{max: 4000, target-return: 3}", new BudgetSetting.TargetReturn(4000, 3)),
                Arguments.of("{max: 4000, target-marginal-return: 1}", new BudgetSetting.TargetMarginalReturn(4000, 1)),
                Arguments.of("{outcome: 9000, max: 4000}", new BudgetSetting.Outcome(9000, 4000)));
    }

    @Test
    void readsWhatElseAPlanMaySay() {
        workspaces.write("last.csv", "period_start,channel,spend\n");
        String more = "objective: revenue\n  baseline: last.csv\n  risk: {cvar: 0.2}\n  caution: none";

        WorkspaceFiles files = workspaces.yamlWith("objective: revenue", more).read();

        assertThat(files.plan().baseline()).isEqualTo(new Baseline.PlanFile(directory.resolve("last.csv")));
        assertThat(files.plan().cvar()).hasValue(0.2);
        assertThat(files.plan().caution()).isEqualTo(OptionalDouble.empty());
        assertThat(workspaces
                        .yamlWith("objective: revenue", "baseline: {last: 8}\n  caution: 0.1")
                        .read()
                        .plan())
                .satisfies(plan -> {
                    assertThat(plan.baseline()).isEqualTo(new Baseline.Last(8));
                    assertThat(plan.caution()).hasValue(0.1);
                });
    }

    // future

    @Test
    void takesFutureValuesFromTheirFile() {
        workspaces
                .yamlWith("currency: EUR", "future: later.csv")
                .write(
                        "later.csv",
                        "week,price,other\n2023-07-24,9.5,x\n2023-08-07,2.5,x\n2023-07-31,1.5,x\n"
                                + "2023-08-14,3.5,x\n2023-08-21,4.5,x\n2023-08-28,5.5,x\n");

        WorkspaceFiles files = workspaces.read();

        assertThat(future(files)).containsExactly(1.5, 2.5, 3.5, 4.5);
        assertThat(files.hashes()).containsOnlyKeys("history.csv", "later.csv", "weir.yaml");
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsWrongWithFutureValues(String later, String fault) {
        assertThat(workspaces
                        .yamlWith("currency: EUR", "future: later.csv")
                        .write("later.csv", later)
                        .faults())
                .contains(fault);
    }

    static Stream<Arguments> tellsWhatIsWrongWithFutureValues() {
        String start = "week,price\n2023-07-31,1.5\n2023-08-07,2.5\n2023-08-14,3.5\n";
        return Stream.of(
                Arguments.of(
                        start, "later.csv: the period 2023-08-21 is missing; every period of the plan needs a row."),
                Arguments.of(start + "2023-08-21,x\n", "later.csv:5: price (x) must be a number."),
                Arguments.of(start + "2023-08-21,\n", "later.csv:5: price is missing; it must be a number."),
                Arguments.of(
                        start + "2023-08-21,1\n2023-08-14,4\n", "later.csv:6: the period 2023-08-14 stands there a"),
                Arguments.of(start + "2023-08-32,1\n", "later.csv:5: week (2023-08-32) must be a possible date"),
                Arguments.of("day,price\n2023-07-31,1\n", "history.future (later.csv) is not a column of later.csv"),
                Arguments.of(
                        "week,prise\n2023-07-31,1\n",
                        "history.future (later.csv) holds none of the controls; its columns"),
                Arguments.of("", "later.csv: is empty."));
    }

    @Test
    void readsFutureWordsAsTheHistoryDoes() {
        workspaces
                .yamlWith("currency: EUR", "future: later.csv")
                .history(priced(t -> t % 10 == 0 ? "feast" : "na"))
                .write("later.csv", "week,price\n2023-07-31,feast\n2023-08-07,na\n2023-08-14,rain\n2023-08-21,feast\n");

        WorkspaceFiles files = workspaces.read();

        assertThat(future(files)).containsExactly(1, 0, 0, 1);
        assertThat(files.notes()).anyMatch(note -> note.startsWith("later.csv: rain of column price never occurred"));
    }

    @Test
    void futureFilesFollowTheWritingOfTheHistory() {
        String csv = Workspaces.csv(t -> {
            LocalDate d = Workspaces.week(t);
            return String.format(
                    "%02d/%02d/%d;9000,5;500,25;300,5;1,5", d.getDayOfMonth(), d.getMonthValue(), d.getYear());
        });
        workspaces
                .yaml(Workspaces.YAML
                        .replace("currency: EUR", "future: later.csv")
                        .replace("periods: 4", "periods: 1")
                        .replace("2023-07-31", "2023-08-07"))
                .history(csv.replaceFirst("(?s)^.*?\n", HEADER.replace(',', ';'))
                        + "31/07/2023;9000,5;500,25;300,5;1,5\n")
                .write("later.csv", "week;price\n07/08/2023;1.250\n");

        assertThat(future(workspaces.read())).containsExactly(1250);
    }

    @Test
    void repeatsTheYearBeforeWhereNothingIsKnown() {
        String csv = HEADER
                + IntStream.range(0, 60)
                        .mapToObj(t -> Workspaces.week(t) + ",9000.5,1.5,2.5," + (t + 0.5))
                        .collect(Collectors.joining("\n"));

        WorkspaceFiles files = workspaces
                .yaml(Workspaces.YAML.replace("2023-07-31", "2024-02-26"))
                .history(csv)
                .read();

        assertThat(future(files)).containsExactly(8.5, 9.5, 10.5, 11.5);
        assertThat(files.notes())
                .contains(
                        "future values of price: those a year (52 periods) before, as history.future does not tell them.");
    }

    @Test
    void takesTheMeanWhereThereIsNoYearBefore() {
        assertThat(future(workspaces.read())).hasSize(4).containsOnly(2.5);
    }

    private static double[] future(WorkspaceFiles files) {
        ImmutableList<Control> controls = files.history().controls();
        return controls.get(0).future().orElseThrow().geo(0);
    }

    // regions

    @Test
    void readsRegionsInAnyOrderOfRows() {
        String csv = HEADER.replace("\n", ",region,people\n")
                + Stream.of("south", "north")
                        .flatMap(region -> IntStream.range(0, Workspaces.WEEKS)
                                .mapToObj(t -> Workspaces.row(t) + "," + region + ","
                                        + (region.equals("south") ? 10 : 20 + t)))
                        .collect(Collectors.joining("\n"));
        String yaml =
                Workspaces.YAML.replace("currency: EUR", "geo: region\n  population: people\n  future: later.csv");
        String later = "region,week,price\n"
                + Stream.of("north", "south", "west")
                        .flatMap(region -> IntStream.range(0, 4)
                                .mapToObj(h ->
                                        region + "," + Workspaces.week(30 + h) + "," + (region.length() + h + 0.5)))
                        .collect(Collectors.joining("\n"));

        WorkspaceFiles files =
                workspaces.yaml(yaml).history(csv).write("later.csv", later).read();

        assertThat(files.history().geos()).containsExactly(new Geo("south", 10), new Geo("north", 49));
        assertThat(files.history().kpi().counted().at(1, 29)).isEqualTo(9290.5);
        assertThat(future(files)).containsExactly(5.5, 6.5, 7.5, 8.5);
        assertThat(files.notes())
                .contains("history.csv: the population of north changes; the last (49) is used.")
                .noneMatch(note -> note.contains("sorted"));
    }

    @Test
    void readsAHundredThousandRowsInSeconds() {
        int geos = 100;
        var csv = new StringBuilder(HEADER.replace("\n", ",region,c1,c2,c3,c4\n"));
        for (int t = 0; t < 1000; t++) {
            for (int g = 0; g < geos; g++) {
                csv.append(LocalDate.of(2021, 1, 1).plusDays(t))
                        .append(",9000.5,")
                        .append(g + t + 0.25);
                csv.append(",2.5,3.75,region ").append(g).append(",1.5,2.5,3.5,text\n");
            }
        }
        String yaml = Workspaces.YAML
                .replace("period: week", "period: day")
                .replace("currency: EUR", "geo: region")
                .replace("[price]", "[price, c1, c2, c3, c4]")
                .replace("start: 2023-07-31", "periods: 4")
                .replaceFirst("  periods: 4\n  periods: 4", "  periods: 4");
        workspaces.yaml(yaml).history(csv.toString());

        long before = System.nanoTime();
        WorkspaceFiles files = workspaces.read();
        double seconds = (System.nanoTime() - before) / 1e9;

        assertThat(files.history().periods()).isEqualTo(1000);
        assertThat(files.history().geos()).hasSize(geos);
        assertThat(seconds).isLessThan(10);
    }
}
