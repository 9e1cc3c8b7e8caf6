/** Benchmarks that anybody can repeat: what plans are worth where the truth is known, and whether promises are kept. */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
