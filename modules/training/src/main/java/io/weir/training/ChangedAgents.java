package io.weir.training;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.policy.Network;

/**
 * A game in which agents decide how to change what they have learned to do: who learns in it begins with that, and looks for something
 * better near by. Not safe for use by several threads.
 */
final class ChangedAgents implements Environment {
    private final Environment game;
    private final ImmutableList<Network> learned;
    private final double reach;
    private final double[][] actions;
    private final double[][] seen;
    private final Network.Scratch[] scratches;

    /**
     * @param learned {@code [agent]} of the game
     * @param reach by how much an action may be changed, {@code (0, 2]}; actions stay in [-1, 1]
     * @throws IllegalArgumentException if there are not as many networks as agents, or the reach is out of range
     */
    ChangedAgents(Environment game, ImmutableList<Network> learned, double reach) {
        int agents = game.agents().size();
        require(learned.size() == agents, "networks (%s) must be as many as agents (%s).", learned.size(), agents);
        this.game = game;
        this.learned = learned;
        this.reach = requireInRange("reach", reach, Double.MIN_VALUE, 2);
        this.actions = new double[agents][];
        this.seen = new double[agents][];
        this.scratches = new Network.Scratch[agents];
        for (int agent = 0; agent < agents; agent++) {
            Network network = learned.get(agent);
            actions[agent] = new double[network.outputs().size()];
            seen[agent] = new double[network.inputs().size()];
            scratches[agent] = network.scratch();
        }
    }

    @Override
    public String description() {
        return game.description() + ", changed by up to " + reach + ": "
                + learned.stream().map(Network::origin).toList();
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return game.agents();
    }

    @Override
    public int side(int agent) {
        return game.side(agent);
    }

    @Override
    public int stateSize() {
        return game.stateSize();
    }

    @Override
    public void state(double[] into) {
        game.state(into);
    }

    @Override
    public void reset(long seed) {
        game.reset(seed);
    }

    @Override
    public void observe(int agent, double[] into) {
        game.observe(agent, into);
    }

    @Override
    public boolean step(double[][] changes, Feedback feedback) {
        for (int agent = 0; agent < actions.length; agent++) {
            double[] action = actions[agent];
            game.observe(agent, seen[agent]);
            learned.get(agent).act(seen[agent], action, scratches[agent]);
            for (int k = 0; k < action.length; k++) {
                action[k] = Math.max(-1, Math.min(1, action[k] + reach * changes[agent][k]));
            }
        }
        return game.step(actions, feedback);
    }
}
