package io.weir.planning.internal.reading;

import com.google.common.base.Ascii;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word that was meant. */
final class Spelling {
    private static final int LONGEST = 200;

    private Spelling() {}

    /** The known word nearest to {@code word} in edits, letter case aside; empty if none is near. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(2, word.length() / 3);
        var distance = new LevenshteinDistance(most);
        return known.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                .map(candidate -> new Near(candidate, distance.apply(simplified(word), simplified(candidate))))
                .filter(near -> near.edits >= 0 && near.edits < Math.max(word.length(), near.word.length()))
                .min(Comparator.comparingInt(Near::edits))
                .map(Near::word);
    }

    /** {@code Maybe "search" was meant.}, or {@code otherwise} if nothing is near. */
    static String remedy(String word, Collection<String> known, String otherwise) {
        return nearest(word, known)
                .map(near -> "Maybe \"" + near + "\" was meant.")
                .orElse(otherwise);
    }

    private static String simplified(String word) {
        return Ascii.toLowerCase(word).replace('-', '_').replace(' ', '_');
    }

    private record Near(String word, int edits) {}
}
