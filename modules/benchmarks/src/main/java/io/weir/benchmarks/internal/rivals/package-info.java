/** What other tools' optimisers do, made anew on Weir's posterior: one level per channel, each in its own way. */
@NullMarked
package io.weir.benchmarks.internal.rivals;

import org.jspecify.annotations.NullMarked;
