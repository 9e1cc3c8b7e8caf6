package io.weir.planning.internal.facts;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.Choice;
import io.weir.response.Posterior.Holdout;
import java.util.Arrays;
import java.util.Locale;

/** Whether a calibrated model can be trusted, in plain words: the sampler, the fit, the forecast, then each channel. */
public final class ModelFacts {
    /** The number is called the prior's from this overlap of prior and posterior. */
    private static final double MOSTLY_PRIOR = 0.8;
    /** Or where less than this of the prior's uncertainty was taken away. */
    private static final double LITTLE_LEARNT = 0.05;

    private static final double GOOD_R_HAT = 1.01;
    private static final double BAD_R_HAT = 1.05;
    private static final double GOOD_DRAWS = 400;
    /** Divergences that matter, relative to the draws that are kept. */
    private static final double MANY_DIVERGENCES = 0.05;

    private static final double COVERAGE = 0.9;
    /** Coverage is far from what it should be from this distance, or three standard errors. */
    private static final double FAR = 0.08;
    /** Fewer of the foretold periods inside the interval than this make it too narrow. */
    private static final double FEW_INSIDE = 0.7;
    /** Effectiveness is said to have moved from this much. */
    private static final double MOVED = 0.05;

    private final Posterior posterior;
    private final ImmutableList.Builder<Fact> facts = ImmutableList.builder();

    private ModelFacts(Posterior posterior) {
        this.posterior = posterior;
    }

    /** The model as a whole, then each channel. */
    public static ImmutableList<Fact> of(Posterior posterior) {
        var told = new ModelFacts(posterior);
        told.sampler();
        told.fit();
        posterior.holdout().ifPresent(told::holdout);
        posterior.channels().forEach(told::channel);
        return told.facts.build();
    }

    /** What stands out of one channel; often nothing. */
    public static ImmutableList<Fact> ofChannel(Posterior posterior, ChannelPosterior channel) {
        var told = new ModelFacts(posterior);
        told.channel(channel);
        return told.facts.build();
    }

    /** Whether the history hardly changed what was believed of a channel before; not so where its response was given. */
    public static boolean restsOnPrior(ChannelPosterior channel) {
        return channel.overlap() > MOSTLY_PRIOR || channel.overlap() > 0 && channel.learnt() < LITTLE_LEARNT;
    }

    private void sampler() {
        Posterior.Diagnostics d = posterior.diagnostics();
        String numbers = String.format(
                Locale.ROOT,
                "split R-hat %.3f, %.0f effective draws of the worst parameter",
                d.rHat(),
                d.effectiveDraws());
        if (d.rHat() <= GOOD_R_HAT && d.effectiveDraws() >= GOOD_DRAWS) {
            info("The sampler's chains agree (%s).", numbers);
        } else if (d.rHat() <= BAD_R_HAT) {
            info("The sampler's chains nearly agree (%s); intervals are a little rough.", numbers);
        } else {
            warn(
                    "The sampler's chains do not agree on %s (%s); do not trust this plan. Maybe there are too few periods"
                            + " for so many channels.",
                    d.worst(), numbers);
        }
        if (d.divergences() > MANY_DIVERGENCES * posterior.draws()) {
            warn(
                    "%s of the sampler's moves went astray (divergences): it may have missed part of what is possible, and"
                            + " intervals may be too narrow.",
                    d.divergences());
        } else if (d.divergences() > 0) {
            info("%s of the sampler's moves went astray (divergences); so few do no harm.", d.divergences());
        }
    }

    private void fit() {
        Posterior.Fit fit = posterior.fit();
        info(
                "In sample the model explains %s of the KPI's variance; its mean error is %s of the KPI.",
                percent(fit.r2()), percent(fit.relativeError()));
        int periods = fit.actual().length;
        double far = Math.max(FAR, 3 * Math.sqrt(COVERAGE * (1 - COVERAGE) / Math.max(1, periods)));
        String text = String.format(
                Locale.ROOT,
                "In sample %s of the %ss lie within the model's 90 %% interval.",
                percent(fit.inside()),
                period());
        if (fit.inside() < COVERAGE - far) {
            warn("%s That is far fewer than 90 %%: the KPI jumps in ways that the model does not know.", text);
        } else if (fit.inside() > COVERAGE + far) {
            warn("%s That is far more than 90 %%: its noise is overrated, maybe by a few extraordinary values.", text);
        } else {
            info("%s", text);
        }
    }

    private void holdout(Holdout h) {
        if (!(h.error() > 0)) {
            return;
        }
        long inside = Math.round(h.inside() * h.periods());
        String text = String.format(
                Locale.ROOT,
                "Foretold the last %d %ss without having seen them: %s off on average, against %s for repeating last year;"
                        + " %d of %d %ss within the 90 %% interval.",
                h.periods(),
                period(),
                percent(h.error()),
                percent(h.naiveError()),
                inside,
                h.periods(),
                period());
        if (h.error() > h.naiveError()) {
            warn(
                    "%s The model foretells worse than repeating last year: something that moves the KPI is not in it, and"
                            + " small differences between plans mean little.",
                    text);
        } else if (h.inside() < FEW_INSIDE) {
            warn("%s That is too few: forecasts are less certain than they look.", text);
        } else {
            info("%s", text);
        }
    }

    private void channel(ChannelPosterior c) {
        String name = c.channel().name();
        if (!c.channel().organic() && restsOnPrior(c)) {
            warn(
                    "The history says next to nothing about %s: the plan's number for it is the prior's (prior and"
                            + " posterior of its return overlap by %s).",
                    name, percent(c.overlap()));
        }
        posterior.choices().stream()
                .filter(choice -> choice.channel().equals(name))
                .forEach(this::choice);
        drift(name, c.drift());
    }

    private void choice(Choice choice) {
        String odds = "the history is " + times(choice.logFactor()) + " likelier so";
        switch (choice.what()) {
            case ADSTOCK -> info("The carry-over of %s is taken as \"%s\": %s.", choice.channel(), choice.word(), odds);
            case SATURATION ->
                info("The flattening of %s is taken as \"%s\": %s.", choice.channel(), choice.word(), odds);
            case DEMAND ->
                warn(
                        "Part of the spend of %s is taken to follow demand, not to make it: %s. What is left as its effect"
                                + " is a matter of this choice; a lift test would tell.",
                        choice.channel(), odds);
        }
    }

    private void drift(String name, double[] drift) {
        double[] sorted = drift.clone();
        Arrays.sort(sorted);
        double mean = Statistics.mean(sorted);
        double low = sorted[(int) Math.round(0.05 * (sorted.length - 1))];
        double high = sorted[(int) Math.round(0.95 * (sorted.length - 1))];
        boolean moved = low > 1 || high < 1;
        if (moved && Math.abs(mean - 1) > MOVED) {
            warn(
                    "%s works %s times as well at the end of the history as on average over it (%s to %s).",
                    name, ratio(mean), ratio(low), ratio(high));
        }
    }

    /** {@code 45 times}; nobody needs the digits of a million. */
    private static String times(double logFactor) {
        return logFactor > Math.log(1e6)
                ? "over a million times"
                : String.format(Locale.ROOT, "%,.0f times", Math.exp(logFactor));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, Math.abs(share) < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private String period() {
        return posterior.length() == PeriodLength.DAY ? "day" : "week";
    }

    @FormatMethod
    private void info(@FormatString String text, Object... arguments) {
        facts.add(new Fact(Severity.INFO, String.format(Locale.ROOT, text, arguments)));
    }

    @FormatMethod
    private void warn(@FormatString String text, Object... arguments) {
        facts.add(new Fact(Severity.WARNING, String.format(Locale.ROOT, text, arguments)));
    }
}
