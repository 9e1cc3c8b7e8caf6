package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesPartTest {
    @TempDir
    private Path directory;

    @Test
    void readsEveryKindOfRule() {
        ImmutableList<Rule> rules = read("""
                rules:
                  - {channel: search, min: 500, max: 4000}
                  - {channel: social, fixed: 150.25, id: constant, soft: 2}
                  - {channel: social, min-share: 0.1, max-share: 0.5}
                  - {group: [search, social], max: 6000, commit: 900}
                  - {channel: social, max-change: 0.25}
                  - {channel: social, max-change: {up: 2, down: 0.5}}
                  - {channel: social, max-change: 3}
                  - {channel: social, step: 500}
                  - {channel: social, off: 2023-08-01/2023-08-14}
                  - {channel: search, commit: 60000}
                  - {budget-per-period: {max: 60000}}
                  - {reserve: 20000}
                """);

        var search = Scope.of("search");
        var social = Scope.of("social");
        var both = new Scope("search+social", ImmutableSet.of("search", "social"));
        assertThat(rules)
                .containsExactly(
                        new Rule.Bounds(head(1), search, some(500), some(4000)),
                        new Rule.Fixed(new Head("constant", some(2), "weir.yaml:18"), social, 150.25),
                        new Rule.Share(head(3), social, some(0.1), some(0.5)),
                        new Rule.Bounds(head(4), both, OptionalDouble.empty(), some(6000)),
                        new Rule.Commit(head(4), both, 900),
                        new Rule.MaxChange(head(5), social, 0.25, 0.25),
                        new Rule.MaxChange(head(6), social, 2, 0.5),
                        new Rule.MaxChange(head(7), social, 3, 1),
                        new Rule.Step(head(8), social, 500),
                        new Rule.Off(head(9), social, LocalDate.of(2023, 8, 1), LocalDate.of(2023, 8, 14)),
                        new Rule.Commit(head(10), search, 60000),
                        new Rule.Bounds(
                                head(11),
                                new Scope("budget-per-period", ImmutableSet.of("search", "social")),
                                OptionalDouble.empty(),
                                some(60000)),
                        new Rule.Reserve(head(12), 20000));
    }

    @Test
    void notesBlackoutsThatDoNotTouchThePlan() {
        String rules = "rules:\n  - {channel: social, off: 2023-01-01/2023-07-30}\n"
                + "  - {channel: social, off: 2023-08-27/2023-09-30}\n  - {channel: social, off: 2023-08-28/2023-09-30}\n";

        assertThat(new Workspaces(directory)
                        .yaml(Workspaces.YAML + rules)
                        .read()
                        .notes())
                .filteredOn(note -> note.startsWith("rule"))
                .containsExactly(
                        "rule \"rule-1\": its days (2023-01-01 to 2023-07-30) lie outside the plan (2023-07-31 to"
                                + " 2023-08-27); it limits nothing.",
                        "rule \"rule-3\": its days (2023-08-28 to 2023-09-30) lie outside the plan (2023-07-31 to"
                                + " 2023-08-27); it limits nothing.");
    }

    @Test
    void hasNoRulesWhereThereAreNone() {
        assertThat(new Workspaces(directory).read().rules()).isEmpty();
        assertThat(read("rules: []\n")).isEmpty();
        assertThat(read("rules:\n")).isEmpty();
    }

    private static Head head(int position) {
        return new Head("rule-" + position, OptionalDouble.empty(), "weir.yaml:" + (16 + position));
    }

    private static OptionalDouble some(double value) {
        return OptionalDouble.of(value);
    }

    private ImmutableList<Rule> read(String rules) {
        return new Workspaces(directory).yaml(Workspaces.YAML + rules).read().rules();
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatIsWrong(String rule, String fault) {
        assertThat(faults(rule)).contains(fault);
    }

    static Stream<Arguments> tellsWhatIsWrong() {
        return Stream.of(
                Arguments.of(
                        "{channel: search, min: 12000, max: 8000}",
                        "weir.yaml:17: rule \"rule-1\": min (12,000.00 EUR) is"
                                + " above max (8,000.00 EUR); valid is 0 <= min <= max.\n  Maybe the two were exchanged."),
                Arguments.of(
                        "{channel: search, min-share: 0.6, max-share: 0.5}",
                        "min-share (0.6) is above max-share (0.5)"),
                Arguments.of(
                        "{channel: serch, min: 1}",
                        "rules[0].channel (serch) is not a channel; channels are search and"
                                + " social.\n  Maybe \"search\" was meant."),
                Arguments.of("{group: [search, sozial], max: 1}", "rules[0].group[1] (sozial) is not a channel"),
                Arguments.of("{group: [search, search], max: 1}", "rules[0].group names search twice."),
                Arguments.of("{group: [], max: 1}", "needs at least one channel"),
                Arguments.of("{group: search, max: 1}", "rules[0].group (search) must be a list"),
                Arguments.of("{at-most-active: 1.5}", "rules[0].at-most-active (1.5) must be a whole number from 0"),
                Arguments.of("{channel: search, on-min: -1}", "rules[0].on-min (-1) must be an amount of at least 0"),
                Arguments.of("{channel: search, group: [social], max: 1}", "names a channel and a group"),
                Arguments.of("{max: 1}", "weir.yaml:17: rule \"rule-1\" does not say what it limits"),
                Arguments.of("{channel: search}", "rule \"rule-1\" limits nothing; it needs one of min, max"),
                Arguments.of("{channel: search, min: -5}", "rules[0].min (-5) must be an amount of at least 0"),
                Arguments.of(
                        "{channel: search, max-share: 50%}",
                        "rules[0].max-share (50%) must be a share from 0 to 1.\n"
                                + "  Maybe a share was meant: 10% is written 0.1."),
                Arguments.of("{channel: search, step: 0}", "rules[0].step (0) must be an amount above 0"),
                Arguments.of("{channel: search, step: 0.001}", "(0.001) must be a multiple of 0.01"),
                Arguments.of("{channel: search, fixed: 1.005}", "(1.005) must be a multiple of 0.01"),
                Arguments.of("{channel: search, max-change: -0.1}", "(-0.1) must be a number of at least 0."),
                Arguments.of("{channel: search, max-change: {up: 0.1}}", "max-change.down is missing"),
                Arguments.of(
                        "{channel: search, max-change: {up: 0.1, down: 1.5}}",
                        "down (1.5) must be a share from 0 to 1."),
                Arguments.of("{channel: search, off: 2023-08-01}", "off (2023-08-01) must be two dates"),
                Arguments.of("{channel: search, off: 2023-08-14/2023-08-01}", "ends before it starts."),
                Arguments.of("{channel: search, off: 2023-02-30/2023-08-01}", "must be two dates, both inclusive"),
                Arguments.of("{budget-per-period: 600}", "budget-per-period (600) must be keys and values."),
                Arguments.of("{budget-per-period: {}}", "budget-per-period needs min, max or both"),
                Arguments.of("{budget-per-period: {min: 2, max: 1}}", "min (2.00 EUR) is above max (1.00 EUR)"),
                Arguments.of("{reserve: -1}", "rules[0].reserve (-1) must be an amount of at least 0"),
                Arguments.of(
                        "{channel: search, min: 1, soft: -2}", "rules[0].soft (-2) must be a number of at least 0."),
                Arguments.of("{channel: search, mni: 1}", "rules[0].mni is not a known key"),
                Arguments.of("{channel: search, min: 1, id: \"a;b\"}", "(a;b) must not hold a semicolon"),
                Arguments.of(
                        "{channel: search, min: 1, id: rule-2}\n  - {channel: social, max: 4}",
                        "weir.yaml:18: rule id \"rule-2\" is used twice; the first is in weir.yaml:17."),
                Arguments.of("search", "rules[0] (search) must be keys and values."));
    }

    @Test
    void readsRulesThatAreNotLinear() {
        ImmutableList<Rule> rules = read("""
                rules:
                  - {channel: social, on-min: 3000}
                  - {channel: social, min-return: 1.5}
                  - {at-most-active: 2}
                  - {group: [search, social], max-changed: 1}
                  - {test-budget: 5000, channel: social}
                  - {unspent: carry}
                """);

        var social = Scope.of("social");
        var both = ImmutableSet.of("search", "social");
        assertThat(rules)
                .containsExactly(
                        new Rule.OnMin(head(1), social, 3000),
                        new Rule.MinReturn(head(2), social, 1.5),
                        new Rule.AtMostActive(head(3), new Scope("channels", both), 2),
                        new Rule.MaxChanged(head(4), new Scope("search+social", both), 1),
                        new Rule.TestBudget(head(5), social, 5000),
                        new Rule.Unspent(head(6), true));
    }

    @Test
    void groupsMayHoldGroupsByTheIdOfTheirRules() {
        ImmutableList<Rule> rules = read("""
                rules:
                  - {id: outer, group: [paid, search], max: 9000}
                  - {id: paid, group: [social], step: 500}
                """);

        assertThat(rules.get(0))
                .isEqualTo(new Rule.Bounds(
                        new Head("outer", OptionalDouble.empty(), "weir.yaml:17"),
                        new Scope("social+search", ImmutableSet.of("social", "search")),
                        OptionalDouble.empty(),
                        some(9000)));
    }

    @Test
    void refusesGroupsThatContainThemselves() {
        assertThat(faults("{id: a, group: [b, search], max: 5}\n  - {id: b, group: [a], max: 4}"))
                .contains("weir.yaml:18: group \"a\" contains itself: a > b > a.");
    }

    @Test
    void namesChannelsAndGroupsWhereAMemberIsNeither() {
        assertThat(faults("{id: paid, group: [search], max: 5}\n  - {group: [payed], max: 4}"))
                .contains("(payed) is neither a channel nor the id of a rule with a group; channels are")
                .contains("Maybe \"paid\" was meant.");
    }

    @Test
    void unspentIsSaidOnce() {
        assertThat(faults("{unspent: carry}\n  - {unspent: return}"))
                .contains("weir.yaml:18: unspent is said twice; the first is in weir.yaml:17.");
        assertThat(faults("{unspent: keep}")).contains("rules[0].unspent (keep) must be carry");
    }

    @Test
    void refusesRulesForOrganicChannels() {
        String yaml = Workspaces.YAML.replace("  controls: [price]\n", "  organic: [{name: blog, volume: price}]\n");

        assertThat(new Workspaces(directory)
                        .yaml(yaml + "rules: [{channel: blog, max: 3}]\n")
                        .faults())
                .contains("rules[0].channel (blog) is organic");
    }

    private String faults(String rule) {
        return new Workspaces(directory)
                .yaml(Workspaces.YAML + "rules:\n  - " + rule + "\n")
                .faults();
    }
}
