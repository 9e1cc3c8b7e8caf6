package io.weir.planning.internal.whatif;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanSettings;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.planning.internal.reading.ScenarioChange;
import io.weir.planning.internal.reading.ScenarioChange.BudgetTimes;
import io.weir.planning.internal.reading.ScenarioChange.Newcomer;
import io.weir.planning.internal.reading.ScenarioChange.Pause;
import io.weir.planning.internal.reading.ScenarioChange.Price;
import io.weir.planning.internal.reading.ScenarioChange.Spend;
import io.weir.planning.internal.reading.ScenarioFiles;
import io.weir.planning.internal.reading.WorkspaceFiles;
import io.weir.response.Posterior;
import io.weir.response.PosteriorChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A scenario with its {@code changes:} applied: what is to be planned in it, and how its market responds. */
final class ScenarioWorld {
    private final ScenarioFiles scenario;

    ScenarioWorld(ScenarioFiles scenario) {
        this.scenario = scenario;
    }

    /** Whether it depends on what the base plan spends. */
    boolean needsBasePlan() {
        return changes(Spend.class).findAny().isPresent();
    }

    /** What is to be planned, but for what depends on the base plan. */
    WorkspaceFiles files() {
        WorkspaceFiles laid = scenario.files();
        var rules = new ArrayList<Rule>(laid.rules());
        changes(Pause.class)
                .forEach(pause -> rules.add(new Rule.Off(
                        head(rules, pause.name() + " paused", pause),
                        Scope.of(pause.name()),
                        pause.from(),
                        pause.to())));
        return with(laid, history(laid.history()), plan(laid), rules);
    }

    /** What is to be planned. */
    WorkspaceFiles files(PlanReport base) {
        WorkspaceFiles files = files();
        var rules = new ArrayList<Rule>(files.rules());
        changes(Spend.class)
                .forEach(spend -> rules.add(new Rule.HorizonTotal(
                        head(rules, spend.name() + " spend " + spend.percent(), spend),
                        Scope.of(spend.name()),
                        amount(spend, base, files))));
        return with(files, files.history(), files.plan(), rules);
    }

    /**
     * How the market responds.
     *
     * @param posterior what was learnt from the scenario's history
     * @param seed of what is not known of new channels
     */
    Posterior posterior(Posterior posterior, long seed) {
        Posterior changed = posterior;
        List<Newcomer> newcomers = changes(Newcomer.class).toList();
        for (int k = 0; k < newcomers.size(); k++) {
            Newcomer newcomer = newcomers.get(k);
            changed = PosteriorChanges.withOneLike(
                    changed, channel(newcomer), newcomer.source(), newcomer.returns(), seed + k);
        }
        for (Price price : changes(Price.class).toList()) {
            changed = PosteriorChanges.priced(changed, price.name(), price.factor());
        }
        return changed;
    }

    /** Of the kind of the one it is like; prices that change in this scenario change for that one alone. */
    private Channel channel(Newcomer newcomer) {
        History history = scenario.files().history();
        return Channel.paid(
                newcomer.name(),
                history.channels()
                        .get(history.indexOf(newcomer.source()))
                        .channel()
                        .kind());
    }

    /** New channels never ran. */
    private History history(History old) {
        ImmutableList<ChannelHistory> newcomers = changes(Newcomer.class)
                .map(newcomer -> new ChannelHistory(
                        channel(newcomer),
                        Panel.constant(old.geos().size(), old.periods(), 0),
                        java.util.Optional.empty()))
                .collect(ImmutableList.toImmutableList());
        if (newcomers.isEmpty()) {
            return old;
        }
        int paid = old.paid().size();
        return new History(
                old.length(),
                old.start(),
                old.geos(),
                old.kpi(),
                ImmutableList.<ChannelHistory>builder()
                        .addAll(old.channels().subList(0, paid))
                        .addAll(newcomers)
                        .addAll(old.channels().subList(paid, old.channels().size()))
                        .build(),
                old.controls(),
                old.experiments(),
                old.unit());
    }

    private PlanSettings plan(WorkspaceFiles laid) {
        PlanSettings plan = laid.plan();
        MoneyUnit unit = laid.history().unit();
        for (BudgetTimes change : changes(BudgetTimes.class).toList()) {
            BudgetSetting budget = plan.budget();
            double max = MoneyUnit.fromMicros(unit.toMicros(budget.max() * change.factor()));
            plan = plan.withBudget(budget.withMax(max));
        }
        return plan;
    }

    /** The base plan's mean spend per period, changed, over as many periods; in multiples that the rules ask for. */
    private static double amount(Spend spend, PlanReport base, WorkspaceFiles files) {
        MoneyUnit unit = files.history().unit();
        double total = MoneyUnit.fromMicros(base.cells().stream()
                        .filter(cell -> base.grid()
                                .columns()
                                .get(cell.column())
                                .channel()
                                .equals(spend.name()))
                        .mapToLong(Cell::micros)
                        .sum())
                / base.grid().periods()
                * files.plan().periods();
        long step = files.rules().stream()
                .filter(rule -> rule instanceof Rule.Step s
                        && s.head().soft().isEmpty()
                        && s.scope().equals(Scope.of(spend.name())))
                .mapToLong(rule -> unit.toMicros(((Rule.Step) rule).amount()))
                .max()
                .orElse(unit.quantum());
        return MoneyUnit.fromMicros(Math.round(total * spend.factor() * MoneyUnit.MICROS / step) * step);
    }

    /** A name for the rule that a change becomes, which no other rule has. */
    private static Head head(List<Rule> rules, String id, ScenarioChange change) {
        String free = id;
        for (int k = 2; isTaken(rules, free); k++) {
            free = id + " (" + k + ")";
        }
        return new Head(free, OptionalDouble.empty(), change.where());
    }

    private static boolean isTaken(List<Rule> rules, String id) {
        return rules.stream().anyMatch(rule -> rule.head().id().equals(id));
    }

    private <T extends ScenarioChange> Stream<T> changes(Class<T> kind) {
        return scenario.changes().stream().filter(kind::isInstance).map(kind::cast);
    }

    private static WorkspaceFiles with(WorkspaceFiles old, History history, PlanSettings plan, List<Rule> rules) {
        return new WorkspaceFiles(
                old.name(),
                old.directory(),
                history,
                plan,
                ImmutableList.copyOf(rules),
                old.model(),
                old.ledger(),
                old.notes(),
                old.hashes());
    }
}
