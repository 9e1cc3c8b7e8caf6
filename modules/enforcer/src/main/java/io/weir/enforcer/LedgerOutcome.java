package io.weir.enforcer;

/** How the ledger answered a command. */
public sealed interface LedgerOutcome {
    /** Whether it was booked. */
    boolean accepted();

    /**
     * It is booked and will survive.
     *
     * @param entry the line
     * @param again whether it had been booked before, under the same key
     */
    record Accepted(LedgerEntry entry, boolean again) implements LedgerOutcome {
        @Override
        public boolean accepted() {
            return true;
        }
    }

    /**
     * Nothing was booked.
     *
     * @param reason its kind
     * @param message what stands against it, with amounts
     * @param advice what to do, beginning with "Maybe"
     */
    record Refused(Reason reason, String message, String advice) implements LedgerOutcome {
        @Override
        public boolean accepted() {
            return false;
        }

        /** Message and advice. */
        public String text() {
            return message + "\n  " + advice;
        }
    }

    /** Why a command is refused. */
    enum Reason {
        /** It would pass a limit. */
        LIMIT,
        /** The platform charged more than was reserved, and nobody has taken note of it. */
        BLOCKED,
        /** There is no such account, or none of that period. */
        ACCOUNT,
        /** There is no such reservation. */
        RESERVATION,
        /** The reservation is not in the state for it. */
        STATE,
        /** The period has ended. */
        CLOSED,
        /** The amount is more than there is to refund, or beyond range. */
        AMOUNT,
        /** The key belongs to another command. */
        KEY
    }
}
