package io.weir.learning.internal;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.learning.ActorStep;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
import io.weir.learning.Evaluation;
import io.weir.learning.Learned;
import io.weir.learning.LearningSettings;
import io.weir.learning.RewardMode;
import io.weir.learning.Schedule;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: rounds of episodes and updates, with an evaluation every so often. The chance of a round depends on the seed and the
 * round alone, and what it needs of the rounds before stands in a {@link Checkpoint}.
 */
public final class Training {
    /** Evaluations whose networks are kept as opponents. */
    private static final int MOST_PAST = 8;

    private final Environment environment;
    private final LearningSettings settings;
    private final Progress progress;
    private final Consumer<Evaluation> watcher;
    private final Players players;
    private final ActorCritic networks;
    private final Memory memory;
    private final List<Evaluation> evaluations = new ArrayList<>();
    private final List<byte[]> past = new ArrayList<>();
    private final List<ImmutableList<Network>> pastNetworks = new ArrayList<>();
    private int rounds;
    private byte[] best = {};
    private double bestTotal = Double.NEGATIVE_INFINITY;
    private int sinceBest;
    private double loss;
    private double value;
    private int losses;
    private int values;

    /**
     * @param watcher told of each evaluation
     * @throws IllegalArgumentException if the team does not fit the environment
     */
    public Training(
            Environment environment, LearningSettings settings, Progress progress, Consumer<Evaluation> watcher) {
        ImmutableList<AgentSpace> agents = environment.agents();
        require(!agents.isEmpty(), "agents (none) must be at least one.");
        ImmutableList<ImmutableList<Integer>> alike = alike(agents);
        require(
                !settings.team().sharedParameters() || agents.size() == 1 || alike.size() < agents.size(),
                "agents %s cannot share parameters: the inputs or outputs of any two differ.",
                agents.stream().map(AgentSpace::name).toList());
        require(
                settings.team().step() == ActorStep.SLOPE || settings.method().exploration() > 0,
                "actor step (%s) needs exploration (0) to be > 0.",
                settings.team().step());
        require(
                settings.team().reward() != RewardMode.SHAPLEY || environment.tellsShapley(),
                "reward (SHAPLEY) needs an environment that tells Shapley values.");
        require(
                settings.team().reward() != RewardMode.DIFFERENCE || environment.tellsCounterfactual(),
                "reward (DIFFERENCE) needs an environment that tells what would have been without an agent.");
        this.environment = environment;
        this.settings = settings;
        this.progress = progress;
        this.watcher = watcher;
        var layout = new Layout(environment);
        players = new Players(environment, layout, settings.team(), settings.method());
        networks = new ActorCritic(layout, alike, settings);
        memory = new Memory(layout, settings.schedule().memory());
    }

    /** Groups of agents that one network could serve, each in order. */
    private static ImmutableList<ImmutableList<Integer>> alike(ImmutableList<AgentSpace> agents) {
        Map<AgentSpace, ImmutableList.Builder<Integer>> groups = new LinkedHashMap<>();
        for (int agent = 0; agent < agents.size(); agent++) {
            AgentSpace space = agents.get(agent);
            groups.computeIfAbsent(new AgentSpace("", space.inputs(), space.outputs()), any -> ImmutableList.builder())
                    .add(agent);
        }
        return groups.values().stream().map(ImmutableList.Builder::build).collect(ImmutableList.toImmutableList());
    }

    /** Runs it, and leaves nothing on disk. */
    public Learned run() {
        return run((Checkpoint) null);
    }

    /** Runs it from where it was interrupted, and keeps that in a folder. */
    public Learned run(Path folder) {
        var checkpoint = new Checkpoint(folder, configuration());
        checkpoint.resume(this);
        pastNetworks.addAll(Checkpoint.each(past, networks.actors(), this::export));
        evaluations.forEach(watcher);
        return run(checkpoint);
    }

    private Learned run(@Nullable Checkpoint checkpoint) {
        Schedule schedule = settings.schedule();
        while (rounds < schedule.rounds() && !stopped()) {
            progress.at("learning", rounds / (double) schedule.rounds());
            round();
            rounds++;
            if (rounds % schedule.evaluateEvery() == 0 || rounds == schedule.rounds()) {
                evaluate();
                if (checkpoint != null) {
                    checkpoint.keep(this);
                }
            }
        }
        if (schedule.patience() > 0) {
            Checkpoint.restore(best, networks.actors());
        }
        return new Learned(export(), ImmutableList.copyOf(evaluations), critic(), stopped());
    }

    private boolean stopped() {
        int patience = settings.schedule().patience();
        return patience > 0 && sinceBest >= patience;
    }

    private void round() {
        Schedule schedule = settings.schedule();
        SplittableRandom random = chance(rounds);
        if (rounds < schedule.warmUp()) {
            for (int episode = 0; episode < schedule.episodes(); episode++) {
                players.draw(memory, random.nextLong(), random);
            }
            return;
        }
        ImmutableList<Network> now = export();
        for (int episode = 0; episode < schedule.episodes(); episode++) {
            players.explore(opponents(now, random), memory, random.nextLong(), random);
        }
        for (int update = 0; update < schedule.updates(); update++) {
            ActorCritic.Told told = networks.learn(memory.draw(settings.method().batch(), random), random);
            loss += told.loss();
            losses++;
            if (!Double.isNaN(told.value())) {
                value += told.value();
                values++;
            }
        }
    }

    /** All as they are now, or all but one as they were before. */
    private ImmutableList<Network> opponents(ImmutableList<Network> now, SplittableRandom random) {
        double share = settings.team().pastOpponents();
        if (share == 0 || pastNetworks.isEmpty() || random.nextDouble() >= share) {
            return now;
        }
        List<Network> others = new ArrayList<>(pastNetworks.get(random.nextInt(pastNetworks.size())));
        int one = random.nextInt(others.size());
        others.set(one, now.get(one));
        return ImmutableList.copyOf(others);
    }

    /** Of a round; of evaluations where {@code round} is -1. */
    private SplittableRandom chance(int round) {
        return new SplittableRandom(new SplittableRandom(settings.seed()).nextLong() + round);
    }

    private void evaluate() {
        ImmutableList<Network> now = export();
        double[] means = new double[now.size()];
        double total = 0;
        SplittableRandom random = chance(-1);
        int episodes = settings.schedule().evaluations();
        for (int episode = 0; episode < episodes; episode++) {
            Players.Brought brought = players.evaluate(now, random.nextLong());
            for (int agent = 0; agent < means.length; agent++) {
                means[agent] += brought.rewards()[agent] / episodes;
            }
            total += brought.total()[0] / episodes;
        }
        var evaluation = new Evaluation(
                rounds,
                memory.added(),
                networks.updates(),
                ImmutableDoubleArray.copyOf(means),
                total,
                losses == 0 ? 0 : loss / losses,
                values == 0 ? 0 : value / values);
        loss = 0;
        losses = 0;
        value = 0;
        values = 0;
        evaluations.add(evaluation);
        watcher.accept(evaluation);
        progress.soFar(String.format(Locale.ROOT, "reward %.4g", evaluation.total()));
        sinceBest++;
        if (evaluation.total() > bestTotal) {
            bestTotal = evaluation.total();
            sinceBest = 0;
            best = Checkpoint.bytes(networks.actors());
        }
        if (settings.team().pastOpponents() > 0) {
            remember(now);
        }
    }

    private void remember(ImmutableList<Network> now) {
        if (past.size() == MOST_PAST) {
            past.remove(0);
            pastNetworks.remove(0);
        }
        past.add(Checkpoint.bytes(networks.actors()));
        pastNetworks.add(now);
    }

    private NetworkOrigin origin() {
        return new NetworkOrigin(settings.seed(), configuration(), Versions.ALL, memory.added());
    }

    private Optional<Network> critic() {
        return networks.centralCritic().map(critic -> {
            ImmutableList.Builder<String> inputs = ImmutableList.builder();
            List<AgentSpace> side =
                    critic.side().stream().map(environment.agents()::get).toList();
            side.forEach(one -> one.inputs().forEach(input -> inputs.add(one.name() + "-" + input)));
            for (int k = 0; k < environment.stateSize(); k++) {
                inputs.add("state-" + (k + 1));
            }
            side.forEach(one -> one.outputs().forEach(output -> inputs.add(one.name() + "-" + output)));
            ImmutableList<NetworkLayer> layers = critic.layers();
            int values = layers.get(layers.size() - 1).outputs();
            ImmutableList<String> outputs = values == 1
                    ? ImmutableList.of("value")
                    : side.stream().map(one -> one.name() + "-value").collect(ImmutableList.toImmutableList());
            ImmutableList<String> names = inputs.build();
            return new Network(names, outputs, Normalisation.none(names.size()), layers, origin());
        });
    }

    private ImmutableList<Network> export() {
        NetworkOrigin origin = origin();
        var networksOfAgents = new Network[environment.agents().size()];
        for (Actor actor : networks.actors()) {
            AgentSpace space = environment.agents().get(actor.agents().get(0));
            var network = new Network(
                    space.inputs(),
                    space.outputs(),
                    Normalisation.none(space.inputs().size()),
                    actor.layers(),
                    origin);
            actor.agents().forEach(agent -> networksOfAgents[agent] = network);
        }
        return ImmutableList.copyOf(networksOfAgents);
    }

    /** A hash of all that decides what is learned. What came later and is switched off does not stand in it. */
    private String configuration() {
        String told = settings.toString()
                .replace("persistence=0.0, inwardSlope=0.0, ", "")
                .replace(", step=SLOPE, pastOpponents=0.0, averaging=0.0", "");
        String all = environment.description() + "\n" + environment.agents() + "\n" + told;
        return Hashing.sha256().hashString(all, StandardCharsets.UTF_8).toString();
    }

    /** All agents' names, in order. */
    ImmutableList<AgentSpace> agents() {
        return environment.agents();
    }

    ActorCritic networks() {
        return networks;
    }

    Memory memory() {
        return memory;
    }

    List<Evaluation> evaluations() {
        return evaluations;
    }

    /** Actors at some evaluations before, in order. */
    List<byte[]> past() {
        return past;
    }

    /** What else a checkpoint holds. */
    record Standing(int rounds, byte[] best, double bestTotal, int sinceBest) {}

    Standing standing() {
        return new Standing(rounds, best, bestTotal, sinceBest);
    }

    void take(Standing standing) {
        rounds = standing.rounds;
        best = standing.best;
        bestTotal = standing.bestTotal;
        sinceBest = standing.sinceBest;
    }
}
