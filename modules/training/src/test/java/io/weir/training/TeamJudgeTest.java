package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.learning.AgentSpace;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.World;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamJudge.Judged;
import org.junit.jupiter.api.Test;

class TeamJudgeTest {
    private static final TeamGame.Settings GAME = new TeamGame.Settings(
            TeamDesign.of(Structure.FLAT, Information.SILENCE), TeamReward.KPI, true, 6, 3, 0, 2, Credits.NONE);

    /** Of a team that changes what channels spend by shares, whatever it sees. */
    private static ImmutableList<Judged> judged(float search, float social, float email) {
        ImmutableList<World> worlds = ImmutableList.of(TinyWorlds.world());
        AgentSpace one = new TeamGame(worlds, GAME).agents().get(0);
        var layer = new NetworkLayer(
                new float[one.inputs().size()][6], new float[] {search, social, email, 0, 0, 0}, Activation.IDENTITY);
        var network = new Network(
                one.inputs(),
                one.outputs(),
                Normalisation.none(one.inputs().size()),
                ImmutableList.of(layer),
                new NetworkOrigin(0, "by hand", "none", 0));
        return new TeamJudge(worlds, GAME, ImmutableMap.of(one.name(), network)).judge(2, Progress.SILENT);
    }

    @Test
    void whoChangesNothingGainsNothing() {
        assertThat(judged(0, 0, 0))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.gain()).isCloseTo(0, within(1e-6)));
    }

    @Test
    void whoSpendsNothingLosesAllThatHistorysSplitBrings() {
        assertThat(judged(-1, -1, -1)).allSatisfy(one -> {
            assertThat(one.gain()).isCloseTo(-1, within(1e-6));
            assertThat(one.factors()).containsExactly(0, 0, 0);
        });
    }

    @Test
    void tellsHowHistorysSplitWasChanged() {
        assertThat(judged(-0.5f, 0, 0))
                .allSatisfy(
                        one -> assertThat(one.factors()[0] / one.factors()[1]).isCloseTo(0.5, within(1e-3)));
    }
}
