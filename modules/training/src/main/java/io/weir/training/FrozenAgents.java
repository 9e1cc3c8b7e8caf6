package io.weir.training;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.policy.Network;
import java.util.stream.IntStream;

/**
 * A game for some of its agents, while the others act as they have learned to: what is learned in it is a best response to them. Not safe
 * for use by several threads.
 */
final class FrozenAgents implements Environment {
    private final Environment game;
    private final ImmutableMap<Integer, Network> frozen;
    /** Places in the game of those who learn. */
    private final int[] learners;

    private final double[][] actions;
    private final double[][] seen;
    private final Network.Scratch[] scratches;
    private final Feedback inner;

    /**
     * @param frozen by their place in the game; all others learn
     * @throws IllegalArgumentException if a network was made for other inputs or outputs than its agent's
     */
    FrozenAgents(Environment game, ImmutableMap<Integer, Network> frozen) {
        ImmutableList<AgentSpace> all = game.agents();
        this.game = game;
        this.frozen = frozen;
        this.learners = IntStream.range(0, all.size())
                .filter(agent -> !frozen.containsKey(agent))
                .toArray();
        this.actions = new double[all.size()][];
        this.seen = new double[all.size()][];
        this.scratches = new Network.Scratch[all.size()];
        this.inner = new Feedback(all.size());
        frozen.forEach((agent, network) -> {
            AgentSpace seat = all.get(agent);
            require(
                    network.inputs().equals(seat.inputs()) && network.outputs().equals(seat.outputs()),
                    "inputs (%s) and outputs (%s) of the network of %s must be those of the game.",
                    network.inputs(),
                    network.outputs(),
                    seat.name());
            actions[agent] = new double[seat.outputs().size()];
            seen[agent] = new double[seat.inputs().size()];
            scratches[agent] = network.scratch();
        });
    }

    @Override
    public String description() {
        return game.description() + ", while some stay as they are: "
                + frozen.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue().origin())
                        .toList();
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return IntStream.of(learners).mapToObj(game.agents()::get).collect(ImmutableList.toImmutableList());
    }

    @Override
    public int side(int agent) {
        return game.side(learners[agent]);
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
        game.observe(learners[agent], into);
    }

    @Override
    public boolean step(double[][] decided, Feedback feedback) {
        frozen.forEach((agent, network) -> {
            game.observe(agent, seen[agent]);
            network.act(seen[agent], actions[agent], scratches[agent]);
        });
        for (int k = 0; k < learners.length; k++) {
            actions[learners[k]] = decided[k];
        }
        inner.clear();
        boolean over = game.step(actions, inner);
        for (int k = 0; k < learners.length; k++) {
            feedback.reward(k, inner.reward(learners[k]));
        }
        return over;
    }
}
