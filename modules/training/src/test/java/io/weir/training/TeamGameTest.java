package io.weir.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.hierarchy.TeamPlay;
import io.weir.learning.Feedback;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.planning.Worlds;
import io.weir.policy.NetworkFile;
import io.weir.simulator.World;
import io.weir.training.TeamGame.Credits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeamGameTest {
    private static final World HALO = Worlds.named("halo").byDays(8);

    @TempDir
    private Path folder;

    private static TeamGame game(Structure structure, TeamReward reward, boolean longTerm, Credits credits) {
        var design = TeamDesign.of(structure, Information.BLACKBOARD);
        return new TeamGame(
                ImmutableList.of(HALO), new TeamGame.Settings(design, reward, longTerm, 6, 3, 0, 2, credits));
    }

    private static TeamGame tiny(TeamReward reward, boolean longTerm) {
        var design = TeamDesign.of(Structure.INDEPENDENT, Information.SILENCE);
        return new TeamGame(
                ImmutableList.of(TinyWorlds.world()),
                new TeamGame.Settings(design, reward, longTerm, 6, 3, 0, 2, Credits.NONE));
    }

    private static double[][] still(TeamGame game) {
        return game.agents().stream()
                .map(one -> new double[one.outputs().size()])
                .toArray(double[][]::new);
    }

    /** Totals of an episode. */
    private static List<Double> played(TeamGame game, long seed, double[][] actions) {
        var feedback = new Feedback(game.agents().size());
        var totals = new ArrayList<Double>();
        game.reset(seed);
        boolean over = false;
        while (!over) {
            feedback.clear();
            over = game.step(actions, feedback);
            totals.add(feedback.total());
        }
        return totals;
    }

    @ParameterizedTest
    @EnumSource
    void whoChangesNothingEarnsNothingMore(TeamReward reward) {
        TeamGame game = game(Structure.HIERARCHY, reward, reward != TeamReward.LIFETIME_VALUE, Credits.NONE);
        double[][] changed = still(game);
        changed[0][0] = 0.8;
        List<Double> once = played(game, 1, changed);
        assertThat(once).anyMatch(total -> total != 0);
        assertThat(played(game, 0, still(game))).containsExactly(0.0, 0.0, 0.0);
        assertThat(played(game, 1, still(game))).containsExactly(0.0, 0.0, 0.0);
        assertThat(played(game, 1, changed)).as("again").isEqualTo(once);
    }

    @Test
    void shortSightEndsWithTheRun() {
        double[][] changed = still(game(Structure.HIERARCHY, TeamReward.KPI, true, Credits.NONE));
        changed[0][1] = -1;
        List<Double> near = played(game(Structure.HIERARCHY, TeamReward.KPI, false, Credits.NONE), 1, changed);
        List<Double> far = played(game(Structure.HIERARCHY, TeamReward.KPI, true, Credits.NONE), 1, changed);
        assertThat(far.subList(0, 2)).isEqualTo(near.subList(0, 2));
        assertThat(far.get(2)).as("what comes after counts too").isNotEqualTo(near.get(2));
    }

    @Test
    void lifetimeValueIsTheProfitOfTheRunAndOfAYearAfterIt() {
        double[][] changed = still(tiny(TeamReward.PROFIT, true));
        changed[2][0] = -1;
        List<Double> lifetime = played(tiny(TeamReward.LIFETIME_VALUE, true), 1, changed);
        List<Double> profit = played(tiny(TeamReward.PROFIT, true), 1, changed);
        assertThat(lifetime.subList(0, 2)).isEqualTo(profit.subList(0, 2));
        assertThat(lifetime.get(2)).as("a year after it, not some weeks").isNotCloseTo(profit.get(2), within(1.0));
    }

    @Test
    void sharesOfWhatAllBringAddUpAndOneThatSpendsNothingBringsNothing() {
        TeamGame game = game(Structure.INDEPENDENT, TeamReward.KPI, true, Credits.SHAPLEY);
        assertThat(game.tellsShapley()).isTrue();
        double[][] actions = still(game);
        actions[2][0] = -1;
        game.reset(1);
        var feedback = new Feedback(3);
        game.step(actions, feedback);
        TeamGame.Credit credit = game.credit();
        assertThat(Arrays.stream(credit.shapley()).sum()).isCloseTo(credit.all(), within(1e-6 * credit.all()));
        assertThat(credit.shapley()[2]).isCloseTo(0, within(1e-9 * credit.all()));
        assertThat(credit.without()[2]).isCloseTo(0, within(1e-9 * credit.all()));
        assertThat(credit.without()[0]).isPositive();
        assertThat(RewardMode.SHAPLEY.of(feedback, 0, 1)).isPositive();
        assertThat(RewardMode.DIFFERENCE.of(feedback, 0, 1) / credit.without()[0])
                .as("in one unit")
                .isCloseTo(RewardMode.SHAPLEY.of(feedback, 0, 1) / credit.shapley()[0], within(1e-9));
    }

    @Test
    void whoChangesNothingIsRewardedWithNothing() {
        TeamGame game = game(Structure.INDEPENDENT, TeamReward.KPI, true, Credits.NONE);
        var feedback = new Feedback(3);
        game.reset(1);
        game.step(still(game), feedback);
        for (int agent = 0; agent < 3; agent++) {
            assertThat(feedback.reward(agent)).as("agent %d", agent).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void whatIsKnownAndWhatIsWonFollowWhatIsSpent() {
        TeamGame game = game(Structure.INDEPENDENT, TeamReward.KPI, true, Credits.NONE);
        double[][] actions = still(game);
        game.reset(1);
        double[] before = game.known();
        assertThat(before).hasSize(TeamPlay.GROUPS.size() + 2 + 3);
        int spends = before.length - 3;
        for (int k = 0; k < TeamPlay.GROUPS.size(); k++) {
            assertThat(before[k]).isBetween(0.0, 1.0);
        }
        assertThat(Math.hypot(before[spends - 2], before[spends - 1])).isCloseTo(1, within(1e-9));
        assertThat(Arrays.copyOfRange(before, spends, before.length)).containsExactly(1, 1, 1);

        game.step(actions, new Feedback(3));
        double[] usual = game.won();
        double spent = game.known()[spends];
        actions[0][0] = -0.5;
        actions[2][0] = -1;
        game.step(actions, new Feedback(3));
        double[] known = game.known();
        assertThat(known[spends]).isCloseTo(0.5, within(0.05));
        assertThat(known[spends + 1]).isCloseTo(1, within(0.1));
        assertThat(known[spends + 2]).isZero();
        assertThat(game.won()[2]).isZero();
        // the better half is bought: what was won falls by less than what was spent
        assertThat(game.won()[0] / usual[0]).isBetween(1.02 * known[spends] / spent, 0.95);
    }

    @Test
    void tellingCreditChangesNothingElse() {
        double[][] changed = still(game(Structure.HIERARCHY, TeamReward.KPI, true, Credits.NONE));
        changed[0][0] = 0.4;
        assertThat(played(game(Structure.HIERARCHY, TeamReward.KPI, true, Credits.DIFFERENCE), 1, changed))
                .isEqualTo(played(game(Structure.HIERARCHY, TeamReward.KPI, true, Credits.NONE), 1, changed));
    }

    @Test
    void eachIsRewardedForWhatTheLastClickCreditsItWith() {
        TeamGame game = game(Structure.INDEPENDENT, TeamReward.KPI, true, Credits.NONE);
        double[][] actions = still(game);
        actions[1][0] = -1;
        var feedback = new Feedback(3);
        game.reset(1);
        game.step(actions, feedback);
        assertThat(RewardMode.COMPETITIVE.of(feedback, 1, 1))
                .as("social is off")
                .isNegative();
        assertThat(RewardMode.COOPERATIVE.of(feedback, 0, 1)).isEqualTo(feedback.total());
        assertThat(feedback.total())
                .isNotCloseTo(feedback.reward(0) + feedback.reward(1) + feedback.reward(2), within(1e-6));
    }

    /** Own rewards in the second period, social off. */
    private static Feedback withoutSocial(double search) {
        TeamGame game = tiny(TeamReward.KPI, true);
        double[][] actions = still(game);
        actions[0][0] = search;
        actions[1][0] = -1;
        var feedback = new Feedback(3);
        game.reset(1);
        game.step(actions, feedback);
        feedback.clear();
        game.step(actions, feedback);
        return feedback;
    }

    @Test
    void oneThatIsOffMissesTheSameWhateverOthersDo() {
        Feedback more = withoutSocial(0.5);
        Feedback less = withoutSocial(-0.5);
        assertThat(more.reward(1)).isNegative().isEqualTo(less.reward(1));
        assertThat(more.reward(0)).isGreaterThan(less.reward(0) + 0.1);
    }

    @Test
    void refusesWorldsOfOtherChannels() {
        var settings = new TeamGame.Settings(
                TeamDesign.of(Structure.FLAT, Information.SILENCE), TeamReward.KPI, true, 6, 3, 0, 2, Credits.NONE);
        assertThatThrownBy(() -> new TeamGame(ImmutableList.of(HALO, Worlds.named("twelve-channels")), settings))
                .hasMessageContaining("worlds must have as many channels: halo has 3, twelve-channels has 12");
    }

    @Test
    void aTeamIsLearnedAndTheSameAfterAnInterruption() {
        var settings = new TeamGame.Settings(
                TeamDesign.of(Structure.HIERARCHY, Information.MESSAGES),
                TeamReward.KPI,
                true,
                6,
                3,
                0,
                2,
                Credits.NONE);
        var training = new TeamTraining(
                ImmutableList.of(TinyWorlds.world()), settings, new Team(true, true, RewardMode.COOPERATIVE, 1), 8, 3);
        TeamTraining.Trained whole = training.train(Optional.of(folder), Progress.SILENT, one -> {});
        assertThat(whole.networks().keySet()).containsExactly("allocation", "search", "social", "email");
        assertThat(whole.critic()).isPresent();
        assertThat(whole.curve()).hasSize(2);
        assertThat(folder.resolve("learning.csv"))
                .satisfies(file -> assertThat(Files.readString(file))
                        .startsWith("round,steps,updates,reward,reward_allocation,reward_search"));
        TeamTraining.Trained again = training.train(Optional.of(folder), Progress.SILENT, one -> {});
        for (String agent : whole.networks().keySet()) {
            NetworkFile.write(
                    folder.resolve("once.net"), requireNonNull(whole.networks().get(agent)));
            NetworkFile.write(
                    folder.resolve("again.net"), requireNonNull(again.networks().get(agent)));
            assertThat(folder.resolve("again.net")).hasSameBinaryContentAs(folder.resolve("once.net"));
        }
    }
}
