package io.weir.learning;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

/**
 * How long and in what order. A round plays episodes, then updates networks.
 *
 * @param rounds at most, {@code >= 1}
 * @param warmUp rounds at the start in which actions are drawn evenly and nothing is updated, {@code >= 0}
 * @param episodes of each round, {@code >= 1}
 * @param updates of critics after each round, {@code >= 1}
 * @param memory transitions that are kept to learn from; the latest, {@code >= 1}
 * @param evaluateEvery rounds between evaluations, {@code >= 1}
 * @param evaluations episodes without noise of each evaluation, the same each time, {@code >= 1}
 * @param patience evaluations without a better sum of rewards after which learning stops and the best networks are kept; 0 for
 *     never, and the last are kept: right where agents compete, as then the sum is nobody's aim
 */
public record Schedule(
        int rounds,
        int warmUp,
        int episodes,
        int updates,
        int memory,
        int evaluateEvery,
        int evaluations,
        int patience) {
    /** @throws IllegalArgumentException if a component is outside its range */
    public Schedule {
        requirePositive("rounds", rounds);
        require(warmUp >= 0, "warm-up (%s) must be >= 0.", warmUp);
        requirePositive("episodes", episodes);
        requirePositive("updates", updates);
        requirePositive("memory", memory);
        requirePositive("evaluate every", evaluateEvery);
        requirePositive("evaluations", evaluations);
        require(patience >= 0, "patience (%s) must be >= 0.", patience);
    }
}
