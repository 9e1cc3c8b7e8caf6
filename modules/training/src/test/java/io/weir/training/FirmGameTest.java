package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.planning.Worlds;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.World;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamSwitches.Sharing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirmGameTest {
    private static final World HALO = Worlds.named("halo").byDays(8);
    private static final int PERIODS = 3;
    private static final int SEARCH = 0;
    private static final TeamSwitches RIVALS_AS_THEY_ARE =
            new TeamSwitches(true, false, Sharing.COOPERATIVE, 1, TeamSwitches.Credit.TEAM, 0, 0, false);

    private static TeamGame.Settings settings(Structure structure, Credits credits) {
        var design = TeamDesign.of(structure, Information.BLACKBOARD);
        return new TeamGame.Settings(design, TeamReward.KPI, true, 6, PERIODS, 0, 4, credits);
    }

    private final FirmGame game = game(Structure.HIERARCHY);

    private static FirmGame game(Structure structure) {
        return new FirmGame(ImmutableList.of(HALO), settings(structure, Credits.NONE));
    }

    private static double[][] still(FirmGame game) {
        return game.agents().stream()
                .map(one -> new double[one.outputs().size()])
                .toArray(double[][]::new);
    }

    /** What each firm wins in an episode. */
    private static double[] won(FirmGame game, long seed, double[][] actions) {
        var feedback = new Feedback(game.agents().size());
        double[] won = new double[FirmGame.FIRMS];
        game.reset(seed);
        boolean over = false;
        while (!over) {
            feedback.clear();
            over = game.step(actions, feedback);
            for (int firm = 0; firm < won.length; firm++) {
                won[firm] += feedback.reward(firm * game.agents().size() / FirmGame.FIRMS);
            }
        }
        return won;
    }

    @Test
    void agentsAreThoseOfBothFirmsAndAllOfAFirmWinWhatItWins() {
        List<String> names = game.agents().stream().map(AgentSpace::name).toList();
        assertThat(names)
                .containsExactly(
                        "firm-1-allocation",
                        "firm-1-search",
                        "firm-1-social",
                        "firm-1-email",
                        "firm-2-allocation",
                        "firm-2-search",
                        "firm-2-social",
                        "firm-2-email");
        var feedback = new Feedback(names.size());
        double[][] actions = still(game);
        actions[0][SEARCH] = 0.9;
        game.reset(0);
        game.step(actions, feedback);
        for (int agent = 0; agent < names.size(); agent++) {
            int firm = names.get(agent).startsWith("firm-1") ? 0 : 1;
            assertThat(game.firm(agent)).isEqualTo(firm);
            assertThat(game.side(agent)).as("critics see their own firm").isEqualTo(firm);
            assertThat(feedback.reward(agent)).isEqualTo(feedback.reward(firm * names.size() / 2));
        }
        assertThat(feedback.reward(0)).isNotEqualTo(feedback.reward(names.size() / 2));
    }

    @Test
    void firmsThatDoTheSameWinTheSame() {
        double[][] actions = still(game);
        for (int firm = 0; firm < FirmGame.FIRMS; firm++) {
            double[] allocation = actions[firm * actions.length / 2];
            allocation[SEARCH] = 0.4;
            actions[firm * actions.length / 2 + 1][0] = -0.5;
        }
        double[] won = won(game, 0, actions);
        assertThat(won[0]).isEqualTo(won[1]).isNotZero();
    }

    @Test
    void theLessTheOtherFirmSpendsInAnAuctionTheMoreIsWonThere() {
        // each asks for its own money: who leaves search spends no more elsewhere
        FirmGame each = game(Structure.INDEPENDENT);
        double[][] actions = still(each);
        int otherSearch = actions.length / 2 + SEARCH;
        double with = won(each, 0, actions)[0];
        actions[otherSearch][0] = -0.5;
        double half = won(each, 0, actions)[0];
        actions[otherSearch][0] = -1;
        double alone = won(each, 0, actions)[0];
        assertThat(half).isGreaterThan(with);
        assertThat(alone).isGreaterThan(half);
    }

    @Test
    void bidderWeightsOfTheOtherFirmAreFelt() {
        double[][] weighed = still(game);
        weighed[weighed.length / 2 + 1][0] = 1;
        assertThat(won(game, 0, weighed)[0]).isNotEqualTo(won(game, 0, still(game))[0]);
    }

    @Test
    void episodesLeaveNothingBehind() {
        double[][] wild = still(game);
        wild[wild.length / 2][SEARCH] = 1;
        double[] first = won(game, 1, still(game));
        double[] other = won(game, 1, wild);
        assertThat(other).isNotEqualTo(first);
        assertThat(won(game, 1, still(game))).isEqualTo(first);
        // markets are made when they are first played: here after orders, there before any
        assertThat(won(game, 2, still(game))).isEqualTo(won(game(Structure.HIERARCHY), 2, still(game)));
    }

    @Test
    void worldsMayHaveOtherLines() {
        // search has fewer keyword groups in one than in the other
        World more = Worlds.named("rival-entry").byDays(8);
        var both = new FirmGame(ImmutableList.of(HALO, more), settings(Structure.HIERARCHY, Credits.NONE));
        assertThat(won(both, 1, still(both))[0]).isEqualTo(won(both, 1, still(both))[1]);
        assertThat(won(both, 2, still(both))).isEqualTo(won(game, 2, still(game)));
    }

    @Test
    void creditsAreNotToldOfFirms() {
        assertThatThrownBy(() -> new FirmGame(ImmutableList.of(HALO), settings(Structure.HIERARCHY, Credits.SHAPLEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credits (SHAPLEY)");
    }

    @Test
    void answersAreAsGoodAsTheJudgeFinds() {
        var settings = new TeamGame.Settings(
                TeamDesign.of(Structure.FLAT, Information.BLACKBOARD), TeamReward.KPI, false, 6, 2, 0, 2, Credits.NONE);
        var training = new FirmTraining(ImmutableList.of(TinyWorlds.world()), settings);
        ImmutableList<Network> networks = training.learn(4, 1, Progress.SILENT);
        ImmutableList<Network> changes = training.bestResponse(1, networks, 5, 2, Progress.SILENT);
        assertThat(changes).as("of the one agent of a flat firm").hasSize(1);
        FirmJudge.Exploitability found =
                new FirmJudge(ImmutableList.of(TinyWorlds.world()), settings).judge(networks, 5, 2, Progress.SILENT);
        assertThat(found.answers()).hasSize(FirmGame.FIRMS).allSatisfy(one -> {
            assertThat(one.rival()).as("the other firm makes auctions dearer").isPositive();
            assertThat(found.gain()).isGreaterThanOrEqualTo(Math.max(one.learned(), one.changed()));
        });
        assertThat(found.gain())
                .as("four rounds teach little: there is a better answer")
                .isPositive();
    }

    @Test
    void anAnswerBeginsWithWhatItsFirmDoesAndTheOtherStaysAsItIs() {
        double[][] actions = still(game);
        ImmutableList.Builder<Network> networks = ImmutableList.builder();
        for (int agent = 0; agent < actions.length; agent++) {
            Arrays.fill(actions[agent], 0.125 * (agent - 3));
            networks.add(always(game.agents().get(agent), actions[agent]));
        }
        double[] won = won(game, 0, actions);
        for (int firm = 0; firm < FirmGame.FIRMS; firm++) {
            Environment answer = FirmTraining.answering(game, firm, networks.build());
            double[][] none = new double[actions.length / 2][];
            for (int agent = 0; agent < none.length; agent++) {
                none[agent] = new double[answer.agents().get(agent).outputs().size()];
            }
            var feedback = new Feedback(none.length);
            double same = 0;
            answer.reset(0);
            boolean over = false;
            while (!over) {
                feedback.clear();
                over = answer.step(none, feedback);
                same += feedback.reward(0);
            }
            assertThat(same).as("firm %s", firm).isEqualTo(won[firm]);
        }
        assertThat(won[0]).isNotEqualTo(won[1]);
    }

    @Test
    void changesAreSoughtInBothDirections() {
        var settings = new TeamGame.Settings(
                TeamDesign.of(Structure.FLAT, Information.BLACKBOARD), TeamReward.KPI, false, 6, 2, 0, 2, Credits.NONE);
        var worlds = ImmutableList.of(TinyWorlds.world());
        AgentSpace agent = new FirmGame(worlds, settings).agents().get(0);
        for (double far : new double[] {-1, 1}) {
            double[] decided = new double[agent.outputs().size()];
            decided[SEARCH] = far;
            Network always = always(agent, decided);
            FirmJudge.Exploitability found =
                    new FirmJudge(worlds, settings).judge(ImmutableList.of(always, always), 0, 1, Progress.SILENT);
            assertThat(found.changed())
                    .as("search at its end, %s: there is something better", far)
                    .isGreaterThan(0.01);
            assertThat(found.learned()).as("nothing was learned").isZero();
        }
    }

    @Test
    void answersThatLearnFindWhatThereIsToBeWon() {
        var settings = new TeamGame.Settings(
                TeamDesign.of(Structure.FLAT, Information.BLACKBOARD), TeamReward.KPI, false, 6, 2, 0, 2, Credits.NONE);
        var worlds = ImmutableList.of(TinyWorlds.world());
        AgentSpace agent = new FirmGame(worlds, settings).agents().get(0);
        double[] decided = new double[agent.outputs().size()];
        decided[SEARCH] = -1;
        Network always = always(agent, decided);
        FirmJudge.Exploitability found =
                new FirmJudge(worlds, settings).judge(ImmutableList.of(always, always), 12, 1, Progress.SILENT);
        assertThat(found.answers())
                .allSatisfy(one -> assertThat(one.learned())
                        .as("search at its lowest: there is something better")
                        .isGreaterThan(0.005));
    }

    private static Network always(AgentSpace agent, double[] decided) {
        int inputs = agent.inputs().size();
        float[] biases = new float[decided.length];
        for (int k = 0; k < biases.length; k++) {
            biases[k] = (float) decided[k];
        }
        return new Network(
                agent.inputs(),
                agent.outputs(),
                Normalisation.none(inputs),
                ImmutableList.of(new NetworkLayer(new float[inputs][biases.length], biases, Activation.IDENTITY)),
                new NetworkOrigin(1, "always the same", "", 0));
    }

    @Test
    void aTeamThatIsTrainedAgainstARivalThatLearnsIsTheFirstFirmsAsItWasLast() {
        TeamGame.Settings settings = settings(Structure.INDEPENDENT, Credits.NONE);
        var switches = new TeamSwitches(true, false, Sharing.COOPERATIVE, 1, TeamSwitches.Credit.TEAM, 0, 0, true);
        TeamTraining.Trained trained = new TeamTraining(ImmutableList.of(TinyWorlds.world()), settings, switches, 8, 1)
                .train(Optional.empty(), Progress.SILENT, point -> {});
        assertThat(trained.networks().keySet()).containsExactly("search", "social", "email");
        assertThat(trained.curve()).hasSize(2);
        assertThat(trained.kept()).isEqualTo(trained.curve().get(1));
        var alone = new TeamTraining(ImmutableList.of(TinyWorlds.world()), settings, RIVALS_AS_THEY_ARE, 8, 1)
                .train(Optional.empty(), Progress.SILENT, point -> {});
        assertThat(trained.curve().get(1).gain())
                .isNotEqualTo(alone.curve().get(1).gain());
    }
}
