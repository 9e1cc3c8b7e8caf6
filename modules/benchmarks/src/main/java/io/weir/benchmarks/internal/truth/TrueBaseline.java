package io.weir.benchmarks.internal.truth;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.parser.ParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.time.LocalDate;
import java.util.Map;

/**
 * The KPI without any channel, from the formula in a world's truth: mathematics as people write it ({@code 40t},
 * {@code 2 pi (t-5)}), with {@code t} the row from 0, {@code n} the number of rows, {@code doy} the day of the year,
 * {@code event} what the controls named with a number bring together, and the file's own numbers and columns.
 */
final class TrueBaseline {
    /** Sines and cosines of radians. */
    private static final ExpressionConfiguration MATHEMATICS = ExpressionConfiguration.defaultConfiguration();

    private final TruthFile truth;
    private final Expression expression;

    /** @throws IllegalArgumentException if the formula cannot be understood */
    TrueBaseline(TruthFile truth) {
        this.truth = truth;
        JsonNode formula = truth.baseline().get("formula");
        if (formula == null) {
            throw new IllegalArgumentException("the truth has no baseline formula.");
        }
        expression = new Expression(computable(formula.asText()), MATHEMATICS);
        try {
            expression.validate();
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "baseline formula (" + formula.asText() + ") cannot be understood: " + e.getMessage() + ".", e);
        }
    }

    /** Writes out what people leave out: products, radians, an even grid. */
    static String computable(String formula) {
        return formula.replaceAll(
                        "linspace\\(\\s*([-0-9.]+)\\s*,\\s*([-0-9.]+)\\s*,\\s*n\\s*\\)", "($1+($2-($1))*t/(n-1))")
                .replaceAll("\\bpi\\b", Double.toString(Math.PI))
                .replaceAll("\\b(sin|cos)\\(", "$1R(")
                .replaceAll("(?<=[0-9)])\\s+(?=[0-9A-Za-z(])", "*")
                .replaceAll("(?<![A-Za-z_0-9])([0-9]+(?:\\.[0-9]+)?)(?=[A-Za-z(])", "$1*");
    }

    /**
     * @param t row from 0
     * @param rows number of rows
     * @param day first day of the period
     * @param controls value of each control column in the row
     */
    double at(int t, int rows, LocalDate day, Map<String, Double> controls) {
        double event = 0;
        var values = ImmutableMap.<String, Object>builder();
        for (Map.Entry<String, JsonNode> entry : truth.baseline().entrySet()) {
            if (entry.getValue().isNumber()) {
                if (controls.containsKey(entry.getKey())) {
                    event += entry.getValue().asDouble() * controls.get(entry.getKey());
                } else {
                    values.put(entry.getKey(), entry.getValue().asDouble());
                }
            }
        }
        controls.forEach(values::put);
        if (!controls.containsKey("event")) {
            values.put("event", event);
        }
        values.put("t", t).put("n", rows).put("doy", day.getDayOfYear());
        try {
            return expression
                    .withValues(values.buildKeepingLast())
                    .evaluate()
                    .getNumberValue()
                    .doubleValue();
        } catch (EvaluationException | ParseException e) {
            throw new IllegalArgumentException(
                    "baseline formula (" + expression.getExpressionString() + ") cannot be computed: " + e.getMessage()
                            + ".",
                    e);
        }
    }
}
