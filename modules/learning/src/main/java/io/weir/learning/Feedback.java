package io.weir.learning;

import static io.weir.core.Checks.require;

import java.util.Arrays;

/** What a step brought. Filled by an {@link Environment}; not safe for use by several threads. */
public final class Feedback {
    private final double[] rewards;
    private final double[] claims;
    private final double[] without;
    private final double[] shapley;
    private double total = Double.NaN;

    /** @param agents how many, {@code > 0} */
    public Feedback(int agents) {
        rewards = new double[agents];
        claims = new double[agents];
        without = new double[agents];
        shapley = new double[agents];
    }

    /** Nothing yet. */
    public void clear() {
        Arrays.fill(rewards, 0);
        Arrays.fill(claims, 0);
        Arrays.fill(without, 0);
        Arrays.fill(shapley, 0);
        total = Double.NaN;
    }

    /** What the step brought to one agent, finite. */
    public void reward(int agent, double value) {
        rewards[agent] = finite("reward", agent, value);
    }

    /** How strongly an agent reached for what the step brought, finite; shares the total where rewards are mixed. */
    public void claim(int agent, double value) {
        claims[agent] = finite("claim", agent, value);
    }

    /** What the step would have brought to all if this agent had held back, everything else the same; finite. */
    public void without(int agent, double value) {
        without[agent] = finite("total without", agent, value);
    }

    /** The agent's share of what the step brought to all: the mean over all orders in which agents could have joined in; finite. */
    public void shapley(int agent, double value) {
        shapley[agent] = finite("Shapley value", agent, value);
    }

    /** What the step brought to all, finite; unless told, the sum of what it brought to each. */
    public void total(double value) {
        require(Double.isFinite(value), "total (%s) must be finite.", value);
        total = value;
    }

    private static double finite(String what, int agent, double value) {
        require(Double.isFinite(value), "%s of agent %s (%s) must be finite.", what, agent, value);
        return value;
    }

    /** What the step brought to one agent. */
    public double reward(int agent) {
        return rewards[agent];
    }

    /** What the step brought to all. */
    public double total() {
        return Double.isNaN(total) ? Arrays.stream(rewards).sum() : total;
    }

    /** What it would have brought to all without this agent. */
    public double without(int agent) {
        return without[agent];
    }

    /** The agent's share of what it brought to all. */
    public double shapley(int agent) {
        return shapley[agent];
    }

    /** Share of the total by claims: {@code softmax(claims / temperature)}. */
    public double share(int agent, double temperature) {
        double top = Arrays.stream(claims).max().orElse(0);
        double sum = 0;
        for (double claim : claims) {
            sum += Math.exp((claim - top) / temperature);
        }
        return Math.exp((claims[agent] - top) / temperature) / sum;
    }
}
