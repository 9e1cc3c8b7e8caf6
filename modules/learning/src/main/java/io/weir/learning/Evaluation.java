package io.weir.learning;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the agents do without noise, after some rounds.
 *
 * @param round after which
 * @param steps of the environment so far
 * @param updates of critics so far
 * @param rewards {@code [agent]}, sum over an episode, mean over episodes
 * @param total of all agents together, the same
 * @param criticLoss mean squared error of critics since the last evaluation
 * @param value mean that critics give to what actors would do, since the last evaluation
 */
public record Evaluation(
        int round,
        long steps,
        long updates,
        ImmutableDoubleArray rewards,
        double total,
        double criticLoss,
        double value) {
    /** As a line of CSV. */
    public String line() {
        String each = rewards.stream()
                .mapToObj(reward -> String.format(Locale.ROOT, "%.6g", reward))
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT, "%d,%d,%d,%.6g,%s,%.6g,%.6g", round, steps, updates, total, each, criticLoss, value);
    }
}
