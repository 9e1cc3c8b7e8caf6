/**
 * A workspace's ledger: its limits from a plan, its lines and balances as text. May change at any time; nothing outside this
 * module uses it.
 */
@NullMarked
package io.weir.planning.internal.ledger;

import org.jspecify.annotations.NullMarked;
