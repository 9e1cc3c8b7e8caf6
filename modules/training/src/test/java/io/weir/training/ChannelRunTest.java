package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.policy.LinearBid;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.ChannelRun.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelRunTest {
    private static final World WORLD = TinyWorlds.world();

    private static Period play(int channel, double multiple) {
        double target = ChannelRun.usualTarget(WORLD, channel);
        var run = new ChannelRun(SimulatedMarket.expected(WORLD, 1), channel, target, 1);
        return run.play(new LinearBid(multiple), true, (tick, seen, bids, won) -> {});
    }

    @ParameterizedTest(name = "channel {0}")
    @ValueSource(ints = {0, 1})
    void aWholeTargetBuysMoreThanWhatWasSpentOfIt(int channel) {
        Period timid = play(channel, 0.1);
        assertThat(timid.spend()).isGreaterThan(0).isLessThan(0.9 * timid.target());
        assertThat(timid.value()).isGreaterThan(0).isLessThanOrEqualTo(timid.bound() * (1 + 1e-9));
        assertThat(timid.full()).isGreaterThan(timid.bound());
    }
}
