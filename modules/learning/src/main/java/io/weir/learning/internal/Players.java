package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.learning.Method;
import io.weir.learning.Team;
import io.weir.policy.Network;
import java.util.SplittableRandom;

/** Plays episodes with networks as they ship. */
final class Players {
    private final Environment environment;
    private final Layout layout;
    private final Team team;
    private final Trail trail;
    private final Noise noise;
    private final Feedback feedback;
    private final double[][] inputs;
    private final double[][] actions;
    private final double[] state;
    private final float[] before;
    private final float[] after;
    private final float[] done;

    Players(Environment environment, Layout layout, Team team, Method method) {
        this.environment = environment;
        this.layout = layout;
        this.team = team;
        trail = new Trail(method.lookahead(), method.discount());
        noise = new Noise(layout, method.exploration(), method.persistence());
        int agents = layout.agents();
        feedback = new Feedback(agents);
        inputs = new double[agents][];
        actions = new double[agents][];
        for (int agent = 0; agent < agents; agent++) {
            inputs[agent] = new double[layout.inputs(agent)];
            actions[agent] = new double[layout.outputs(agent)];
        }
        state = new double[environment.stateSize()];
        before = new float[layout.seen()];
        after = new float[layout.seen()];
        done = new float[layout.done()];
    }

    /** Decides for all agents, from what they see. */
    private interface Hands {
        void act(int agent, double[] input, double[] action);
    }

    /** An episode of networks, without noise. */
    Brought evaluate(ImmutableList<Network> networks, long seed) {
        var brought = new Brought(new double[layout.agents()], new double[1]);
        episode(seed, hands(networks), over -> {
            for (int agent = 0; agent < brought.rewards.length; agent++) {
                brought.rewards[agent] += feedback.reward(agent);
            }
            brought.total[0] += feedback.total();
        });
        return brought;
    }

    /** What an episode brought to each agent, and to all. */
    record Brought(double[] rewards, double[] total) {}

    /** An episode of networks with noise on what they do, into memory. */
    void explore(ImmutableList<Network> networks, Memory memory, long seed, SplittableRandom random) {
        Hands hands = hands(networks);
        noise.begin();
        remember(memory, seed, (agent, input, action) -> {
            hands.act(agent, input, action);
            noise.disturb(agent, action, random);
        });
    }

    /** An episode of actions drawn evenly, into memory. */
    void draw(Memory memory, long seed, SplittableRandom random) {
        remember(memory, seed, (agent, input, action) -> {
            for (int k = 0; k < action.length; k++) {
                action[k] = random.nextDouble(-1, 1);
            }
        });
    }

    private static Hands hands(ImmutableList<Network> networks) {
        var scratches = networks.stream().map(Network::scratch).collect(ImmutableList.toImmutableList());
        return (agent, input, action) -> networks.get(agent).act(input, action, scratches.get(agent));
    }

    private void remember(Memory memory, long seed, Hands hands) {
        trail.begin();
        episode(seed, hands, over -> {
            float[] shares = new float[inputs.length];
            for (int agent = 0; agent < shares.length; agent++) {
                shares[agent] = (float) team.reward().of(feedback, agent, team.temperature());
                double[] action = actions[agent];
                for (int k = 0; k < action.length; k++) {
                    done[layout.outputsAt(agent) + k] = (float) action[k];
                }
            }
            trail.add(new Trail.Step(before.clone(), done.clone(), shares), after, over, memory);
        });
    }

    /** Told after each step, with what was seen before and after it. */
    private interface Step {
        void taken(boolean over);
    }

    private void episode(long seed, Hands hands, Step step) {
        environment.reset(seed);
        see(after);
        boolean over = false;
        while (!over) {
            System.arraycopy(after, 0, before, 0, after.length);
            for (int agent = 0; agent < inputs.length; agent++) {
                hands.act(agent, inputs[agent], actions[agent]);
            }
            feedback.clear();
            over = environment.step(actions, feedback);
            see(after);
            step.taken(over);
        }
    }

    private void see(float[] row) {
        for (int agent = 0; agent < inputs.length; agent++) {
            environment.observe(agent, inputs[agent]);
            put(inputs[agent], row, layout.inputsAt(agent));
        }
        environment.state(state);
        put(state, row, layout.inputsAt(inputs.length));
    }

    private static void put(double[] from, float[] to, int at) {
        for (int k = 0; k < from.length; k++) {
            to[at + k] = (float) from[k];
        }
    }
}
