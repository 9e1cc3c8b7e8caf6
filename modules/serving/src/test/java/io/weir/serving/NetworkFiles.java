package io.weir.serving;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import java.io.IOException;

/** Policies for tests of files. */
final class NetworkFiles {
    private NetworkFiles() {}

    /** The bytes of one that comes with Weir. */
    static byte[] of(String name) throws IOException {
        return Resources.toByteArray(Resources.getResource("io/weir/policies/" + name + ".net"));
    }

    static Network forOtherInputs() {
        return new Network(
                ImmutableList.of("a", "b"),
                ImmutableList.of("bid"),
                Normalisation.none(2),
                ImmutableList.of(new NetworkLayer(new float[2][1], new float[1], Activation.TANH)),
                new NetworkOrigin(1, "made by a test", "none", 0));
    }
}
