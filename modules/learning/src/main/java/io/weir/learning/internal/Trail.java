package io.weir.learning.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** The latest steps of an episode, until enough of their rewards are known to remember them. */
final class Trail {
    private final int lookahead;
    private final double discount;
    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * @param lookahead steps whose rewards are added up
     * @param discount of a reward one step later
     */
    Trail(int lookahead, double discount) {
        this.lookahead = lookahead;
        this.discount = discount;
    }

    /** What was seen and done in a step, and what it brought. */
    record Step(float[] before, float[] actions, float[] rewards) {}

    /** An episode begins. */
    void begin() {
        steps.clear();
    }

    /**
     * A step was taken.
     *
     * @param after what was seen then
     * @param over whether it was the last
     * @param memory told the steps that are complete
     */
    void add(Step step, float[] after, boolean over, Memory memory) {
        steps.add(step);
        if (steps.size() == lookahead) {
            tell(after, over, memory);
        }
        while (over && !steps.isEmpty()) {
            tell(after, true, memory);
        }
    }

    private void tell(float[] after, boolean over, Memory memory) {
        float[] sums = new float[steps.element().rewards.length];
        double carry = 1;
        for (Step step : steps) {
            for (int agent = 0; agent < sums.length; agent++) {
                sums[agent] += (float) carry * step.rewards[agent];
            }
            carry *= discount;
        }
        Step first = steps.remove();
        memory.add(first.before, first.actions, sums, after, over ? 0 : carry);
    }
}
