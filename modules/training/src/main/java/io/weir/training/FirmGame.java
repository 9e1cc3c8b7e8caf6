package io.weir.training;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.hierarchy.Teams;
import io.weir.hierarchy.WeighedBidder;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.simulator.MailChannel;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.Rival;
import io.weir.simulator.SearchChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.TeamGame.Credits;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two firms with a team each that bid against each other. Each firm sells to people of its own, in a world of its own, in whose auctions the
 * other firm is a rival: its bidders spend there, in every period, what its team has decided, on what lines are worth to it. What a firm
 * wins is what all its agents are rewarded for, as in {@link TeamGame}; nothing of what the other wins.
 *
 * <p>What is not in it: customers who turn from one firm to the other. Firms are each other's price, not each other's substitute. Not safe for
 * use by several threads.
 */
public final class FirmGame implements Environment {
    /** Firms of a game. */
    public static final int FIRMS = 2;

    private final ImmutableList<TeamGame> games;
    private final ImmutableList<FirmOrders> orders;
    private final ImmutableList<AgentSpace> agents;
    private final Feedback[] feedbacks;
    private final int each;

    /**
     * @param worlds of both firms alike, at least one; all with as many channels
     * @param settings of each firm
     * @throws IllegalArgumentException if worlds differ in the number of their channels, or credits are to be told
     */
    public FirmGame(ImmutableList<World> worlds, TeamGame.Settings settings) {
        require(!worlds.isEmpty(), "worlds (none) must be at least one.");
        require(settings.credits() == Credits.NONE, "credits (%s) are not told of firms.", settings.credits());
        this.orders =
                IntStream.range(0, FIRMS).mapToObj(firm -> new FirmOrders()).collect(ImmutableList.toImmutableList());
        this.games = IntStream.range(0, FIRMS)
                .mapToObj(firm -> new TeamGame(
                        worlds.stream()
                                .map(world -> world.against(rivals(world, orders.get(1 - firm))))
                                .collect(ImmutableList.toImmutableList()),
                        settings))
                .collect(ImmutableList.toImmutableList());
        this.each = games.get(0).agents().size();
        this.agents = IntStream.range(0, FIRMS)
                .boxed()
                .flatMap(firm -> games.get(firm).agents().stream()
                        .map(one ->
                                new AgentSpace("firm-" + (firm + 1) + "-" + one.name(), one.inputs(), one.outputs())))
                .collect(ImmutableList.toImmutableList());
        this.feedbacks =
                IntStream.range(0, FIRMS).mapToObj(firm -> new Feedback(each)).toArray(Feedback[]::new);
    }

    /** The other firm in the auctions of a world. */
    private static ImmutableList<Rival> rivals(World world, FirmOrders orders) {
        SimulatedMarket alone = SimulatedMarket.expected(world, 1);
        alone.reset(0);
        double[][] values = TeamGame.values(alone);
        ImmutableList<BiddingAgent> bidders = Teams.paced(alone.layout());
        ImmutableList.Builder<Rival> rivals = ImmutableList.builder();
        for (int c = 0; c < bidders.size(); c++) {
            MediaChannel channel = world.channels().get(c);
            if (!(channel instanceof MailChannel)) {
                rivals.add(new Rival(
                        "the other firm in " + channel.name(),
                        channel.name(),
                        channel.spend().mean(),
                        Arrays.stream(values[c]).average().orElseThrow(),
                        channel instanceof SearchChannel search ? search.quality() : 1,
                        Optional.empty(),
                        Optional.empty(),
                        new FirmRival(orders, c, values[c], new WeighedBidder(bidders.get(c), channel.kind()))));
            }
        }
        return rivals.build();
    }

    @Override
    public String description() {
        return "two firms, each with critics of its own: " + games.get(0).description();
    }

    /** Those of the first firm, then those of the second. */
    @Override
    public ImmutableList<AgentSpace> agents() {
        return agents;
    }

    /** Those of one firm, as a {@link TeamGame} calls them; they come first here. */
    public ImmutableList<AgentSpace> ofOneFirm() {
        return games.get(0).agents();
    }

    /** Whose agent it is, 0 or 1. */
    public int firm(int agent) {
        return agent / each;
    }

    /** Firms do not see what the other sees and does, in training either; the state, of both, is all that critics know of it. */
    @Override
    public int side(int agent) {
        return firm(agent);
    }

    @Override
    public int stateSize() {
        return FIRMS * games.get(0).stateSize();
    }

    @Override
    public void state(double[] into) {
        double[] one = new double[games.get(0).stateSize()];
        for (int firm = 0; firm < FIRMS; firm++) {
            games.get(firm).state(one);
            System.arraycopy(one, 0, into, firm * one.length, one.length);
        }
    }

    @Override
    public void reset(long seed) {
        orders.forEach(FirmOrders::forget);
        games.forEach(game -> game.reset(seed));
    }

    @Override
    public void observe(int agent, double[] into) {
        games.get(firm(agent)).observe(agent % each, into);
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        for (int firm = 0; firm < FIRMS; firm++) {
            TeamGame game = games.get(firm);
            double[] targets = game.decide(own(actions, firm));
            orders.get(firm).give(targets, game.weights(), game.values());
        }
        boolean over = false;
        for (int firm = 0; firm < FIRMS; firm++) {
            feedbacks[firm].clear();
            over = games.get(firm).step(own(actions, firm), feedbacks[firm]);
            for (int k = 0; k < each; k++) {
                feedback.reward(firm * each + k, feedbacks[firm].total());
            }
        }
        return over;
    }

    private double[][] own(double[][] actions, int firm) {
        return Arrays.copyOfRange(actions, firm * each, (firm + 1) * each);
    }
}
