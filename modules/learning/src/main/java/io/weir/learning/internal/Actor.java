package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Method;
import io.weir.policy.Activation;
import io.weir.policy.NetworkLayer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The network that decides for one agent, or for several alike, with the target that follows it.
 *
 * <p>What it decides is the hyperbolic tangent of its last sums. The slope of that vanishes at both ends, so that an agent that once
 * went far out would stay there, whatever it learns afterwards. So sums that are far out are pushed no further, and where
 * {@link Method#inwardSlope} says so, they are pulled back as if the slope did not vanish: as the limits of actions are respected by
 * Hausknecht and Stone (2016), <em>Deep reinforcement learning in parameterized action space</em> (their inverting gradients).
 */
final class Actor {
    /** Sum beyond which there is nothing to be gained. */
    private static final double FAR = 3;

    private final Layout layout;
    private final ImmutableList<Integer> agents;
    private final double inwardSlope;
    private final Mlp learning;
    private final Mlp target;
    private final Optional<Mlp> average;
    /** Last sums of {@link #act}. */
    private float[] sums = {};

    /**
     * @param agents that it decides for, all alike
     * @param averaged whether the mean of what it was over time ships
     */
    Actor(Layout layout, ImmutableList<Integer> agents, Method method, boolean averaged, SplittableRandom random) {
        this.layout = layout;
        this.agents = agents;
        inwardSlope = method.inwardSlope();
        var widths = ImmutableList.<Integer>builder()
                .add(layout.inputs(agents.get(0)))
                .addAll(method.hidden())
                .add(layout.outputs(agents.get(0)))
                .build();
        learning = new Mlp(widths, Activation.IDENTITY, method.actorRate(), method.gradientLimit());
        learning.draw(random);
        learning.zeroLast();
        target = new Mlp(widths, Activation.IDENTITY, method.actorRate(), method.gradientLimit());
        target.approach(learning, 1);
        average = averaged
                ? Optional.of(new Mlp(widths, Activation.IDENTITY, method.actorRate(), method.gradientLimit()))
                : Optional.empty();
        average.ifPresent(mean -> mean.approach(learning, 1));
    }

    ImmutableList<Integer> agents() {
        return agents;
    }

    /** As it ships. */
    ImmutableList<NetworkLayer> layers() {
        return average.orElse(learning).layers(Activation.TANH);
    }

    /** Fills in what the target would do. */
    void actAsTarget(float[] seen, float[] actions) {
        spread(squeezed(target.output(gather(seen))), actions);
    }

    /** Fills in what the learning network would do, remembering what {@link #learn} needs. */
    void act(float[] seen, float[] actions) {
        sums = learning.forward(gather(seen));
        spread(squeezed(sums), actions);
    }

    private static float[] squeezed(float[] sums) {
        float[] actions = new float[sums.length];
        for (int k = 0; k < sums.length; k++) {
            actions[k] = (float) Math.tanh(sums[k]);
        }
        return actions;
    }

    /** Takes a step down a loss whose slopes in all agents' actions are given, {@code [row][output]}. */
    void learn(float[] slopes) {
        int rows = slopes.length / layout.done();
        int width = layout.outputs(agents.get(0));
        float[] mine = new float[agents.size() * rows * width];
        for (int k = 0; k < agents.size(); k++) {
            Layout.copy(slopes, layout.done(), layout.outputsAt(agents.get(k)), mine, width, 0, width, k * rows);
        }
        for (int k = 0; k < mine.length; k++) {
            mine[k] *= (float) slope(sums[k], mine[k]);
        }
        learning.backward(mine, true);
    }

    /** Of an action in its sum, for a step down a slope of the loss in the action. */
    private double slope(double sum, double loss) {
        boolean outwards = sum * loss < 0;
        if (outwards && Math.abs(sum) > FAR) {
            return 0;
        }
        double action = Math.tanh(sum);
        double slope = 1 - action * action;
        return outwards ? slope : Math.max(inwardSlope, slope);
    }

    void follow(double share) {
        target.approach(learning, share);
    }

    /** Moves the mean, if there is one. */
    void average(double share) {
        average.ifPresent(mean -> mean.approach(learning, share));
    }

    private float[] gather(float[] seen) {
        int rows = seen.length / layout.seen();
        int width = layout.inputs(agents.get(0));
        float[] mine = new float[agents.size() * rows * width];
        for (int k = 0; k < agents.size(); k++) {
            Layout.copy(seen, layout.seen(), layout.inputsAt(agents.get(k)), mine, width, 0, width, k * rows);
        }
        return mine;
    }

    private void spread(float[] mine, float[] actions) {
        int width = layout.outputs(agents.get(0));
        int size = mine.length / agents.size();
        for (int k = 0; k < agents.size(); k++) {
            float[] one = Arrays.copyOfRange(mine, k * size, (k + 1) * size);
            Layout.copy(one, width, 0, actions, layout.done(), layout.outputsAt(agents.get(k)), width, 0);
        }
    }

    void save(DataOutput out) throws IOException {
        learning.save(out);
        target.save(out);
        if (average.isPresent()) {
            average.get().save(out);
        }
    }

    void load(DataInput in) throws IOException {
        learning.load(in);
        target.load(in);
        if (average.isPresent()) {
            average.get().load(in);
        }
    }
}
