/**
 * A workspace on disk becomes the types that the other rooms know: {@code weir.yaml} and its data files are read,
 * checked and put in order. Internal: may change at any time.
 */
@NullMarked
package io.weir.planning.internal.reading;

import org.jspecify.annotations.NullMarked;
