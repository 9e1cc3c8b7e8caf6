package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.bidding.BidChange;
import io.weir.core.BadInputException;
import io.weir.learning.Feedback;
import io.weir.simulator.World;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelGameTest {
    private final Feedback feedback = new Feedback(1);

    private static ChannelGame game(World world, String channel) {
        return new ChannelGame(ImmutableList.of(world), channel);
    }

    /** Rewards of an episode whose actions follow from the tick. */
    private double[] play(ChannelGame game, long seed, DoubleUnaryOperator action) {
        game.reset(seed);
        double[] rewards = new double[7];
        for (int tick = 0; tick < 7; tick++) {
            feedback.clear();
            boolean over = game.step(new double[][] {{action.applyAsDouble(tick)}}, feedback);
            assertThat(over).isEqualTo(tick == 6);
            rewards[tick] = feedback.reward(0);
        }
        return rewards;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"search", "social"})
    void noChangeBringsExactlyNothing(String channel) {
        ChannelGame game = game(TinyWorlds.world(), channel);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(play(game, seed, tick -> 0)).as("seed %s", seed).containsOnly(0);
        }
    }

    @Test
    void anEpisodeDependsOnItsSeedAlone() {
        ChannelGame one = game(TinyWorlds.world(), "social");
        ChannelGame other = game(TinyWorlds.world(), "social");
        double[] first = play(one, 5, tick -> Math.sin(tick));
        for (long seed = 0; seed < 4; seed++) {
            play(other, seed, tick -> 1);
        }
        assertThat(play(other, 5, tick -> Math.sin(tick))).containsExactly(first);
        assertThat(play(one, 5, tick -> Math.sin(tick))).containsExactly(first);
        assertThat(first).isNotEqualTo(new double[7]);
    }

    @Test
    void seesNumbersOfTheOrderOfOne() {
        ChannelGame game = game(TinyWorlds.world(), "search");
        double[] seen = new double[BidChange.INPUTS.size()];
        for (long seed = 0; seed < 5; seed++) {
            game.reset(seed);
            boolean over = false;
            while (!over) {
                game.observe(0, seen);
                for (int k = 0; k < seen.length; k++) {
                    assertThat(seen[k]).as(BidChange.INPUTS.get(k)).isBetween(-2.0, 2.0);
                }
                over = game.step(new double[][] {{1}}, feedback);
            }
        }
        assertThat(seen[BidChange.INPUTS.indexOf("daily")]).isOne();
        assertThat(seen[BidChange.INPUTS.indexOf("time-left")]).isCloseTo(1 / 7.0, within(1e-12));
    }

    @Test
    void whereATargetCannotBeSpentMoneyHasNoPrice() {
        ChannelGame game = game(TinyWorlds.withSocial("50000000"), "social");
        for (long seed = 0; seed < 3; seed++) {
            // what is won by a higher bid costs nothing that is missing elsewhere
            double sum = 0;
            for (double reward : play(game, seed, tick -> 1)) {
                sum += reward;
            }
            assertThat(sum).as("seed %s", seed).isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "radio|has no channel radio and none of that kind; its channels are search, social, email.",
                "email|the channel email is mail: it has no auction",
                "other|has no channel other and none of that kind"
            })
    void refusesWhatCannotBeLearned(String channel, String message) {
        assertThatThrownBy(() -> game(TinyWorlds.world(), channel))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("world tiny: ", message, "Maybe");
    }

    @Test
    void refusesAChannelThatSpendsNothing() {
        assertThatThrownBy(() -> game(TinyWorlds.withSocial("0"), "social"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("the channel social spends nothing (0.0 per period)", "Maybe give it a spend");
    }

    @Test
    void isDescribedByAllItsWorlds() {
        String one = game(TinyWorlds.world(), "social").description();
        assertThat(game(TinyWorlds.world(), "social").description()).isEqualTo(one);
        assertThat(game(TinyWorlds.withSocial("101"), "social").description()).isNotEqualTo(one);
    }
}
