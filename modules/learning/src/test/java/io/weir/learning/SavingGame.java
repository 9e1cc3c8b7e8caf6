package io.weir.learning;

import com.google.common.collect.ImmutableList;

/** Two steps: what is put aside in the first, {@code a}, costs {@code a^2} at once and brings {@code a} in the second. */
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
        feedback.reward(0, saved);
        return true;
    }
}
