package io.weir.learning;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Network;
import java.util.Optional;

/**
 * What has been learned.
 *
 * @param networks {@code [agent]}; the same one where parameters are shared
 * @param evaluations {@code [evaluation]}, in order
 * @param critic what the central critic of the first side learned, if there is one: takes the inputs of its agents in order, the
 *     environment's state, and the actions of its agents in order; gives what is still to come, for each agent, or once where all share one
 *     reward
 * @param stoppedEarly whether it ended before its last round
 */
public record Learned(
        ImmutableList<Network> networks,
        ImmutableList<Evaluation> evaluations,
        Optional<Network> critic,
        boolean stoppedEarly) {}
