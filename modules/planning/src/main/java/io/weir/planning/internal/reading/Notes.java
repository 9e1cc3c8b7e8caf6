package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was recognised, defaulted or put in order while reading, in plain words. */
final class Notes {
    private final Set<String> notes = new LinkedHashSet<>();

    void add(String note) {
        notes.add(note);
    }

    ImmutableList<String> all() {
        return ImmutableList.copyOf(notes);
    }
}
