package io.weir.enforcer;

/**
 * The database did not answer in time, or cannot write. Whether the command was booked is not known; asking again with the
 * same key is safe and tells.
 */
public final class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what happened and what to do */
    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same, for another thread. */
    LedgerUnavailableException again() {
        return new LedgerUnavailableException(String.valueOf(getMessage()), this);
    }
}
