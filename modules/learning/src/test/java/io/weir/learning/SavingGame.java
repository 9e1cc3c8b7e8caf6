package io.weir.learning;

import com.google.common.collect.ImmutableList;

/**
 * Two steps: what is put aside in the first, {@code a}, costs {@code a^2} at once and brings {@code a - 2 (b - a)^2} in the second, by
 * what is done then, {@code b}. {@code b = a} is best then, and who expects it to be 0 puts aside a third of what is best.
 */
final class SavingGame implements Environment {
    private double saved;
    private int step;

    /** Of the first step, where the second is worth {@code discount} of it. */
    static double best(double discount) {
        return discount / 2;
    }

    @Override
    public String description() {
        return "saving";
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return ImmutableList.of(
                new AgentSpace("saver", ImmutableList.of("step", "saved"), ImmutableList.of("put-aside")));
    }

    @Override
    public void reset(long seed) {
        saved = 0;
        step = 0;
    }

    @Override
    public void observe(int agent, double[] into) {
        into[0] = step;
        into[1] = saved;
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        if (step++ == 0) {
            saved = actions[0][0];
            feedback.reward(0, -saved * saved);
            return false;
        }
        double miss = actions[0][0] - saved;
        feedback.reward(0, saved - 2 * miss * miss);
        return true;
    }
}
