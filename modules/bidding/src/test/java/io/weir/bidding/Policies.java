package io.weir.bidding;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import java.util.SplittableRandom;

/** Networks for tests. */
final class Policies {
    private Policies() {}

    /** Always decides the same. */
    static Network constant(double action) {
        // tanh in the last layer, as what is learned has
        float sum = (float) (0.5 * Math.log((1 + action) / (1 - action)));
        int inputs = BidChange.INPUTS.size();
        return network(new NetworkLayer(new float[inputs][1], new float[] {sum}, Activation.TANH));
    }

    /** Decides anything, by what it sees. */
    static Network any(long seed) {
        var random = new SplittableRandom(seed);
        float[][] weights = new float[BidChange.INPUTS.size()][1];
        for (float[] row : weights) {
            row[0] = (float) random.nextDouble(-2, 2);
        }
        return network(new NetworkLayer(weights, new float[1], Activation.TANH));
    }

    private static Network network(NetworkLayer layer) {
        return new Network(
                BidChange.INPUTS,
                BidChange.OUTPUTS,
                Normalisation.none(BidChange.INPUTS.size()),
                ImmutableList.of(layer),
                new NetworkOrigin(1, "made by a test", "none", 0));
    }
}
