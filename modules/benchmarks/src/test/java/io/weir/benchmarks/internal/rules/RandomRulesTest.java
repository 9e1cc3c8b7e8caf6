package io.weir.benchmarks.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.rules.RandomRules.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomRulesTest {
    private static final int UNITS = 7;
    private static RuledMarket market;

    @BeforeAll
    static void calibrate() {
        market = RuledMarket.sample("local-business").over(2);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whereAPlanIsHiddenTheSearchFindsOneThatSpendsAsMuch(long seed) {
        Problem problem = RandomRules.of(market, UNITS, seed);
        problem.hidden().ifPresent(hidden -> {
            var best = ExhaustiveSearch.best(problem.rules(), market.objective(), problem.amounts());
            assertThat(best).as(RuleWords.of(problem.rules())).isPresent();
            if (problem.rules().budget().min() > 0) {
                assertThat(best.get().total())
                        .isGreaterThanOrEqualTo(Arrays.stream(hidden).sum());
            }
        });
    }

    /** A blackout of a few days is longer than a period here. */
    @Test
    void whatIsHiddenKeepsItsRulesInDaysToo() {
        RuledMarket daily = RuledMarket.sample("subscription").over(2);
        assertThat(LongStream.range(0, 400).mapToObj(seed -> RandomRules.of(daily, UNITS, seed)))
                .hasSize(400);
    }

    @Test
    void everyKindIsDrawn() {
        ImmutableSet<String> drawn = LongStream.range(0, 200)
                .mapToObj(seed -> RandomRules.of(market, UNITS, seed))
                .flatMap(problem -> problem.kinds().stream())
                .collect(ImmutableSet.toImmutableSet());
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RuleKind.values()).map(RuleKind::word).collect(Collectors.toSet()));
    }
}
