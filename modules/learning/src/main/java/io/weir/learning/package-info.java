/**
 * Agents learn here by trial in an {@link io.weir.learning.Environment}, and leave as {@link io.weir.policy.Network}s. Knows
 * nothing of marketing; the only room that sees Deeplearning4j.
 */
@NullMarked
package io.weir.learning;

import org.jspecify.annotations.NullMarked;
