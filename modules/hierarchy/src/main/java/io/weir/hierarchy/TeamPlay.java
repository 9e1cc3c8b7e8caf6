package io.weir.hierarchy;

import static io.weir.core.Checks.require;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.MarketLayout;
import io.weir.core.Observation.Group;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.hierarchy.internal.TeamSight;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The agents of a team in a market: what each sees before a period, and what becomes of what they decide. A decision to spend is a
 * change to a plan: {@code plan * (1 + action)}, so that at -1 a channel is off, at 0 the plan stands, and at 1 it spends twice as much.
 * Not safe for use by several threads.
 */
public final class TeamPlay {
    /** States in which teams count people. */
    public static final ImmutableList<Group> GROUPS = TeamSight.GROUPS;

    private static final String SPEND = "spend";
    private static final String WEIGHT = "weight";
    private static final String ALLOCATION = "allocation";

    private final TeamDesign design;
    private final int channels;
    private final double[][] plan;
    private final ImmutableList<WeighedBidder> bidders;
    private final ImmutableList<Agent> agents;
    private final TeamSight sight;
    private final double[][] said;
    private double share;
    private int period;

    /**
     * An agent.
     *
     * @param name unique in the team
     * @param channel the one that it bids for; -1 for all
     * @param inputs what it sees, each a number of the order of 1
     * @param outputs what it decides, each in [-1, 1]
     */
    public record Agent(String name, int channel, ImmutableList<String> inputs, ImmutableList<String> outputs) {}

    /** @param plan that they change, currency, {@code [period][channel]}; the last period is repeated */
    public TeamPlay(TeamDesign design, MarketLayout layout, double[][] plan) {
        this.design = design;
        this.channels = layout.channels().size();
        require(
                plan.length > 0 && Arrays.stream(plan).allMatch(row -> row.length == channels),
                "plan must be of at least one period and %s channels.",
                channels);
        this.plan = plan;
        ImmutableList<ChannelKind> kinds =
                layout.channels().stream().map(seat -> seat.channel().kind()).collect(ImmutableList.toImmutableList());
        ImmutableList.Builder<WeighedBidder> made = ImmutableList.builder();
        var paced = Teams.paced(layout);
        for (int c = 0; c < channels; c++) {
            made.add(new WeighedBidder(paced.get(c), kinds.get(c)));
        }
        bidders = made.build();
        this.sight = new TeamSight(kinds);
        this.agents = agents(layout);
        this.said = new double[agents.size()][design.messages()];
    }

    private ImmutableList<Agent> agents(MarketLayout layout) {
        ImmutableList.Builder<Agent> all = ImmutableList.builder();
        ImmutableList<String> names = words(layout);
        Structure structure = design.structure();
        int count = (structure == Structure.INDEPENDENT ? 0 : 1) + (structure == Structure.FLAT ? 0 : channels);
        if (structure != Structure.INDEPENDENT) {
            ImmutableList.Builder<String> outputs = ImmutableList.builder();
            outputs.addAll(numbered(SPEND, channels));
            if (structure == Structure.FLAT) {
                outputs.addAll(numbered(WEIGHT, channels));
            }
            all.add(new Agent(
                    ALLOCATION, -1, inputs(-1, count), outputs.addAll(spoken()).build()));
        }
        if (structure != Structure.FLAT) {
            for (int c = 0; c < channels; c++) {
                ImmutableList.Builder<String> outputs = ImmutableList.builder();
                if (structure == Structure.INDEPENDENT) {
                    outputs.add(SPEND);
                }
                outputs.add(WEIGHT).addAll(spoken());
                all.add(new Agent(names.get(c), c, inputs(c, count), outputs.build()));
            }
        }
        return all.build();
    }

    /** Channels' names as files may be named, each once. */
    private static ImmutableList<String> words(MarketLayout layout) {
        Set<String> taken = new HashSet<>(Set.of(ALLOCATION));
        ImmutableList.Builder<String> words = ImmutableList.builder();
        for (MarketLayout.Seat seat : layout.channels()) {
            String plain = CharMatcher.is('-')
                    .trimFrom(seat.channel().name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
            String word = plain.isEmpty() ? "channel" : plain;
            String free = word;
            for (int k = 2; !taken.add(free); k++) {
                free = word + "-" + k;
            }
            words.add(free);
        }
        return words.build();
    }

    private static ImmutableList<String> numbered(String what, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(k -> what + "-" + k).collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> spoken() {
        return numbered("message", design.messages());
    }

    private ImmutableList<String> inputs(int channel, int count) {
        ImmutableList.Builder<String> inputs = ImmutableList.builder();
        inputs.addAll(channel < 0 ? sight.reported() : TeamSight.OWN);
        inputs.addAll(TeamSight.COMMON);
        if (design.information() == Information.BLACKBOARD) {
            inputs.addAll(TeamSight.CROWD);
            if (channel >= 0) {
                inputs.addAll(sight.shared());
            }
        }
        return inputs.addAll(numbered("heard", design.messages() * (count - 1))).build();
    }

    /** All agents, in an order that never changes. */
    public ImmutableList<Agent> agents() {
        return agents;
    }

    /** One per channel, as the agents weigh them. */
    public ImmutableList<WeighedBidder> bidders() {
        return bidders;
    }

    /** Before a period. */
    public void see(Standing standing) {
        period = standing.past().size();
        share = standing.evenShare();
        sight.see(standing, planned());
    }

    private double[] planned() {
        return plan[Math.min(plan.length - 1, period)];
    }

    /**
     * What an agent sees.
     *
     * @param into {@code [input]}, filled
     */
    public void observe(int agent, double[] into) {
        int channel = agents.get(agent).channel();
        int at = channel < 0 ? sight.reported(into) : sight.own(channel, into);
        at = sight.common(into, at);
        if (design.information() == Information.BLACKBOARD) {
            at = sight.crowd(into, at);
            if (channel >= 0) {
                at = sight.shared(into, at);
            }
        }
        for (int other = 0; other < said.length; other++) {
            if (other != agent) {
                System.arraycopy(said[other], 0, into, at, design.messages());
                at += design.messages();
            }
        }
    }

    /**
     * All decide: bidders are weighed, and what was said is heard before the next period.
     *
     * @param actions {@code [agent][output]}, each in [-1, 1]
     * @return targets, currency per channel
     */
    public double[] decide(double[][] actions) {
        double[] targets = new double[channels];
        double[] planned = planned();
        for (int agent = 0; agent < actions.length; agent++) {
            double[] action = actions[agent];
            System.arraycopy(action, action.length - design.messages(), said[agent], 0, design.messages());
        }
        for (int c = 0; c < channels; c++) {
            targets[c] = planned[c] * (1 + spend(actions, c));
            bidders.get(c).weigh(weight(actions, c));
        }
        double asked = Arrays.stream(targets).sum();
        boolean cut = design.structure() != Structure.INDEPENDENT || asked > share;
        double factor = asked > 0 && cut ? share / asked : 1;
        for (int c = 0; c < channels; c++) {
            targets[c] *= factor;
        }
        return targets;
    }

    /**
     * What all said at their latest decision.
     *
     * @return {@code [agent][number]}, each in [-1, 1]; of teams that send no messages {@code [agent][0]}
     */
    public double[][] said() {
        return Arrays.stream(said).map(double[]::clone).toArray(double[][]::new);
    }

    /** How a channel's spend is changed, -1 to 1. */
    public double spend(double[][] actions, int channel) {
        return design.structure() == Structure.INDEPENDENT ? actions[channel][0] : actions[0][channel];
    }

    private double weight(double[][] actions, int channel) {
        return switch (design.structure()) {
            case HIERARCHY -> actions[1 + channel][0];
            case FLAT -> actions[0][channels + channel];
            case INDEPENDENT -> actions[channel][1];
        };
    }
}
