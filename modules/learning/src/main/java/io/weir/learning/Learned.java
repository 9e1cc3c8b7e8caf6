package io.weir.learning;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Network;

/**
 * What has been learned.
 *
 * @param networks {@code [agent]}; the same one where parameters are shared
 * @param evaluations {@code [evaluation]}, in order
 * @param stoppedEarly whether it ended before its last round
 */
public record Learned(ImmutableList<Network> networks, ImmutableList<Evaluation> evaluations, boolean stoppedEarly) {}
