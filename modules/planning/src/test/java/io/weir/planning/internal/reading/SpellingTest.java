package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("search_spend", "social_spend", "week", "max");

    @ParameterizedTest
    @CsvSource({
        "serch_spend, search_spend",
        "Search-Spend, search_spend",
        "search spend, search_spend",
        "scoial_spend, social_spend",
        "WEEK, week",
        "maxx, max",
        "mxa, max"
    })
    void findsTheNearestWord(String word, String near) {
        assertThat(Spelling.nearest(word, KNOWN)).hasValue(near);
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(Spelling.nearest("revenue", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("xy", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("a".repeat(100_000), KNOWN)).isEmpty();
        assertThat(Spelling.nearest("week", List.of())).isEmpty();
    }
}
