package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictsTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** Several sets that conflict, so that what is left depends on the order. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leavingOutSeveralAtOnceEndsAsLeavingOutOneByOne(long seed) {
        var random = new SplittableRandom(seed);
        Set<String> all = ids(0, 2 + random.nextInt(60));
        var conflicts = IntStream.range(0, 3)
                .mapToObj(k -> all.stream()
                        .filter(id -> random.nextInt(8) == 0)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .filter(set -> !set.isEmpty())
                .toList();
        Predicate<Set<String>> feasible = ids -> conflicts.stream().noneMatch(ids::containsAll);
        if (!feasible.test(all)) {
            assertThat(Conflicts.filtered(all, feasible)).isEqualTo(oneByOne(all, feasible));
        }
    }

    @Test
    void aFewOfManyAreFoundInFewTrials() {
        var trials = new AtomicInteger();
        Set<String> few = Set.of("17", "150");
        Set<String> found = Conflicts.filtered(ids(0, 200), ids -> {
            trials.incrementAndGet();
            return !ids.containsAll(few);
        });
        assertThat(found).containsExactlyInAnyOrderElementsOf(few);
        assertThat(trials).hasValueLessThan(50);
    }

    private static Set<String> oneByOne(Set<String> all, Predicate<Set<String>> feasible) {
        var kept = new LinkedHashSet<String>(all);
        for (String id : all) {
            kept.remove(id);
            if (feasible.test(kept)) {
                kept.add(id);
            }
        }
        return kept;
    }

    private static Set<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(Integer::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
