package io.weir.planning.internal.fitting;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.Goal;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.planning.Calibration;
import io.weir.planning.FittedWorld;
import io.weir.planning.FittedWorld.Answer;
import io.weir.planning.FittedWorld.FittedChannel;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.Options;
import io.weir.planning.PlanSettings;
import io.weir.planning.internal.fitting.Business.Told;
import io.weir.planning.internal.reading.WorldReader;
import io.weir.response.Posterior;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fits worlds to a calibrated workspace: one to the posterior's mean, and others to single draws of it. */
public final class WorldFitting {
    /** How the files that it makes begin. */
    public static final String HEAD = "# Fitted by ";

    /** Mean of an order, currency, where nothing tells it; amounts in currencies without decimals are about a hundred times as large. */
    private static final double ORDER_VALUE = 60;

    private static final double ORDER_VALUE_WITHOUT_DECIMALS = 6_000;
    private static final double MARGIN = 0.4;
    private static final double LONGEST_DELAY = 60;
    private static final int STEPS = 20;
    private static final int FEW_STEPS = 6;
    private static final double WEEK = 7;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final String name;
    private final History history;
    private final PlanSettings plan;
    private final Posterior posterior;
    private final Settings settings;
    private final Options options;
    private final Business business;
    private final Levers levers;
    private final List<String> assumed = new ArrayList<>();

    private WorldFitting(
            String name, History history, PlanSettings plan, Posterior posterior, Settings settings, Options options) {
        this.name = name;
        this.history = history;
        this.plan = plan;
        this.posterior = posterior;
        this.settings = settings;
        this.options = options;
        this.business = Business.of(history, posterior);
        this.levers = new Levers(business.channels());
    }

    /**
     * @param name of the workspace
     * @throws BadInputException if no channel ever spent
     */
    public static FittedWorld of(
            String name,
            History history,
            PlanSettings plan,
            Calibration calibration,
            String version,
            Settings settings,
            Options options) {
        var fitting = new WorldFitting(name, history, plan, calibration.posterior(), settings, options);
        if (fitting.business.channels().isEmpty()) {
            throw BadInputException.of(
                    name, "has no channel that ever spent; a world needs one.", "Maybe the spend columns are empty.");
        }
        String head = HEAD + version + " to the workspace " + name.replaceAll("\\s+", " ") + ", model "
                + calibration.key() + ", seed " + options.seed() + ".\n";
        return fitting.fit(head);
    }

    private FittedWorld fit(String head) {
        double orderValue = orderValue();
        double[][] brought = mean(business.channels());
        double[] after = business.channels().stream()
                .mapToDouble(told -> average(told.after()))
                .toArray();
        double[] lever = new double[levers.count()];
        // one tick is no period: who bids once a day cannot pace a day's money
        boolean daily = history.length() == PeriodLength.DAY;
        Draft draft = draft(head, orderValue, daily);
        lever = fit(draft, brought, after, STEPS).from(lever);
        if (settings.hourly() && !daily) {
            draft = draft(head, orderValue, true);
            lever = fit(draft, brought, after, FEW_STEPS).from(lever);
        }
        Answers answers = fit(draft, brought, after, 0).answers(lever);
        byte[] yaml = draft.yaml(lever);
        assume(draft.start());
        return new FittedWorld(
                WorldReader.read("world.yaml", yaml),
                yaml,
                draws(draft, lever),
                business.periods(),
                new Answer(business.kpi(), business.kpi(), business.kpi(), answers.kpi(), 0),
                channels(draft, answers),
                ImmutableList.copyOf(assumed));
    }

    /** Worlds of single draws: each begins where the mean's ended. */
    private ImmutableList<byte[]> draws(Draft draft, double[] lever) {
        var draws = ImmutableList.<byte[]>builder();
        for (int k = 0; k < settings.draws(); k++) {
            int draw = (int) ((long) k * posterior.draws() / settings.draws());
            double[][] brought = business.channels().stream()
                    .map(told -> Arrays.stream(told.brought())
                            .mapToDouble(byDraw -> byDraw[draw])
                            .toArray())
                    .toArray(double[][]::new);
            double[] after = business.channels().stream()
                    .mapToDouble(told -> told.after()[draw])
                    .toArray();
            draws.add(draft.yaml(fit(draft, brought, after, FEW_STEPS).from(lever)));
        }
        return draws.build();
    }

    private Fit fit(Draft draft, double[][] brought, double[] after, int steps) {
        return new Fit(business, draft, levers, brought, after, steps, options.progress());
    }

    private Draft draft(String head, double orderValue, boolean hourly) {
        Kpi kpi = history.kpi();
        return new Draft(
                business,
                new Known(
                        name.replaceAll("[^A-Za-z0-9_-]", "-"),
                        "Fitted to what a calibrated history says of its channels.",
                        head,
                        history.unit().currency().map(c -> c.getCurrencyCode()),
                        history.start(),
                        history.periods(),
                        kpi.kind() == KpiKind.REVENUE ? KpiKind.REVENUE : KpiKind.CONVERSIONS,
                        plan.goal() == Goal.PROFIT ? plan.margin() : MARGIN,
                        Season.months(posterior.fit(), history.length(), business.year()),
                        delay(kpi),
                        orderValue,
                        settings.people(),
                        hourly),
                levers);
    }

    /** What a conversion is worth, as the user says, or as the history does. */
    private double orderValue() {
        if (settings.orderValue().isPresent()) {
            return settings.orderValue().getAsDouble();
        }
        Optional<Double> told = history.kpi()
                .value()
                .filter(value -> history.kpi().kind() != KpiKind.REVENUE)
                .map(value -> value.total() / ((double) value.geos() * value.periods()))
                .filter(value -> value > 0);
        if (told.isPresent()) {
            return told.get();
        }
        double standard = history.unit().decimals() == 0 ? ORDER_VALUE_WITHOUT_DECIMALS : ORDER_VALUE;
        assumed.add(String.format(
                Locale.ROOT, "an order is worth %,.0f on average (--order-value says otherwise)", standard));
        return standard;
    }

    /** Mean days until a conversion is seen: the area above the shares that are visible after so many periods. */
    private double delay(Kpi kpi) {
        double days = history.length() == PeriodLength.WEEK ? WEEK : 1;
        return Math.min(
                LONGEST_DELAY,
                days * kpi.maturity().stream().mapToDouble(share -> 1 - share).sum());
    }

    /** @param start of the world */
    private void assume(LocalDate start) {
        if (settings.people().isEmpty()) {
            assumed.add("how many people there are, from orders per week (--people says otherwise)");
        }
        if (!start.equals(history.start())) {
            assumed.add("weeks begin on Monday: the world's on " + start + ", the history's on " + history.start());
        }
        assumed.add("no rivals: what they do is in the prices, which rise with what is bought");
        assumed.add("no trend and no drift: need and effects stay as they are at the end of the history");
        for (Told told : business.channels()) {
            if (told.price().isEmpty()) {
                assumed.add(
                        "prices of " + told.history().channel().name() + ", whose volume the history does not give");
            }
        }
        for (var paid : history.paid()) {
            String channel = paid.channel().name();
            if (business.channels().stream()
                    .noneMatch(told -> told.history().channel().name().equals(channel))) {
                assumed.add(channel + " is left out: it never spent");
            }
        }
        if (history.geos().size() > 1) {
            assumed.add("all geos are one market");
        }
    }

    private ImmutableList<FittedChannel> channels(Draft draft, Answers answers) {
        var channels = ImmutableList.<FittedChannel>builder();
        for (int c = 0; c < business.channels().size(); c++) {
            Told told = business.channels().get(c);
            var brought = ImmutableList.<Answer>builder();
            for (int k = 0; k < Business.MULTIPLES.length; k++) {
                brought.add(answer(told.brought()[k], answers.brought()[c][k]));
            }
            channels.add(new FittedChannel(
                    told.history().channel().name(),
                    told.usual(),
                    brought.build(),
                    answer(told.after(), answers.after()[c]),
                    told.price().isPresent() ? Optional.of(draft.price(told)) : Optional.empty(),
                    answers.price()[c],
                    answers.spent()[c]));
        }
        return channels.build();
    }

    private Answer answer(double[] byDraw, double world) {
        double[] sorted = byDraw.clone();
        Arrays.sort(sorted);
        return new Answer(
                average(byDraw),
                sorted[(int) (LOW * (sorted.length - 1))],
                sorted[(int) (HIGH * (sorted.length - 1))],
                world,
                business.least());
    }

    private static double[][] mean(ImmutableList<Told> channels) {
        return channels.stream()
                .map(told -> Arrays.stream(told.brought())
                        .mapToDouble(WorldFitting::average)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double average(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
