package io.weir.core;

import java.util.Optional;

/**
 * A series that moves the KPI but is not a channel: holidays, price, a rival's sales.
 *
 * @param name the column it came from; a level of a text column is {@code column=level}
 * @param values {@code [geo][period]}
 * @param future values over the plan's horizon, {@code [geo][period of the horizon]}, where known
 */
public record Control(String name, Panel values, Optional<Panel> future) {}
