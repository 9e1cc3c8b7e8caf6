/** How an agent is served. Not for use from outside; may change without notice. */
@NullMarked
package io.weir.serving.internal;

import org.jspecify.annotations.NullMarked;
