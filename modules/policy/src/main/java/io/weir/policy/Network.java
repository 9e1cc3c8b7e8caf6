package io.weir.policy;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;

/**
 * A learned policy: a feed-forward network executed in plain Java.
 *
 * <p>{@code output = layers((input - mean) / scale)}, in {@code float}. A decision of a 24-64-64-4 network takes between a
 * half and one microsecond and allocates nothing. Immutable and thread-safe; each thread brings a {@link Scratch} of its own.
 */
public final class Network {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]*");

    private final ImmutableList<String> inputs;
    private final ImmutableList<String> outputs;
    private final Normalisation normalisation;
    private final ImmutableList<NetworkLayer> layers;
    private final NetworkOrigin origin;

    /** {@link #layers}, as a decision goes through them. */
    private final NetworkLayer[] steps;

    /**
     * @param inputs names, in order, each once: letters, digits, {@code _ . / -}
     * @param outputs names, in order, each once
     * @param normalisation of the inputs
     * @param layers from inputs to outputs, at least one
     * @param origin where it comes from
     * @throws IllegalArgumentException if shapes do not fit or a name is none
     */
    public Network(
            ImmutableList<String> inputs,
            ImmutableList<String> outputs,
            Normalisation normalisation,
            ImmutableList<NetworkLayer> layers,
            NetworkOrigin origin) {
        requireNames("inputs", inputs);
        requireNames("outputs", outputs);
        require(!layers.isEmpty(), "layers must be at least one.");
        int width = inputs.size();
        for (NetworkLayer layer : layers) {
            require(layer.inputs() == width, "inputs of a layer (%s) must be %s.", layer.inputs(), width);
            width = layer.outputs();
        }
        require(width == outputs.size(), "outputs of the last layer (%s) must be %s.", width, outputs.size());
        require(
                normalisation.size() == inputs.size(),
                "normalised inputs (%s) must be %s.",
                normalisation.size(),
                inputs.size());
        this.inputs = inputs;
        this.outputs = outputs;
        this.normalisation = normalisation;
        this.layers = layers;
        this.origin = origin;
        steps = layers.toArray(NetworkLayer[]::new);
    }

    private static void requireNames(String what, ImmutableList<String> names) {
        for (String name : names) {
            require(NAME.matcher(name).matches(), "name (%s) in %s must be letters, digits, _ . / -.", name, what);
        }
        require(ImmutableSet.copyOf(names).size() == names.size(), "%s (%s) must be there once each.", what, names);
    }

    /** What a thread needs to execute a network; not to be shared. */
    public static final class Scratch {
        private final Network network;

        /** {@code [layer][room]}, the inputs first. */
        private final Signals[][] signals;

        private Scratch(Network network) {
            this.network = network;
            signals = new Signals[network.layers.size() + 1][];
            signals[0] = Signals.rooms(network.inputs.size());
            for (int layer = 0; layer < network.layers.size(); layer++) {
                signals[layer + 1] = Signals.rooms(network.layers.get(layer).outputs());
            }
        }
    }

    /** A new one for this network. */
    public Scratch scratch() {
        return new Scratch(this);
    }

    /**
     * Decides.
     *
     * @param input {@code [input]}, finite
     * @param output {@code [output]}, filled
     * @param scratch from {@link #scratch()} of this network
     * @throws IllegalArgumentException if an array has another length, an input is not finite, or the scratch is another's
     */
    public void act(double[] input, double[] output, Scratch scratch) {
        if (scratch.network != this || input.length != inputs.size() || output.length != outputs.size()) {
            throw misfit(input.length, output.length);
        }
        Signals[][] signals = scratch.signals;
        normalisation.apply(input, signals[0], inputs);
        for (int layer = 0; layer < steps.length; layer++) {
            steps[layer].run(signals[layer], signals[layer + 1]);
        }
        Signals[] last = signals[steps.length];
        for (int room = 0; room < last.length; room++) {
            last[room].copyTo(output, room * Signals.MOST);
        }
    }

    private IllegalArgumentException misfit(int given, int room) {
        return new IllegalArgumentException("input (" + given + ") must be " + inputs.size() + ", output (" + room
                + ") must be " + outputs.size() + ", and scratch must be this network's own.");
    }

    public ImmutableList<String> inputs() {
        return inputs;
    }

    public ImmutableList<String> outputs() {
        return outputs;
    }

    public Normalisation normalisation() {
        return normalisation;
    }

    public ImmutableList<NetworkLayer> layers() {
        return layers;
    }

    public NetworkOrigin origin() {
        return origin;
    }
}
