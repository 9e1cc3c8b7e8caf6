package io.weir.enforcer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Budget;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Builds rule sets that read as a sentence; rules are named {@code rule-1}, {@code rule-2} by position. */
public final class Problem {
    public static final LocalDate START = LocalDate.of(2024, 1, 1);

    private final int periods;
    private final ImmutableList<PlanGrid.Column> columns;
    private final List<Rule> rules = new ArrayList<>();
    private final ImmutableMap.Builder<String, SpendReference> references = ImmutableMap.builder();
    private Budget budget = Budget.exactly(0);
    private MoneyUnit unit = MoneyUnit.of("EUR");
    private OptionalDouble soft = OptionalDouble.empty();

    private Problem(int periods, ImmutableList<PlanGrid.Column> columns) {
        this.periods = periods;
        this.columns = columns;
    }

    public static Problem of(int periods, String... channels) {
        return new Problem(
                periods,
                Arrays.stream(channels)
                        .map(channel -> new PlanGrid.Column(channel, Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
    }

    public static Problem byGeo(int periods, List<String> channels, List<String> geos) {
        return new Problem(
                periods,
                channels.stream()
                        .flatMap(channel -> geos.stream().map(geo -> new PlanGrid.Column(channel, Optional.of(geo))))
                        .collect(ImmutableList.toImmutableList()));
    }

    public static String[] channels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toArray(String[]::new);
    }

    public Problem budget(double total) {
        budget = Budget.exactly(total);
        return this;
    }

    public Problem budget(double min, double max) {
        budget = new Budget(min, max);
        return this;
    }

    public Problem currency(String code) {
        unit = MoneyUnit.of(code);
        return this;
    }

    /** The next rule is soft. */
    public Problem softly(double weight) {
        soft = OptionalDouble.of(weight);
        return this;
    }

    public Problem min(String channels, double amount) {
        return add(new Rule.Bounds(head(), scope(channels), OptionalDouble.of(amount), OptionalDouble.empty()));
    }

    public Problem max(String channels, double amount) {
        return add(new Rule.Bounds(head(), scope(channels), OptionalDouble.empty(), OptionalDouble.of(amount)));
    }

    public Problem fixed(String channels, double amount) {
        return add(new Rule.Fixed(head(), scope(channels), amount));
    }

    public Problem minShare(String channels, double share) {
        return add(new Rule.Share(head(), scope(channels), OptionalDouble.of(share), OptionalDouble.empty()));
    }

    public Problem maxShare(String channels, double share) {
        return add(new Rule.Share(head(), scope(channels), OptionalDouble.empty(), OptionalDouble.of(share)));
    }

    public Problem maxChange(String channels, double up, double down) {
        return add(new Rule.MaxChange(head(), scope(channels), up, down));
    }

    public Problem step(String channels, double amount) {
        return add(new Rule.Step(head(), scope(channels), amount));
    }

    public Problem off(String channels, String from, String to) {
        return add(new Rule.Off(head(), scope(channels), LocalDate.parse(from), LocalDate.parse(to)));
    }

    public Problem commit(String channels, double amount) {
        return add(new Rule.Commit(head(), scope(channels), amount));
    }

    public Problem inTotal(String channels, double amount) {
        return add(new Rule.HorizonTotal(head(), scope(channels), amount));
    }

    public Problem onMin(String channels, double amount) {
        return add(new Rule.OnMin(head(), scope(channels), amount));
    }

    public Problem atMostActive(String channels, int most) {
        return add(new Rule.AtMostActive(head(), scope(channels), most));
    }

    public Problem maxChanged(String channels, int most) {
        return add(new Rule.MaxChanged(head(), scope(channels), most));
    }

    public Problem minReturn(String channels, double amount) {
        return add(new Rule.MinReturn(head(), scope(channels), amount));
    }

    public Problem testBudget(String channels, double amount) {
        return add(new Rule.TestBudget(head(), scope(channels), amount));
    }

    public Problem reserve(double amount) {
        return add(new Rule.Reserve(head(), amount));
    }

    public Problem spentBefore(String channel, double last, double meanActive) {
        references.put(channel, new SpendReference(last, meanActive));
        return this;
    }

    public RuleSet rules() {
        var grid = new PlanGrid(PeriodLength.WEEK, START, periods, columns);
        return new RuleSet(grid, budget, ImmutableList.copyOf(rules), references.build(), unit);
    }

    private Problem add(Rule rule) {
        rules.add(rule);
        return this;
    }

    private Head head() {
        int number = rules.size() + 1;
        var head = new Head("rule-" + number, soft, "weir.yaml:" + (10 + number));
        soft = OptionalDouble.empty();
        return head;
    }

    private static Scope scope(String channels) {
        return new Scope(channels, ImmutableSet.copyOf(channels.split("\\+", -1)));
    }
}
