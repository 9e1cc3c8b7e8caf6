package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.core.Control;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;

/**
 * A column of controls as it was read.
 *
 * @param column its name
 * @param factor whether it holds words
 * @param base the word that has no control of its own, as it is the most frequent; "" for numbers
 * @param levels the other words, one for each control, in order
 * @param controls one for numbers; one per level for words
 */
record ControlColumn(
        ColumnRef column, boolean factor, String base, ImmutableList<String> levels, ImmutableList<Control> controls) {}
