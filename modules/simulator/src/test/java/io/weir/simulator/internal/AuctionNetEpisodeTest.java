package io.weir.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.policy.LinearBid;
import io.weir.simulator.AuctionNetLite;
import io.weir.simulator.AuctionNetLite.Advertiser;
import io.weir.simulator.SlotAuction;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuctionNetEpisodeTest {
    private static AuctionNetLite setting(int agents) {
        return new AuctionNetLite(
                ImmutableList.copyOf(Collections.nCopies(agents, new Advertiser(3_000, 95))),
                2,
                ImmutableDoubleArray.of(0.25, 0.25, 0.25, 0.25),
                40_000,
                1e-4,
                ImmutableDoubleArray.of(1, 0.8, 0.6));
    }

    /** Few agents, a number that does not fill its words, and more than can be compared at once. */
    @ParameterizedTest
    @ValueSource(ints = {2, 6, 48, 62, 64, 80})
    void lookingOnlyAtWhatCanWinChangesNothing(int agents) {
        double[] alpha = new double[agents];
        Arrays.setAll(alpha, j -> j % 5 == 4 ? 0 : 60 + 10 * (j % 7));
        var quick = new AuctionNetEpisode(setting(agents), 3);
        var whole = new AuctionNetEpisode(setting(agents), 3);
        for (int from = 0; from < 9_000; from += 3_000) {
            quick.sell(alpha, from, from + 3_000, false);
            whole.sell(alpha, from, from + 3_000, true);
            assertThat(quick.tickSpend).containsExactly(whole.tickSpend);
            assertThat(quick.tickWon).containsExactly(whole.tickWon);
            assertThat(quick.tickConversions).containsExactly(whole.tickConversions);
        }
        assertThat(Arrays.stream(quick.tickWon).sum()).isPositive();
    }

    @Test
    void budgetsAreKept() {
        AuctionNetLite poor = new AuctionNetLite(
                ImmutableList.copyOf(Collections.nCopies(8, new Advertiser(40, 95))),
                2,
                ImmutableDoubleArray.of(0.5, 0.5),
                20_000,
                1e-4,
                ImmutableDoubleArray.of(1, 0.8, 0.6));
        for (AuctionNetLite.Outcome one : poor.play(Collections.nCopies(8, new LinearBid(1)), 5)) {
            assertThat(one.spend()).isLessThanOrEqualTo(40 + 1e-9);
        }
    }

    @Test
    void boundsAreWhereQuantilesPass() {
        for (double number : new double[] {-9, -1.5, 0, 0.3, 2.7, 3.9, 9}) {
            int least = NormalTable.leastAbove(number);
            assertThat(least == 0 || NormalTable.at(least - 1) <= number).isTrue();
            assertThat(least == 1 << 15 || NormalTable.at(least) > number).isTrue();
        }
    }

    @Test
    void rankingByKeysIsRankingByScores() {
        var random = new SplittableRandom(8);
        for (int slots = 1; slots <= 4; slots++) {
            var byScores = new SlotAuction(slots);
            var byKeys = new SlotAuction(slots);
            for (int k = 0; k < 2_000; k++) {
                int bidders = 1 + random.nextInt(9);
                double[] scores = new double[bidders];
                long[] keys = new long[bidders];
                for (int p = 0; p < bidders; p++) {
                    // many ties, some that bid nothing
                    float score = random.nextInt(6) - 1;
                    scores[p] = score;
                    keys[p] = SlotAuction.key(score, p);
                }
                int sold = byScores.hold(scores, bidders);
                assertThat(byKeys.hold(keys, bidders)).isEqualTo(sold);
                for (int slot = 0; slot < sold; slot++) {
                    assertThat(byKeys.winner(slot)).isEqualTo(byScores.winner(slot));
                    assertThat(byKeys.next(slot)).isEqualTo(byScores.next(slot), within(0.0));
                    assertThat(byKeys.score(slot)).isEqualTo(scores[byScores.winner(slot)]);
                }
                assertThat(byKeys.highestLoser()).isEqualTo(byScores.highestLoser());
            }
        }
    }
}
