package io.weir.core;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/** What a user's file holds cannot be used. Carries all faults at once. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ImmutableList<Fault> faults;

    /** @param faults at least one */
    public BadInputException(ImmutableList<Fault> faults) {
        super(faults.stream().map(Fault::text).collect(Collectors.joining("\n")));
        this.faults = faults;
    }

    /** A single fault. */
    public static BadInputException of(String where, String what, String remedy) {
        return new BadInputException(ImmutableList.of(new Fault(where, what, remedy)));
    }

    public ImmutableList<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param where file and line: {@code history.csv:12}; or the file alone
     * @param what the name, its value in parentheses, and what is valid
     * @param remedy what to do, beginning with "Maybe"; may be empty
     */
    public record Fault(String where, String what, String remedy) {
        /** The fault as it is shown: the place and the fault, then the remedy on a line of its own. */
        public String text() {
            return where + ": " + what + (remedy.isEmpty() ? "" : "\n  " + remedy);
        }
    }
}
