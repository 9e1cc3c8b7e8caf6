package io.weir.planning.internal.fitting;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.planning.internal.fitting.Business.Told;

/**
 * What is moved to make a world answer as a business does: logarithms of multiples, all 0 at first. The first is of everybody's
 * purchases without an ad; then come each channel's, in the order of {@link Lever}.
 */
final class Levers {
    /** What can be moved of a channel. */
    enum Lever {
        /** What a visit is worth: conversion rates, and what seeing an ad does. */
        EFFECT,
        /** How much can be had before more of it brings less: queries, tired audiences, tired readers. */
        ROOM,
        /** The least price. */
        PRICE,
        /** What comes later, by persuasion, over what comes at once. */
        PATIENCE
    }

    private final ImmutableList<Told> channels;

    Levers(ImmutableList<Told> channels) {
        this.channels = channels;
    }

    /** How many there are. */
    int count() {
        return 1 + channels.size() * Lever.values().length;
    }

    /** Where purchases without an ad stand. */
    int purchases() {
        return 0;
    }

    /** Where a channel's lever stands. */
    int at(int channel, Lever lever) {
        return 1 + channel * Lever.values().length + lever.ordinal();
    }

    /** Whether moving it does anything. Mail has one price, which is known; only ads that are come across persuade. */
    boolean works(int channel, Lever lever) {
        ChannelKind kind = channels.get(channel).history().channel().kind();
        return switch (lever) {
            case EFFECT, ROOM -> true;
            case PRICE -> kind != ChannelKind.EMAIL;
            case PATIENCE -> kind == ChannelKind.SOCIAL || kind == ChannelKind.OTHER;
        };
    }
}
