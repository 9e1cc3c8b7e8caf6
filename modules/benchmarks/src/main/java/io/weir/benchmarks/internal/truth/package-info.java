/** Worlds whose truth is known: read from files, valued, and given new noise. */
@NullMarked
package io.weir.benchmarks.internal.truth;

import org.jspecify.annotations.NullMarked;
