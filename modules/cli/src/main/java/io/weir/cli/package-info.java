/** The command line: one command per use case, thin over the library's front door. */
@NullMarked
package io.weir.cli;

import org.jspecify.annotations.NullMarked;
