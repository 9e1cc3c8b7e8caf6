package io.weir.enforcer.internal;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableSet;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer.Choice;
import java.util.Arrays;
import java.util.Optional;

/** From a proposal to the plan that may be executed. */
public final class Enforcement {
    private final RuleSet rules;
    private final RuleForms forms;
    private final Booking booking;

    private Enforcement(RuleSet rules, RuleForms forms, Booking booking) {
        this.rules = rules;
        this.forms = forms;
        this.booking = booking;
    }

    /**
     * Compiles the rules and checks them.
     *
     * @throws io.weir.core.RuleConflictException if hard rules cannot hold together
     */
    public static Enforcement of(RuleSet rules) {
        RuleForms forms = RuleCompiler.compile(rules);
        Conflicts.requireNone(rules, forms);
        return new Enforcement(rules, forms, Booking.of(rules, forms));
    }

    /** The region that {@link io.weir.core.BudgetEnforcer#region} promises. */
    public FeasibleRegion region() {
        return Regions.of(rules, forms);
    }

    /** The choice that {@link io.weir.enforcer.PlanEnforcer#choice} promises. */
    public Optional<Choice> choice(FeasibleRegion region, double[] proposal) {
        if (!booking.isLarge() || !booking.hasChoices()) {
            return Optional.empty();
        }
        LinearProgram rows = Regions.program(region, Programs.of(booking).currency());
        return new PatternSearch(booking, rows)
                .near(quanta(proposal))
                .map(found -> new Choice(Regions.around(rules, micros(found.pattern())), currency(found.point())));
    }

    /** The plan that {@link io.weir.enforcer.PlanEnforcer#inSteps} promises. */
    public Optional<double[]> inSteps(FeasibleRegion region, double[] spend) {
        Programs programs = Programs.of(booking);
        return programs.inSteps(programs.steps(region), quanta(spend)).map(this::currency);
    }

    /**
     * The plan that {@link io.weir.core.BudgetEnforcer#enforce} promises.
     *
     * @throws io.weir.core.RuleConflictException if no bookable plan was found
     */
    public Enforced enforce(double[] proposal, Objective objective, long seed, Progress progress) {
        require(
                proposal.length == booking.cells(),
                "proposal has %s cells, the grid %s.",
                proposal.length,
                booking.cells());
        require(
                Arrays.stream(proposal).allMatch(Double::isFinite),
                "proposal %s must be finite in every cell.",
                Arrays.toString(proposal));
        progress.at("finding the nearest bookable plan", 0);
        Draft start = new BookableStart(booking).nearest(quanta(proposal));
        if (start.violation() > 0) {
            throw ConflictReport.unbookable(rules, booking, start);
        }
        long[] first = start.amounts();
        Booking bound = booking.spendingAtLeast(Math.min(booking.wanted(), start.total()));
        PlanSearch.Found found = new PlanSearch(bound, objective, seed, progress).improve(first);
        return explained(
                lacksReturns(booking, found.amounts(), objective)
                        ? returning(found, first, objective, seed, progress)
                        : found,
                objective);
    }

    private PlanSearch.Found returning(
            PlanSearch.Found lacking, long[] first, Objective objective, long seed, Progress progress) {
        return new ReturningSearch(booking, objective, seed, progress)
                .find(first, Conflicts.leastSpend(rules, forms))
                .orElseThrow(() -> booking.isLarge()
                        ? ConflictReport.unreturning(rules, booking, lacking.amounts(), objective)
                        : new ReturnConflicts(rules, forms, objective).conflict());
    }

    /** Whether a plan does not bring a return that a hard rule asks for. */
    static boolean lacksReturns(Booking booking, long[] amounts, Objective objective) {
        return booking.floors().stream()
                .anyMatch(floor -> floor.hard() && lacksReturn(booking, floor, amounts, objective));
    }

    static boolean lacksReturn(Booking booking, ReturnFloor floor, long[] amounts, Objective objective) {
        double[] spend = Arrays.stream(amounts)
                .mapToDouble(amount -> MoneyUnit.fromMicros(amount * booking.quantum()))
                .toArray();
        return floor.shortfall(objective.expectation(), spend) > 0;
    }

    private Enforced explained(PlanSearch.Found found, Objective objective) {
        // A total that is met exactly lets no cell change alone.
        Booking exact = booking.spendingAtLeast(
                Math.min(booking.wanted(), Arrays.stream(found.amounts()).sum()));
        var explanation = new Explanation(booking, found.amounts(), rules.unit(), objective);
        long total = Arrays.stream(found.amounts()).sum();
        long target = new Amounts(booking.quantum()).down(rules.budget().min(), 1);
        long unspent = Math.max(0, target - total);
        var because = ImmutableSet.<String>builder().addAll(Explanation.reserves(rules));
        if (booking.wanted() > total) {
            because.addAll(explanation.stoppingMoreSpend(booking.wanted() - total));
            booking.floors().stream()
                    .filter(ReturnFloor::hard)
                    .forEach(floor -> because.add(floor.head().id()));
        }
        return new Enforced(
                micros(found.amounts()),
                unspent * booking.quantum(),
                unspent > 0 ? because.build() : ImmutableSet.of(),
                explanation.bindingByCell(),
                new CellReasons(exact, found.amounts(), objective.expectation()).all(),
                explanation.broken(),
                explanation.penalties(),
                found.score());
    }

    private long[] micros(long[] amounts) {
        return Arrays.stream(amounts).map(amount -> amount * booking.quantum()).toArray();
    }

    private double[] currency(double[] amounts) {
        return Arrays.stream(amounts)
                .map(amount -> amount * booking.quantum() / 1e6)
                .toArray();
    }

    private double[] quanta(double[] proposal) {
        return Arrays.stream(proposal).map(x -> x * 1e6 / booking.quantum()).toArray();
    }
}
