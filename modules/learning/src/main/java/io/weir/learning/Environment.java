package io.weir.learning;

import com.google.common.collect.ImmutableList;

/**
 * What agents learn in: episodes of steps, in each of which every agent sees, decides and is rewarded.
 *
 * <p>What an action means is the environment's business. Agents start at actions of exactly zero, so an environment that takes
 * an action as a change to what a controller would do lets learning start from that controller. Not safe for use by several
 * threads.
 */
public interface Environment {
    /** A name and all settings, on one line: two environments with the same description must behave alike. */
    String description();

    /** The agents, in an order that never changes. */
    ImmutableList<AgentSpace> agents();

    /**
     * The side that an agent is on, from 0; agents of one side stand together in {@link #agents()}. Each side has a central critic of its own,
     * which sees its agents alone. All are on one side unless told.
     *
     * @param agent by its place
     */
    default int side(int agent) {
        return 0;
    }

    /** Numbers that a central critic is shown beside all observations; none unless told. */
    default int stateSize() {
        return 0;
    }

    /** Whether {@link Feedback#without} is told. */
    default boolean tellsCounterfactual() {
        return false;
    }

    /** Whether {@link Feedback#shapley} is told. */
    default boolean tellsShapley() {
        return false;
    }

    /**
     * An episode begins.
     *
     * @param seed of all its chance
     */
    void reset(long seed);

    /**
     * What an agent sees.
     *
     * @param agent by its place
     * @param into {@code [input]}, filled
     */
    void observe(int agent, double[] into);

    /**
     * What a central critic is shown beside all observations.
     *
     * @param into {@code [state]}, filled
     */
    default void state(double[] into) {}

    /**
     * All act at once.
     *
     * @param actions {@code [agent][output]}, each in [-1, 1]
     * @param feedback filled
     * @return whether the episode is over
     */
    boolean step(double[][] actions, Feedback feedback);
}
