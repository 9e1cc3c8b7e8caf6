/** Weir as a library: what somebody writes who has read the README and nothing else. */
@NullMarked
package io.weir.door;

import org.jspecify.annotations.NullMarked;
