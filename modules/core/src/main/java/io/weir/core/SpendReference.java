package io.weir.core;

/**
 * What a channel spent before the plan begins; change limits compare with it.
 *
 * @param last spend in the last period of the history, currency
 * @param meanActive mean over the history's periods with spend, currency; 0 if there is none
 */
public record SpendReference(double last, double meanActive) {}
