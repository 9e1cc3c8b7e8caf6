package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.Account;
import io.weir.enforcer.Span;

/** Where a balance stands. */
record Place(Account account, Span span) {}
