package io.weir.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.MarketLayout;
import io.weir.policy.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A team at work as it was trained: before every period each agent decides from what it sees. Not safe for use by several threads. */
public final class TeamPolicy implements TargetSetter {
    private final TeamPlay play;
    private final ImmutableList<String> notes;
    private final Network[] networks;
    private final Network.Scratch[] scratches;
    private final double[][] inputs;
    private final double[][] actions;
    /** What was said in each period. */
    private final List<double[][]> heard = new ArrayList<>();

    /**
     * @param networks by the agent's name; those of agents that the team does not have, and those made for other inputs or outputs, are
     *     left out, and an agent without one changes nothing
     */
    public TeamPolicy(TeamPlay play, ImmutableMap<String, Network> networks) {
        this.play = play;
        List<TeamPlay.Agent> agents = play.agents();
        this.networks = new Network[agents.size()];
        this.scratches = new Network.Scratch[agents.size()];
        this.inputs = new double[agents.size()][];
        this.actions = new double[agents.size()][];
        ImmutableList.Builder<String> told = ImmutableList.builder();
        for (int k = 0; k < agents.size(); k++) {
            TeamPlay.Agent agent = agents.get(k);
            inputs[k] = new double[agent.inputs().size()];
            actions[k] = new double[agent.outputs().size()];
            Network network = networks.get(agent.name());
            if (network == null) {
                told.add("agent " + agent.name() + " was not trained: it leaves things as they are");
            } else if (!network.inputs().equals(agent.inputs())
                    || !network.outputs().equals(agent.outputs())) {
                told.add("the policy of agent " + agent.name() + " was made for other channels: it is not used");
            } else {
                this.networks[k] = network;
                this.scratches[k] = network.scratch();
            }
        }
        this.notes = told.build();
    }

    /** What of the policy does not fit, in words. */
    public ImmutableList<String> notes() {
        return notes;
    }

    /** As the agents weigh them; of one run. */
    @Override
    public ImmutableList<WeighedBidder> bidders(MarketLayout layout) {
        return play.bidders();
    }

    @Override
    public String name() {
        return "team";
    }

    @Override
    public double[] propose(Standing standing) {
        play.see(standing);
        for (int k = 0; k < networks.length; k++) {
            play.observe(k, inputs[k]);
            if (networks[k] != null) {
                networks[k].act(inputs[k], actions[k], scratches[k]);
                // networks of other makers may say anything
                double[] action = actions[k];
                Arrays.setAll(action, output -> sound(action[output]));
            }
        }
        double[] targets = play.decide(actions);
        heard.add(play.said());
        return targets;
    }

    /**
     * Messages of all periods so far.
     *
     * @return by who speaks, {@code [period]}, each in [-1, 1]; empty of teams that send none
     */
    public ImmutableMap<String, ImmutableDoubleArray> messages() {
        ImmutableMap.Builder<String, ImmutableDoubleArray> all = ImmutableMap.builder();
        for (int k = 0; k < networks.length; k++) {
            int agent = k;
            int count = heard.isEmpty() ? 0 : heard.get(0)[k].length;
            for (int m = 0; m < count; m++) {
                int number = m;
                String name = play.agents().get(k).name();
                all.put(
                        count == 1 ? name : name + " " + (m + 1),
                        ImmutableDoubleArray.copyOf(heard.stream().mapToDouble(said -> said[agent][number])));
            }
        }
        return all.buildOrThrow();
    }

    /** Kept within [-1, 1]; what is no number changes nothing. */
    private static double sound(double action) {
        return Double.isNaN(action) ? 0 : Math.max(-1, Math.min(1, action));
    }
}
