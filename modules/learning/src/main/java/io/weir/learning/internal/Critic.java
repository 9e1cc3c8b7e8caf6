package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Method;
import io.weir.policy.Activation;
import io.weir.policy.NetworkLayer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Twin networks that say what is still to come. A central one sees all agents of a side and has a value for each of them, or one for all
 * where they share one reward; another sees one agent, or several alike in turn.
 */
final class Critic {
    private final Layout layout;
    private final ImmutableList<Integer> agents;
    private final ImmutableList<Integer> side;
    private final boolean central;
    private final Mlp[] learning = new Mlp[2];
    private final Mlp[] targets = new Mlp[2];

    /**
     * @param agents whose values it tells; of a central one the first alone where all share one reward
     * @param side agents that it sees; of one that is not central none, as it sees each agent of its own in turn
     */
    Critic(
            Layout layout,
            ImmutableList<Integer> agents,
            ImmutableList<Integer> side,
            Method method,
            SplittableRandom random) {
        this.layout = layout;
        this.agents = agents;
        this.side = side;
        this.central = !side.isEmpty();
        var widths = ImmutableList.<Integer>builder()
                .add(width())
                .addAll(method.hidden())
                .add(values())
                .build();
        for (int twin = 0; twin < 2; twin++) {
            learning[twin] = new Mlp(widths, Activation.IDENTITY, method.criticRate(), method.gradientLimit());
            learning[twin].draw(random);
            targets[twin] = new Mlp(widths, Activation.IDENTITY, method.criticRate(), method.gradientLimit());
            targets[twin].approach(learning[twin], 1);
        }
    }

    private int width() {
        int first = agents.get(0);
        return central ? seen() + done() : layout.inputs(first) + layout.outputs(first);
    }

    /** What a central one is shown of a side, before what that does. */
    private int seen() {
        return layout.inputsAt(end()) - layout.inputsAt(begin()) + layout.state();
    }

    private int done() {
        return layout.outputsAt(end()) - layout.outputsAt(begin());
    }

    private int begin() {
        return side.get(0);
    }

    private int end() {
        return side.get(side.size() - 1) + 1;
    }

    /** Agents that a central one sees. */
    ImmutableList<Integer> side() {
        return side;
    }

    /** Values for each row that it is shown. */
    private int values() {
        return central ? agents.size() : 1;
    }

    /**
     * Learns from what was seen.
     *
     * @param after what targets of the actors would do next, {@code [row][output]}
     * @return mean squared error
     */
    double learn(Memory.Batch batch, float[] after) {
        float[] goals = goals(batch, after);
        float[] shown = show(batch.before(), batch.actions());
        double loss = 0;
        for (Mlp twin : learning) {
            float[] slopes = twin.forward(shown);
            for (int k = 0; k < slopes.length; k++) {
                float miss = slopes[k] - goals[k];
                loss += miss * (double) miss / goals.length / 2;
                slopes[k] = 2 * miss / goals.length;
            }
            twin.backward(slopes, true);
        }
        return loss;
    }

    private float[] goals(Memory.Batch batch, float[] after) {
        float[] shown = show(batch.after(), after);
        float[] first = targets[0].output(shown);
        float[] second = targets[1].output(shown);
        int rows = batch.rows();
        for (int k = 0; k < first.length; k++) {
            int row = central ? k / values() : k % rows;
            int agent = agents.get(central ? k % values() : k / rows);
            first[k] = batch.rewards()[row * layout.agents() + agent]
                    + batch.carries()[row] * Math.min(first[k], second[k]);
        }
        return first;
    }

    /**
     * Adds the slopes of minus its mean value, agent by agent in that agent's own actions.
     *
     * @param actions of all, {@code [row][output]}
     * @param slopes {@code [row][output]}, added to
     * @return mean value
     */
    double judge(float[] seen, float[] actions, float[] slopes) {
        float[] values = learning[0].forward(show(seen, actions));
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        if (!central) {
            addOwn(learning[0].backward(even(values.length, 1, 0, -1f / values.length), false), slopes);
            return mean;
        }
        int rows = values.length / values();
        for (int k = 0; k < values(); k++) {
            float[] back = learning[0].backward(even(values.length, values(), k, -1f / rows), false);
            int from = values() == 1 ? begin() : agents.get(k);
            int to = values() == 1 ? end() : from + 1;
            Layout.copy(
                    back,
                    width(),
                    seen() + layout.outputsAt(from) - layout.outputsAt(begin()),
                    slopes,
                    layout.done(),
                    layout.outputsAt(from),
                    layout.outputsAt(to) - layout.outputsAt(from),
                    0);
        }
        return mean;
    }

    /** What it gives an agent of its side for what all there do, {@code [row]}; of a central one. */
    float[] values(float[] seen, float[] actions, int agent) {
        float[] all = learning[0].output(show(seen, actions));
        int of = values() == 1 ? 0 : agents.indexOf(agent);
        float[] mine = new float[all.length / values()];
        for (int row = 0; row < mine.length; row++) {
            mine[row] = all[row * values() + of];
        }
        return mine;
    }

    /** As it is executed without Deeplearning4j. */
    ImmutableList<NetworkLayer> layers() {
        return learning[0].layers(Activation.IDENTITY);
    }

    private static float[] even(int length, int step, int start, float value) {
        float[] slopes = new float[length];
        for (int k = start; k < length; k += step) {
            slopes[k] = value;
        }
        return slopes;
    }

    private void addOwn(float[] back, float[] slopes) {
        int rows = slopes.length / layout.done();
        int size = rows * width();
        for (int k = 0; k < agents.size(); k++) {
            int agent = agents.get(k);
            float[] one = java.util.Arrays.copyOfRange(back, k * size, (k + 1) * size);
            Layout.copy(
                    one,
                    width(),
                    layout.inputs(agent),
                    slopes,
                    layout.done(),
                    layout.outputsAt(agent),
                    layout.outputs(agent),
                    0);
        }
    }

    private float[] show(float[] seen, float[] actions) {
        int rows = seen.length / layout.seen();
        if (central) {
            float[] shown = new float[rows * width()];
            int inputs = seen() - layout.state();
            Layout.copy(seen, layout.seen(), layout.inputsAt(begin()), shown, width(), 0, inputs, 0);
            Layout.copy(
                    seen, layout.seen(), layout.inputsAt(layout.agents()), shown, width(), inputs, layout.state(), 0);
            Layout.copy(actions, layout.done(), layout.outputsAt(begin()), shown, width(), seen(), done(), 0);
            return shown;
        }
        float[] shown = new float[agents.size() * rows * width()];
        for (int k = 0; k < agents.size(); k++) {
            int agent = agents.get(k);
            int inputs = layout.inputs(agent);
            Layout.copy(seen, layout.seen(), layout.inputsAt(agent), shown, width(), 0, inputs, k * rows);
            Layout.copy(
                    actions,
                    layout.done(),
                    layout.outputsAt(agent),
                    shown,
                    width(),
                    inputs,
                    layout.outputs(agent),
                    k * rows);
        }
        return shown;
    }

    void follow(double share) {
        targets[0].approach(learning[0], share);
        targets[1].approach(learning[1], share);
    }

    void save(DataOutput out) throws IOException {
        for (int twin = 0; twin < 2; twin++) {
            learning[twin].save(out);
            targets[twin].save(out);
        }
    }

    void load(DataInput in) throws IOException {
        for (int twin = 0; twin < 2; twin++) {
            learning[twin].load(in);
            targets[twin].load(in);
        }
    }
}
