package io.weir.planning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.planning.PlanReport.Severity;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.Locale;

/** What was learnt from a history, as text. Intervals hold 90 % of the posterior. */
public final class CalibrationText {
    private static final int NAME = 20;

    private CalibrationText() {}

    /** For people: at most 100 columns. */
    public static String table(Workspace workspace, Calibration calibration) {
        var out = new StringBuilder();
        Posterior posterior = calibration.posterior();
        calibration.facts().stream()
                .filter(f -> f.severity() == Severity.WARNING)
                .forEach(f -> out.append("Warning: ").append(f.text()).append('\n'));
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
        out.append("return: ")
                .append(returnUnit(workspace))
                .append(", over the whole history; carried: share of an")
                .append(" effect after its own period;\nlearnt: share of the prior's uncertainty that the history took")
                .append(" away.\n");
        Posterior.Diagnostics d = posterior.diagnostics();
        out.append(String.format(
                Locale.ROOT,
                "Split R-hat %.3f (at most 1.01 is good), %.0f effective draws of the worst parameter (400 is good),"
                        + " %d divergences.%n",
                d.rHat(),
                d.effectiveDraws(),
                d.divergences()));
        out.append(String.format(
                Locale.ROOT,
                "The model explains %.0f %% of the KPI's variance in sample.%n",
                100 * posterior.fit().r2()));
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
        }
        Posterior.Diagnostics d = posterior.diagnostics();
        ObjectNode diagnostics = root.putObject("diagnostics");
        diagnostics.put("r_hat", d.rHat());
        diagnostics.put("effective_draws", d.effectiveDraws());
        diagnostics.put("divergences", d.divergences());
        diagnostics.put("draws", posterior.draws());
        diagnostics.put("r2", posterior.fit().r2());
        ArrayNode facts = root.putArray("facts");
        calibration
                .facts()
                .forEach(f -> facts.addObject()
                        .put("severity", f.severity().name().toLowerCase(Locale.ROOT))
                        .put("text", f.text()));
        return root.toString();
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
