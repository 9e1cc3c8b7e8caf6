package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport.Diagnostics;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Headline;
import io.weir.planning.PlanReport.Holdout;
import io.weir.planning.PlanReport.Severity;
import io.weir.planning.internal.facts.ModelFacts;
import io.weir.response.Posterior;
import java.util.Locale;

/** Says in plain words whether the numbers can be trusted. */
final class DiagnosticsTeller {
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
        ImmutableList<Fact> model = ModelFacts.of(posterior);
        return new Diagnostics(
                d.rHat(),
                d.effectiveDraws(),
                d.divergences(),
                draws,
                seconds,
                posterior.fit().inside(),
                posterior.holdout().map(h -> new Holdout(h.periods(), h.error(), h.naiveError(), h.inside())),
                texts(model, Severity.WARNING),
                ImmutableList.<String>builder()
                        .addAll(texts(model, Severity.INFO))
                        .addAll(plan())
                        .build());
    }

    private static ImmutableList<String> texts(ImmutableList<Fact> facts, Severity severity) {
        return facts.stream()
                .filter(fact -> fact.severity() == severity)
                .map(Fact::text)
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> plan() {
        var out = ImmutableList.<String>builder();
        if (Double.isFinite(headline.gap())) {
            out.add(String.format(
                    Locale.ROOT,
                    "At most %.1f %% of the best possible expected value is missing from the plan.",
                    Math.ceil(1000 * headline.gap()) / 10));
        }
        if (headline.spend() > 0 && headline.probabilityBetter() < 0.6) {
            out.add("Plan and carrying on are hard to tell apart with this history; a lift test would help.");
        }
        return out.build();
    }
}
