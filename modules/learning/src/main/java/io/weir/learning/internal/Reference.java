package io.weir.learning.internal;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;

/** A network as Deeplearning4j executes it. */
public final class Reference {
    private final Mlp network;

    /** @param from whose weights it takes */
    public Reference(Network from) {
        ImmutableList<NetworkLayer> layers = from.layers();
        var widths = ImmutableList.<Integer>builder().add(from.inputs().size());
        for (int k = 0; k < layers.size(); k++) {
            Activation activation = layers.get(k).activation();
            boolean fits = k == layers.size() - 1 || activation == Activation.RELU;
            require(fits, "hidden activation (%s) must be relu.", activation.word());
            widths.add(layers.get(k).outputs());
        }
        for (int input = 0; input < from.inputs().size(); input++) {
            boolean plain = from.normalisation().mean(input) == 0
                    && from.normalisation().scale(input) == 1;
            require(plain, "input %s must not be normalised.", from.inputs().get(input));
        }
        network = new Mlp(widths.build(), layers.get(layers.size() - 1).activation(), 1, 1);
        network.take(layers);
    }

    /** One decision. */
    public float[] output(float[] input) {
        return network.output(input);
    }
}
