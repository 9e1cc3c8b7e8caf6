package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.LedgerBalance;
import java.util.List;

/** A balance while lines are counted. Used by one thread. */
final class Tally {
    private final List<Tally> changed;
    private LedgerBalance now;
    private boolean isChanged;

    /** @param changed joined when the balance first changes */
    Tally(LedgerBalance now, List<Tally> changed) {
        this.now = now;
        this.changed = changed;
    }

    LedgerBalance now() {
        return now;
    }

    void set(LedgerBalance next) {
        now = next;
        if (!isChanged) {
            isChanged = true;
            changed.add(this);
        }
    }

    /** The change is kept elsewhere. */
    void written() {
        isChanged = false;
    }
}
