package io.weir.core;

/**
 * A number with its 95 % interval.
 *
 * @param value in the middle
 * @param low lower end; the value itself where nothing tells how sure it is
 * @param high upper end
 */
public record Band(double value, double low, double high) {}
