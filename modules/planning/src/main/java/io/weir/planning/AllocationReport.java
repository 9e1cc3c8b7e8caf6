package io.weir.planning;

import com.google.common.collect.ImmutableList;
import io.weir.planning.internal.output.AllocationTexts;

/**
 * What the allocation agent has learned.
 *
 * @param worlds that it learned from, as they were named
 * @param markets of them
 * @param seed of the first
 * @param policy file that it was written to
 * @param rows channels in splits of markets that it learned from
 * @param errors per kind of channel
 */
public record AllocationReport(
        ImmutableList<String> worlds, int markets, long seed, String policy, int rows, ImmutableList<Errors> errors) {
    /**
     * How far marginal returns are off, root mean squares of the difference of logarithms to the truth, in markets that the estimate was not
     * learned from.
     *
     * @param kind of channel, a word
     * @param rows that it is told of
     * @param policy of what was learned
     * @param policyBySpend the same, channels counted by their share of spend; what the policy says of itself
     * @param model of the model's mean
     * @param shadowPrice of what bidders report
     */
    public record Errors(
            String kind, int rows, double policy, double policyBySpend, double model, double shadowPrice) {}

    /** For people. */
    public String text() {
        return AllocationTexts.text(this);
    }

    /** For programs: one document on one line. */
    public String json() {
        return AllocationTexts.json(this);
    }
}
