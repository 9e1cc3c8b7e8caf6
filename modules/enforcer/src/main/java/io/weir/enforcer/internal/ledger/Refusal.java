package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;

/** Says no from within a decision. Has no stack trace, since it is told as a value. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Refused refused;

    Refusal(Reason reason, String message, String advice) {
        super(message, null, false, false);
        this.refused = new Refused(reason, message, advice);
    }

    Refused refused() {
        return refused;
    }
}
