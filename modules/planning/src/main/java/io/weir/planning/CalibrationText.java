package io.weir.planning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import io.weir.planning.internal.facts.ModelFacts;
import io.weir.planning.internal.output.PlanTable;
import io.weir.planning.internal.output.TextTable;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was learnt from a history, as text. Intervals hold 90 % of the posterior. */
public final class CalibrationText {
    private static final int NAME = 20;

    private CalibrationText() {}

    /** For people: at most 100 columns. */
    public static String table(Workspace workspace, Calibration calibration) {
        var out = new StringBuilder();
        Posterior posterior = calibration.posterior();
        ImmutableList<Fact> model = ModelFacts.of(posterior);
        Stream.concat(calibration.facts().stream(), model.stream())
                .filter(f -> f.severity() == Severity.WARNING)
                .forEach(f -> paragraph(out, "Warning: " + f.text()));
        out.append(String.format(
                Locale.ROOT,
                "%-" + NAME + "s %8s %-24s %8s %-20s %8s%n",
                "channel",
                "return",
                "90 % interval",
                "carried",
                "half of ceiling at",
                "learnt"));
        for (ChannelPosterior c : posterior.channels()) {
            double[] returns = sorted(c.returns());
            out.append(String.format(
                    Locale.ROOT,
                    "%-" + NAME + "s %8.3g %-24s %6.0f %% %-20s %6.0f %%%n",
                    shortened(c.channel().name()),
                    mean(returns),
                    String.format(Locale.ROOT, "%.3g to %.3g", quantile(returns, 0.05), quantile(returns, 0.95)),
                    100 * carried(c, posterior),
                    String.format(Locale.ROOT, "%.3g x mean active", mean(c.half())),
                    100 * c.learnt()));
        }
        paragraph(
                out,
                "return: " + returnUnit(workspace)
                        + ", over the whole history; carried: share of an effect after its own"
                        + " period; learnt: share of the prior's uncertainty that the history took away.");
        model.stream().filter(f -> f.severity() == Severity.INFO).forEach(f -> paragraph(out, f.text()));
        out.append(
                calibration.seconds() > 0
                        ? String.format(Locale.ROOT, "Calibrated in %.1f s.%n", calibration.seconds())
                        : "Read from model.json: nothing it depends on has changed.\n");
        out.append("Next: weir plan ").append(workspace.directory());
        return out.toString();
    }

    /** For programs. */
    public static String json(Workspace workspace, Calibration calibration) {
        Posterior posterior = calibration.posterior();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", "weir-calibration/1");
        root.put("workspace", workspace.name());
        root.put("key", calibration.key());
        root.put("seconds", calibration.seconds());
        root.put("fit_seconds", calibration.fitSeconds());
        root.put("return_unit", returnUnit(workspace));
        ArrayNode channels = root.putArray("channels");
        for (ChannelPosterior c : posterior.channels()) {
            double[] returns = sorted(c.returns());
            ObjectNode node = channels.addObject();
            node.put("name", c.channel().name());
            node.put("kind", c.channel().kind().name().toLowerCase(Locale.ROOT));
            node.put("organic", c.channel().organic());
            node.put("return_mean", mean(returns));
            node.put("return_low", quantile(returns, 0.05));
            node.put("return_high", quantile(returns, 0.95));
            node.put("carried", carried(c, posterior));
            node.put("learnt", c.learnt());
            node.put("overlap", c.overlap());
            node.set("drift", drift(sorted(c.drift())));
            ArrayNode choices = node.putArray("choices");
            posterior.choices().stream()
                    .filter(choice -> choice.channel().equals(c.channel().name()))
                    .forEach(choice -> choices.addObject()
                            .put("what", choice.what().name().toLowerCase(Locale.ROOT))
                            .put("word", choice.word())
                            .put("log_factor", choice.logFactor()));
        }
        Posterior.Diagnostics d = posterior.diagnostics();
        ObjectNode diagnostics = root.putObject("diagnostics");
        diagnostics.put("r_hat", d.rHat());
        diagnostics.put("effective_draws", d.effectiveDraws());
        diagnostics.put("divergences", d.divergences());
        diagnostics.put("draws", posterior.draws());
        diagnostics.put("r2", posterior.fit().r2());
        diagnostics.put("inside", posterior.fit().inside());
        diagnostics.set(
                "holdout", posterior.holdout().map(CalibrationText::holdout).orElse(null));
        root.set("model", facts(ModelFacts.of(posterior)));
        root.set("facts", facts(calibration.facts()));
        return root.toString();
    }

    private static ObjectNode holdout(Posterior.Holdout holdout) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("periods", holdout.periods())
                .put("error", holdout.error())
                .put("naive_error", holdout.naiveError())
                .put("inside", holdout.inside());
    }

    private static ObjectNode drift(double[] sorted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mean", mean(sorted))
                .put("low", quantile(sorted, 0.05))
                .put("high", quantile(sorted, 0.95));
    }

    private static ArrayNode facts(List<Fact> facts) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        facts.forEach(f -> out.addObject()
                .put("severity", f.severity().name().toLowerCase(Locale.ROOT))
                .put("text", f.text()));
        return out;
    }

    private static void paragraph(StringBuilder out, String text) {
        TextTable.wrap(text, PlanTable.WIDTH, 0)
                .forEach(line -> out.append(line).append('\n'));
    }

    private static String returnUnit(Workspace workspace) {
        return switch (workspace.history().kpi().kind()) {
            case REVENUE -> "revenue per unit of spend";
            case CONVERSIONS, ENGAGEMENT ->
                workspace.history().kpi().value().isPresent()
                        ? "value of the KPI per unit of spend"
                        : "KPI per unit of spend";
        };
    }

    private static String shortened(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
    }

    private static double carried(ChannelPosterior c, Posterior posterior) {
        double sum = 0;
        for (int d = 0; d < posterior.draws(); d++) {
            sum += 1 - c.carryOver(d)[0];
        }
        return sum / posterior.draws();
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double quantile(double[] sorted, double p) {
        return sorted[(int) Math.round(p * (sorted.length - 1))];
    }
}
