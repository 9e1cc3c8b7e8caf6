package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import java.util.stream.IntStream;

/** Agents in a game of one step that tells and brings nothing: for what is asked of its shape alone. */
class StillGame implements Environment {
    private final ImmutableList<AgentSpace> agents;

    StillGame(ImmutableList<AgentSpace> agents) {
        this.agents = agents;
    }

    /** Agents that see and decide so many numbers each. */
    static StillGame of(int agents, int inputs, int outputs) {
        return new StillGame(spaces(agents, inputs, outputs));
    }

    static ImmutableList<AgentSpace> spaces(int agents, int inputs, int outputs) {
        return IntStream.range(0, agents)
                .mapToObj(k -> new AgentSpace("agent-" + k, names("seen", inputs), names("done", outputs)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> names(String start, int count) {
        return IntStream.range(0, count).mapToObj(k -> start + "-" + k).collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        return agents;
    }

    @Override
    public String description() {
        return "still";
    }

    @Override
    public void reset(long seed) {}

    @Override
    public void observe(int agent, double[] into) {}

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        return true;
    }
}
