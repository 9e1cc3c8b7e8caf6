/**
 * What can be said of a history before any model: how long it is, what stands out, what will be hard to learn from it;
 * and of the model, once it is calibrated.
 * Internal: may change at any time.
 */
@NullMarked
package io.weir.planning.internal.facts;

import org.jspecify.annotations.NullMarked;
