/** The ledger under kills, and how fast it is. */
@NullMarked
package io.weir.benchmarks.internal.ledger;

import org.jspecify.annotations.NullMarked;
