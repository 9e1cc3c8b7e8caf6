package io.weir.core;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/** Hard rules cannot hold together. Carries the smallest set of them that cannot. */
public final class RuleConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ImmutableList<Party> parties;

    /**
     * One rule of a conflict.
     *
     * @param rule its id; {@code budget} for the total
     * @param where file and line; may be empty
     * @param what the limit with its amount, {@code social min 3,000.00 EUR}
     * @param change the least change of it that would resolve the conflict, {@code lower min to 2,500.00 EUR}; empty if none
     *     of its numbers would
     */
    public record Party(String rule, String where, String what, String change) {
        /** A party of which no change is known that would resolve the conflict. */
        public Party(String rule, String where, String what) {
            this(rule, where, what, "");
        }

        private String told() {
            return "\n  " + (where.isEmpty() ? "" : where + ": ") + rule + ": " + what
                    + (change.isEmpty() ? "" : " (enough: " + change + ")");
        }
    }

    /**
     * @param parties the smallest conflicting set
     * @param explanation one sentence with the amounts
     * @param remedy what to do, beginning with "Maybe"
     */
    public RuleConflictException(ImmutableList<Party> parties, String explanation, String remedy) {
        super(explanation + parties.stream().map(Party::told).collect(Collectors.joining()) + "\n" + remedy);
        this.parties = parties;
    }

    private RuleConflictException(ImmutableList<Party> parties, String message) {
        super(message);
        this.parties = parties;
    }

    /** The same conflict with its place before it: {@code scenario "less money": ...}. */
    public RuleConflictException in(String place) {
        return new RuleConflictException(parties, place + ": " + getMessage());
    }

    public ImmutableList<Party> parties() {
        return parties;
    }
}
