/** Statistics and tables that benchmarks share. May change without notice. */
@NullMarked
package io.weir.benchmarks.internal;

import org.jspecify.annotations.NullMarked;
