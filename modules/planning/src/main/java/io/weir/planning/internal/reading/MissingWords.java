package io.weir.planning.internal.reading;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;

/** What people and programs write where there is no value. */
final class MissingWords {
    private static final ImmutableSet<String> WORDS =
            ImmutableSet.of("", "na", "n/a", "#n/a", "nan", "null", "none", "-", "--", "\u2013");

    private MissingWords() {}

    static boolean isMissing(String cell) {
        return cell.isEmpty() || (cell.length() <= 4 && WORDS.contains(Ascii.toLowerCase(cell)));
    }
}
