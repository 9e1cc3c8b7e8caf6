/** Small planning problems with random rules, solved by trying every plan; the rules are read literally, by code of their own. */
@NullMarked
package io.weir.benchmarks.internal.rules;

import org.jspecify.annotations.NullMarked;
