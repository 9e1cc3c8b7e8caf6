package io.weir.training;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.policy.Network;

/** The game of two bidders for one of them, while the other bids as it has learned to: what is learned in it is a best response. Not safe for use by several threads. */
final class FrozenRival implements Environment {
    private static final int BIDDERS = 2;

    private final TwoBidders game;
    private final int learner;
    private final Network rival;
    private final Network.Scratch scratch;
    private final double[] seen;
    private final double[][] both = new double[BIDDERS][1];
    private final Feedback inner = new Feedback(BIDDERS);

    FrozenRival(TwoBidders game, int learner, Network rival) {
        AgentSpace seat = game.agents().get(1 - learner);
        require(
                rival.inputs().equals(seat.inputs()) && rival.outputs().equals(seat.outputs()),
                "the rival's inputs (%s) and outputs (%s) must be those of the game.",
                rival.inputs(),
                rival.outputs());
        this.game = game;
        this.learner = learner;
        this.rival = rival;
        this.scratch = rival.scratch();
        this.seen = new double[rival.inputs().size()];
    }

    @Override
    public String description() {
        return game.description() + ", " + learner + " against one that stays as it is: " + rival.origin();
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return ImmutableList.of(game.agents().get(learner));
    }

    @Override
    public void reset(long seed) {
        game.reset(seed);
    }

    @Override
    public void observe(int agent, double[] into) {
        game.observe(learner, into);
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        game.observe(1 - learner, seen);
        rival.act(seen, both[1 - learner], scratch);
        both[learner][0] = actions[0][0];
        inner.clear();
        boolean over = game.step(both, inner);
        feedback.reward(0, inner.reward(learner));
        return over;
    }
}
