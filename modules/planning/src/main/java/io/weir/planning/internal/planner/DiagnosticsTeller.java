package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport.Diagnostics;
import io.weir.planning.PlanReport.Headline;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Locale;

/** Says in plain words whether the numbers can be trusted. */
final class DiagnosticsTeller {
    private static final double GOOD_R_HAT = 1.01;
    private static final double BAD_R_HAT = 1.05;
    private static final double GOOD_DRAWS = 400;

    private final Posterior posterior;
    private final int draws;
    private final double seconds;
    private final Headline headline;

    DiagnosticsTeller(Posterior posterior, int draws, double seconds, Headline headline) {
        this.posterior = posterior;
        this.draws = draws;
        this.seconds = seconds;
        this.headline = headline;
    }

    Diagnostics tell() {
        Posterior.Diagnostics d = posterior.diagnostics();
        var out = ImmutableList.<String>builder();
        out.add(sampler(d));
        if (d.divergences() > 0) {
            out.add(String.format(
                    Locale.ROOT,
                    "%d of the sampler's moves went astray (divergences); a few do no harm.",
                    d.divergences()));
        }
        Posterior.Fit fit = posterior.fit();
        out.add(String.format(
                Locale.ROOT,
                "In sample the model explains %.0f %% of the KPI's variance; its mean error is %.1f %% of the KPI.",
                100 * fit.r2(),
                100 * fit.relativeError()));
        int outside = 0;
        for (int t = 0; t < fit.actual().length; t++) {
            outside += fit.actual()[t] < fit.low()[t] || fit.actual()[t] > fit.high()[t] ? 1 : 0;
        }
        out.add(String.format(
                Locale.ROOT,
                "%.0f %% of the periods lie outside the model's 90 %% interval (10 %% are expected).",
                100.0 * outside / fit.actual().length));
        for (ChannelPosterior c : posterior.channels()) {
            if (c.learnt() < 0.15 && !c.channel().organic()) {
                out.add("The history says next to nothing about " + c.channel().name()
                        + "; its part of the plan rests on the prior.");
            }
        }
        out.add(String.format(
                Locale.ROOT,
                "At most %.1f %% of the best possible expected value is missing from the plan.",
                Math.ceil(1000 * headline.gap()) / 10));
        if (headline.spend() > 0 && headline.probabilityBetter() < 0.6) {
            out.add("Plan and carrying on are hard to tell apart with this history; a lift test would help.");
        }
        return new Diagnostics(d.rHat(), d.effectiveDraws(), d.divergences(), draws, seconds, out.build());
    }

    private static String sampler(Posterior.Diagnostics d) {
        String numbers = String.format(
                Locale.ROOT,
                "split R-hat %.3f, %.0f effective draws of the worst parameter",
                d.rHat(),
                d.effectiveDraws());
        if (d.rHat() <= GOOD_R_HAT && d.effectiveDraws() >= GOOD_DRAWS) {
            return "The sampler's chains agree (" + numbers + ").";
        }
        if (d.rHat() <= BAD_R_HAT) {
            return "The sampler's chains nearly agree (" + numbers + "); intervals are a little rough.";
        }
        return "WARNING: the sampler's chains do not agree on " + d.worst() + " (" + numbers
                + "); do not trust this plan. Maybe there are too few periods for so many channels.";
    }
}
