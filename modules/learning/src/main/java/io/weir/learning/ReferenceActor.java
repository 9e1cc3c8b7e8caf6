package io.weir.learning;

import io.weir.learning.internal.Reference;
import io.weir.policy.Network;

/** A network as Deeplearning4j executes it, to hold {@link Network} against. Not safe for use by several threads. */
public final class ReferenceActor {
    private final Reference reference;

    /**
     * @param network whose hidden layers keep the positive part and whose inputs are not normalised
     * @throws IllegalArgumentException if it is another
     * @throws io.weir.core.BadInputException if the native library cannot be loaded on this machine
     */
    public ReferenceActor(Network network) {
        reference = new Reference(network);
    }

    /**
     * One decision.
     *
     * @param input {@code [input]}
     * @return {@code [output]}
     */
    public float[] output(float[] input) {
        return reference.output(input);
    }
}
