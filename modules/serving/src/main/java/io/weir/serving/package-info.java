/**
 * One channel's agent as a process of its own: it is asked for bids over HTTP, spends from a ledger's lease, follows a target
 * that is changed while it runs, and tells how it is. See docs/agent.md.
 */
@NullMarked
package io.weir.serving;

import org.jspecify.annotations.NullMarked;
