/** The command line. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
