/**
 * The ledger's inside: what a line does to the balances, which command may become a line, and the databases that keep both.
 * May change at any time; nothing outside this module uses it.
 */
@NullMarked
package io.weir.enforcer.internal.ledger;

import org.jspecify.annotations.NullMarked;
