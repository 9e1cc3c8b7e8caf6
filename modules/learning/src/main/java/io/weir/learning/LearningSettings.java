package io.weir.learning;

/**
 * All that decides what is learned in an environment: the same settings give the same bytes on the same machine.
 *
 * @param seed of all chance
 * @param team how agents learn together
 * @param method how networks are moved
 * @param schedule how long
 */
public record LearningSettings(long seed, Team team, Method method, Schedule schedule) {}
