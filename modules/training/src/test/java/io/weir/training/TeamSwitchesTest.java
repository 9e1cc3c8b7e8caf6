package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.learning.ActorStep;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamSwitches.Credit;
import io.weir.training.TeamSwitches.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TeamSwitchesTest {
    private static TeamSwitches switches(Sharing sharing, Credit credit) {
        return new TeamSwitches(true, false, sharing, 0.7, credit, 0.4, 0.1, false);
    }

    @ParameterizedTest(name = "credit {0}")
    @CsvSource({
        "TEAM, MIXED, SLOPE, NONE",
        "DIFFERENCE, DIFFERENCE, SLOPE, DIFFERENCE",
        "SHAPLEY, SHAPLEY, SLOPE, SHAPLEY",
        "COMA, MIXED, COUNTERFACTUAL, NONE"
    })
    void creditDecidesWhatIsLearnedFromAndWhatTheGameTells(
            Credit credit, RewardMode reward, ActorStep step, Credits told) {
        TeamSwitches switches = switches(Sharing.MIXED, credit);
        assertThat(switches.team().reward()).isEqualTo(reward);
        assertThat(switches.team().step()).isEqualTo(step);
        assertThat(switches.credits()).isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource
    void theRewardOfATeamIsSharedAsItSays(Sharing sharing) {
        assertThat(switches(sharing, Credit.TEAM).team().reward()).hasToString(sharing.name());
    }

    @Test
    void whereRivalsLearnEachFirmIsForItself() {
        var firms = new TeamSwitches(true, false, Sharing.COOPERATIVE, 0.7, Credit.TEAM, 0, 0, true);
        assertThat(firms.team().reward()).isEqualTo(RewardMode.COMPETITIVE);
        assertThatThrownBy(() -> new TeamSwitches(true, false, Sharing.MIXED, 0.7, Credit.TEAM, 0, 0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sharing (MIXED) must be cooperative");
        assertThatThrownBy(() -> new TeamSwitches(true, false, Sharing.COOPERATIVE, 0.7, Credit.COMA, 0, 0, true))
                .hasMessageContaining("credit (COMA) the team's");
    }

    @Test
    void allElseIsHandedOn() {
        assertThat(switches(Sharing.COOPERATIVE, Credit.TEAM).team())
                .isEqualTo(new Team(true, false, RewardMode.COOPERATIVE, 0.7, ActorStep.SLOPE, 0.4, 0.1));
    }
}
