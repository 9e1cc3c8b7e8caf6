package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Channel;
import io.weir.core.MarketLayout;
import io.weir.core.Observation.Group;
import io.weir.core.Progress;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.planning.Worlds;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.SimulatedMarket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeamPlayTest {
    private static final MarketLayout LAYOUT =
            SimulatedMarket.expected(Worlds.named("halo"), 4).layout();
    private static final double[][] PLAN = {{500, 300, 100}};

    private static TeamPlay play(Structure structure, Information information) {
        return new TeamPlay(TeamDesign.of(structure, information), LAYOUT, PLAN);
    }

    private static Standing begins(double budget) {
        return new Standing(LAYOUT, ImmutableList.of(), 4, budget, LAYOUT.start(), crowd(100));
    }

    private static ImmutableMap<Group, Double> crowd(double searching) {
        return ImmutableMap.of(
                Group.EVERYONE, 1000.0, Group.AWARE, 400.0, Group.SEARCHING, searching, Group.ON_LIST, 200.0);
    }

    private static Standing after(double searching, double socialCredited) {
        var seen = new PeriodSeen(
                ImmutableDoubleArray.of(500, 300, 100),
                ImmutableDoubleArray.of(500, 300, 90),
                ImmutableDoubleArray.of(250, 60_000, 45_000),
                ImmutableDoubleArray.of(250, 600, 900),
                ImmutableDoubleArray.of(10, 8, 5),
                ImmutableDoubleArray.of(1000, socialCredited, 500),
                ImmutableDoubleArray.of(2, 1, Double.NaN),
                4000,
                1000,
                7);
        return new Standing(
                LAYOUT, ImmutableList.of(seen), 3, 2700, LAYOUT.start().plusWeeks(1), crowd(searching));
    }

    private static double[][] still(TeamPlay play) {
        return play.agents().stream()
                .map(one -> new double[one.outputs().size()])
                .toArray(double[][]::new);
    }

    private static double[] seenBy(TeamPlay play, int agent) {
        double[] into = new double[play.agents().get(agent).inputs().size()];
        Arrays.fill(into, Double.NaN);
        play.observe(agent, into);
        return into;
    }

    @ParameterizedTest
    @EnumSource
    void whoDecidesNothingLeavesThePlanAsItIs(Structure structure) {
        TeamPlay play = play(structure, Information.BLACKBOARD);
        play.see(begins(3600));
        assertThat(play.decide(still(play))).containsExactly(PLAN[0], within(1e-9));
    }

    @Test
    void aChannelIsOffAtTheLowestAndSpendsTwiceThePlanAtTheHighest() {
        TeamPlay play = play(Structure.INDEPENDENT, Information.SILENCE);
        play.see(begins(40_000));
        double[][] actions = still(play);
        actions[0][0] = -1;
        actions[1][0] = 1;
        assertThat(play.decide(actions)).containsExactly(0, 600, 100);
    }

    @Test
    void whoSetsAllTargetsSharesTheMoneyAndWhoAsksForItIsCutAlike() {
        TeamPlay hierarchy = play(Structure.HIERARCHY, Information.SILENCE);
        hierarchy.see(begins(3600));
        double[][] less = still(hierarchy);
        less[0][0] = -0.5;
        assertThat(Arrays.stream(hierarchy.decide(less)).sum()).isCloseTo(900, within(1e-9));
        TeamPlay independent = play(Structure.INDEPENDENT, Information.SILENCE);
        independent.see(begins(3600));
        double[][] modest = still(independent);
        modest[0][0] = -0.5;
        assertThat(independent.decide(modest)).containsExactly(250, 300, 100);
        double[][] greedy = still(independent);
        greedy[0][0] = 1;
        double[] cut = independent.decide(greedy);
        assertThat(Arrays.stream(cut).sum()).isCloseTo(900, within(1e-9));
        assertThat(cut[1] / cut[2]).isCloseTo(3, within(1e-9));
    }

    @Test
    void eachAgentWeighsItsOwnBidder() {
        TeamPlay hierarchy = play(Structure.HIERARCHY, Information.MESSAGES);
        TeamPlay flat = play(Structure.FLAT, Information.SILENCE);
        TeamPlay independent = play(Structure.INDEPENDENT, Information.SILENCE);
        for (TeamPlay play : ImmutableList.of(hierarchy, flat, independent)) {
            play.see(begins(3600));
            double[][] actions = still(play);
            for (int c = 0; c < 3; c++) {
                double weight = 0.1 * (c + 1);
                if (play == flat) {
                    actions[0][play.agents().get(0).outputs().indexOf("weight-" + (c + 1))] = weight;
                } else {
                    int agent = play == hierarchy ? c + 1 : c;
                    actions[agent][play.agents().get(agent).outputs().indexOf("weight")] = weight;
                }
            }
            play.decide(actions);
            assertThat(play.bidders().stream().mapToDouble(WeighedBidder::weight))
                    .containsExactly(0.1, 0.2, 0.1 * 3);
        }
    }

    private static double seenBy(TeamPlay play, int agent, String input) {
        return seenBy(play, agent)[play.agents().get(agent).inputs().indexOf(input)];
    }

    @Test
    void whatBiddersReportIsSeenOverTheReturnOfAll() {
        TeamPlay play = play(Structure.HIERARCHY, Information.SILENCE);
        play.see(begins(3600));
        assertThat(seenBy(play, 0, "shadow-price-1")).isZero();
        play.see(after(120, 600));
        double all = (1000 + 600 + 500) / 890.0;
        assertThat(seenBy(play, 0, "shadow-price-1")).isCloseTo(Math.log(2 / all), within(1e-9));
        assertThat(seenBy(play, 0, "shadow-price-2")).isCloseTo(Math.log(1 / all), within(1e-9));
        assertThat(seenBy(play, 0, "shadow-price-3")).as("not told").isZero();
        assertThat(seenBy(play, 0, "return-1")).isCloseTo(Math.log(2 / all), within(1e-9));
        assertThat(seenBy(play, 0, "return-3")).isCloseTo(Math.log(500 / 90.0 / all), within(1e-9));
        assertThat(seenBy(play, 0, "pace-3")).isCloseTo(-0.1, within(1e-9));
        assertThat(seenBy(play, 0, "share-2")).isCloseTo(0, within(1e-9));
        assertThat(seenBy(play, 0, "periods-left")).isEqualTo(0.75);
        assertThat(seenBy(play, 1, "shadow-price")).as("over its own return").isCloseTo(0, within(1e-9));
        assertThat(seenBy(play, 2, "shadow-price")).isCloseTo(Math.log(1 / 2.0), within(1e-9));
        assertThat(seenBy(play, 3, "email")).isEqualTo(1);
        assertThat(seenBy(play, 3, "search")).isZero();
    }

    @Test
    void everyInputIsFilledAndOfTheOrderOfOne() {
        for (Structure structure : Structure.values()) {
            for (Information information : Information.values()) {
                if (structure == Structure.FLAT && information == Information.MESSAGES) {
                    continue;
                }
                TeamPlay play = play(structure, information);
                play.see(begins(3600));
                play.see(after(120, 600));
                for (int agent = 0; agent < play.agents().size(); agent++) {
                    assertThat(Arrays.stream(seenBy(play, agent)))
                            .as("%s %s", structure, information)
                            .allMatch(x -> Math.abs(x) <= 3);
                }
            }
        }
    }

    @Test
    void inSilenceAChannelSeesNothingOfTheOthersAndOnTheBlackboardItDoes() {
        int search = 1;
        TeamPlay silent = play(Structure.HIERARCHY, Information.SILENCE);
        silent.see(begins(3600));
        silent.see(after(120, 600));
        double[] before = seenBy(silent, search);
        silent.see(after(90, 900));
        assertThat(seenBy(silent, search)).isEqualTo(before);
        TeamPlay open = play(Structure.HIERARCHY, Information.BLACKBOARD);
        open.see(begins(3600));
        open.see(after(120, 600));
        int searching = open.agents().get(search).inputs().indexOf("searching");
        int social = open.agents().get(search).inputs().indexOf("return-2");
        double[] many = seenBy(open, search);
        assertThat(many[searching]).isCloseTo(5 * Math.log(1.2), within(1e-9));
        open.see(after(90, 900));
        double[] few = seenBy(open, search);
        assertThat(few[searching]).isNegative();
        assertThat(few[social]).isGreaterThan(many[social]);
    }

    @Test
    void whatIsSaidIsHeardByAllOthersBeforeTheNextPeriod() {
        TeamPlay play = play(Structure.HIERARCHY, Information.MESSAGES);
        play.see(begins(3600));
        double[][] actions = still(play);
        int said = play.agents().get(2).outputs().indexOf("message-1");
        actions[2][said] = 0.7;
        int firstHeard = play.agents().get(1).inputs().indexOf("heard-1");
        assertThat(seenBy(play, 1)[firstHeard + 1]).isZero();
        play.decide(actions);
        play.see(after(100, 600));
        assertThat(Arrays.copyOfRange(seenBy(play, 1), firstHeard, firstHeard + 3))
                .containsExactly(0, 0.7, 0);
        int own = play.agents().get(2).inputs().indexOf("heard-1");
        assertThat(Arrays.copyOfRange(seenBy(play, 2), own, own + 3)).containsExactly(0, 0, 0);
    }

    @Test
    void aPolicyRemembersWhatWasSaidInEachPeriod() {
        TeamPlay play = play(Structure.HIERARCHY, Information.MESSAGES);
        TeamPlay.Agent social = play.agents().get(2);
        // says what it sees of the money's time
        float[][] weights = new float[social.inputs().size()][social.outputs().size()];
        weights[social.inputs().indexOf("periods-left")][social.outputs().indexOf("message-1")] = 0.5f;
        var network = new Network(
                social.inputs(),
                social.outputs(),
                Normalisation.none(social.inputs().size()),
                ImmutableList.of(
                        new NetworkLayer(weights, new float[social.outputs().size()], Activation.IDENTITY)),
                new NetworkOrigin(1, "test", "test", 0));
        var policy = new TeamPolicy(play, ImmutableMap.of("social", network));
        assertThat(policy.messages()).isEmpty();
        policy.propose(begins(3600));
        policy.propose(after(100, 600));
        // four periods of four are left, then three
        assertThat(policy.messages())
                .containsOnlyKeys("allocation", "search", "social", "email")
                .containsEntry("social", ImmutableDoubleArray.of(0.5, 0.375))
                .containsEntry("search", ImmutableDoubleArray.of(0, 0));
    }

    @Test
    void refusesTeamsThatCannotTalk() {
        assertThatThrownBy(() -> TeamDesign.of(Structure.FLAT, Information.MESSAGES))
                .hasMessageContaining("one has none to talk to");
        assertThatThrownBy(() -> new TeamDesign(Structure.HIERARCHY, Information.SILENCE, 2))
                .hasMessageContaining("messages (2) must be 1 to 8 where agents send messages, else 0");
        assertThatThrownBy(() -> new TeamPlay(
                        TeamDesign.of(Structure.FLAT, Information.SILENCE), LAYOUT, new double[][] {{1, 2}}))
                .hasMessageContaining("plan must be of at least one period and 3 channels");
    }

    private static Network constant(ImmutableList<String> inputs, ImmutableList<String> outputs, float value) {
        float[] biases = new float[outputs.size()];
        Arrays.fill(biases, value);
        return new Network(
                inputs,
                outputs,
                Normalisation.none(inputs.size()),
                ImmutableList.of(
                        new NetworkLayer(new float[inputs.size()][outputs.size()], biases, Activation.IDENTITY)),
                new NetworkOrigin(1, "test", "test", 0));
    }

    @Test
    void aPolicyUsesThePartsThatFitAndSaysWhichDoNot() {
        TeamPlay play = play(Structure.HIERARCHY, Information.SILENCE);
        TeamPlay.Agent search = play.agents().get(1);
        Network fits = constant(search.inputs(), search.outputs(), 0.5f);
        Network other = constant(ImmutableList.of("x"), ImmutableList.of("y"), 1);
        var policy = new TeamPolicy(play, ImmutableMap.of("search", fits, "allocation", other));
        assertThat(policy.notes())
                .containsExactly(
                        "the policy of agent allocation was made for other channels: it is not used",
                        "agent social was not trained: it leaves things as they are",
                        "agent email was not trained: it leaves things as they are");
        assertThat(policy.propose(begins(3600))).containsExactly(PLAN[0], within(1e-9));
    }

    @Test
    void aTeamThatDecidesNothingBringsWhatItsPlanBringsAndOneThatBidsOtherwiseDoesNot() {
        var trial = new Trial(Worlds.named("halo").byDays(8).over(6), 3, 2, Progress.SILENT);
        double[][] plan = {trial.usual().toArray()};
        double planned = trial.tried(TargetSetter.history(trial.usual())).kpi();
        assertThat(brings(trial, plan, 0)).isCloseTo(planned, within(1e-6 * planned));
        assertThat(brings(trial, plan, 0.9f)).isNotCloseTo(planned, within(1e-6 * planned));
    }

    @Test
    void whatNoNetworkOfOursWouldSayIsKeptInBounds() {
        TeamPlay play = play(Structure.HIERARCHY, Information.SILENCE);
        TeamPlay.Agent allocation = play.agents().get(0);
        TeamPlay.Agent social = play.agents().get(2);
        var policy = new TeamPolicy(
                play,
                ImmutableMap.of(
                        "allocation", constant(allocation.inputs(), allocation.outputs(), -7),
                        "social", constant(social.inputs(), social.outputs(), 5)));
        assertThat(policy.propose(begins(3600))).containsExactly(0, 0, 0);
    }

    @Test
    void agentsAreNamedAsFilesMayBeWhateverChannelsAreCalled() {
        ImmutableList<String> names = ImmutableList.of(
                "Pay per click!", "pay-per-click", "Allocation", "\u041f\u043e\u0438\u0441\u043a", "\u5e7f\u544a");
        TeamPlay play = playOfAlike(names);
        assertThat(play.agents().stream().map(TeamPlay.Agent::name))
                .containsExactly(
                        "allocation", "pay-per-click", "pay-per-click-2", "allocation-2", "channel", "channel-2");
    }

    private static TeamPlay playOfAlike(ImmutableList<String> names) {
        ImmutableList.Builder<MarketLayout.Seat> seats = ImmutableList.builder();
        for (String name : names) {
            MarketLayout.Seat seat = LAYOUT.channels().get(0);
            seats.add(new MarketLayout.Seat(Channel.paid(name, seat.channel().kind()), seat.lines()));
        }
        var layout = new MarketLayout(
                seats.build(),
                LAYOUT.audiences(),
                LAYOUT.start(),
                LAYOUT.period(),
                LAYOUT.periods(),
                LAYOUT.ticksPerDay(),
                LAYOUT.unit());
        double[] plan = new double[names.size()];
        Arrays.fill(plan, 1);
        return new TeamPlay(TeamDesign.of(Structure.HIERARCHY, Information.SILENCE), layout, new double[][] {plan});
    }

    @Test
    void oneNetworkForChannelsOfAKindCanTellThemApart() {
        TeamPlay play = playOfAlike(ImmutableList.of("one", "two", "three"));
        play.see(begins(3600));
        assertThat(play.agents().get(1).inputs()).isEqualTo(play.agents().get(2).inputs());
        assertThat(seenBy(play, 1)).isNotEqualTo(seenBy(play, 2));
        assertThat(seenBy(play, 2)).isNotEqualTo(seenBy(play, 3));
    }

    private static double brings(Trial trial, double[][] plan, float weight) {
        var play = new TeamPlay(TeamDesign.of(Structure.HIERARCHY, Information.SILENCE), trial.layout(), plan);
        TeamPlay.Agent search = play.agents().get(1);
        Network network = constant(search.inputs(), search.outputs(), weight);
        return trial.tried(new TeamPolicy(play, ImmutableMap.of("search", network)))
                .kpi();
    }
}
