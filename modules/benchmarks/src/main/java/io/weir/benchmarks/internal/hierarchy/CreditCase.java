package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.Interval;
import io.weir.core.Progress;
import io.weir.learning.AgentSpace;
import io.weir.learning.Feedback;
import io.weir.policy.Network;
import io.weir.simulator.Shapley;
import io.weir.simulator.World;
import io.weir.training.CreditModel;
import io.weir.training.TeamGame;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is learned of what each channel brought in a period, beside what it truly brought: the Shapley value of every set of channels, by
 * playing the period again. Channels ask for their own money here, so that to be off changes nothing else.
 */
public final class CreditCase {
    private static final long FIRST_JUDGED = 5001;
    private static final int MARKETS = 8;
    private static final double NOISE = 0.3;
    private static final int DRAWS = 8;
    /** Runs of which credit is learned, and markets that they go through in turn. */
    private static final int RUNS = 1024;

    private static final int LEARNED_FROM = 32;
    /** One period in so many a channel is off. */
    private static final int OFF = 4;

    private CreditCase() {}

    /**
     * A period of a channel.
     *
     * @param truth its Shapley value
     * @param learned from what all spent and what came of it
     * @param critic its Shapley value of the sets that the team's critic is asked about
     * @param difference what would be missing without it, truly
     * @param coma the critic's value over what it expects of other actions of this channel
     */
    private record Row(double truth, double learned, double critic, double difference, double coma) {}

    /**
     * Correlations with the truth over periods, of the median channel.
     *
     * @param learned from what all spent and what came of it
     * @param critic the team's central critic, asked about every set of channels
     * @param difference reward, exact
     * @param coma advantage
     */
    public record Correlations(Interval learned, Interval critic, Interval difference, Interval coma) {}

    /**
     * Trains in a world by days, and compares in markets that were not trained in.
     *
     * @param rounds of training
     */
    public static Correlations of(World from, int rounds, Progress progress) {
        TeamTraining.Trained trained = TeamCase.training(
                        TeamCase.byDays(from), TeamCase.CREDITED, rounds, 1, 0, MARKETS, Credits.NONE)
                .train(Optional.empty(), progress, point -> {});
        var game = new TeamGame(
                ImmutableList.of(TeamCase.byDays(from)),
                TeamCase.settings(TeamCase.CREDITED, FIRST_JUDGED, MARKETS, Credits.SHAPLEY));
        List<List<Row>> rows =
                played(game, trained.networks(), trained.critic().orElseThrow(), learned(TeamCase.byDays(from)));
        return new Correlations(
                median(rows, Row::learned),
                median(rows, Row::critic),
                median(rows, Row::difference),
                median(rows, Row::coma));
    }

    /** Learns from runs in which every channel does anything. */
    private static CreditModel learned(World world) {
        var game = new TeamGame(
                ImmutableList.of(world), TeamCase.settings(TeamCase.CREDITED, 0, LEARNED_FROM, Credits.NONE));
        var random = new SplittableRandom(2);
        var rows = new ArrayList<CreditModel.Row>();
        var feedback = new Feedback(game.agents().size());
        double[][] actions = game.agents().stream()
                .map(one -> new double[one.outputs().size()])
                .toArray(double[][]::new);
        for (int run = 0; run < RUNS; run++) {
            game.reset(run);
            boolean over = false;
            double[] won = {};
            double[] before = {};
            double brought = 0;
            while (!over) {
                double[] state = game.known();
                for (double[] one : actions) {
                    one[0] = random.nextInt(OFF) == 0 ? -1 : random.nextDouble(-1, 1);
                }
                feedback.clear();
                over = game.step(actions, feedback);
                if (before.length > 0) {
                    rows.add(new CreditModel.Row(won, before, game.won(), brought + game.brought()));
                }
                won = game.won();
                before = state;
                brought = game.brought();
            }
        }
        return CreditModel.of(rows);
    }

    /** {@code [channel][period]}. */
    private static List<List<Row>> played(
            TeamGame game, ImmutableMap<String, Network> networks, Network critic, CreditModel model) {
        ImmutableList<AgentSpace> agents = game.agents();
        List<List<Row>> rows = new ArrayList<>();
        agents.forEach(agent -> rows.add(new ArrayList<>()));
        var random = new SplittableRandom(1);
        double[][] inputs =
                agents.stream().map(one -> new double[one.inputs().size()]).toArray(double[][]::new);
        double[][] meant =
                agents.stream().map(one -> new double[one.outputs().size()]).toArray(double[][]::new);
        double[][] actions =
                agents.stream().map(one -> new double[one.outputs().size()]).toArray(double[][]::new);
        var value = new Value(critic, game.stateSize());
        var feedback = new Feedback(agents.size());
        for (int market = 0; market < MARKETS; market++) {
            game.reset(market);
            boolean over = false;
            while (!over) {
                for (int k = 0; k < agents.size(); k++) {
                    game.observe(k, inputs[k]);
                    Network network = java.util.Objects.requireNonNull(
                            networks.get(agents.get(k).name()));
                    network.act(inputs[k], meant[k], network.scratch());
                    for (int o = 0; o < meant[k].length; o++) {
                        actions[k][o] = noisy(meant[k][o], random);
                    }
                }
                value.look(inputs, game);
                double[] critical = value.shapley(actions);
                double[] coma = value.coma(actions, meant, random);
                double[] known = game.known();
                feedback.clear();
                over = game.step(actions, feedback);
                TeamGame.Credit credit = game.credit();
                double[] learned = model.credit(game.won(), known);
                for (int c = 0; c < agents.size(); c++) {
                    rows.get(c)
                            .add(new Row(credit.shapley()[c], learned[c], critical[c], credit.without()[c], coma[c]));
                }
            }
        }
        return rows;
    }

    private static double noisy(double action, SplittableRandom random) {
        return Math.max(-1, Math.min(1, action + NOISE * random.nextGaussian()));
    }

    /** The critic, asked about other actions in one state. */
    private static final class Value {
        private final Network critic;
        private final Network.Scratch scratch;
        private final double[] input;
        private final double[] state;
        private final double[] output;
        private int actionsAt;

        Value(Network critic, int states) {
            this.critic = critic;
            scratch = critic.scratch();
            input = new double[critic.inputs().size()];
            output = new double[critic.outputs().size()];
            state = new double[states];
        }

        void look(double[][] inputs, TeamGame game) {
            int at = 0;
            for (double[] one : inputs) {
                System.arraycopy(one, 0, input, at, one.length);
                at += one.length;
            }
            game.state(state);
            System.arraycopy(state, 0, input, at, state.length);
            actionsAt = at + state.length;
        }

        private double of(double[][] actions) {
            int at = actionsAt;
            for (double[] one : actions) {
                System.arraycopy(one, 0, input, at, one.length);
                at += one.length;
            }
            critic.act(input, output, scratch);
            return output[0];
        }

        double[] shapley(double[][] actions) {
            double[] sets = new double[1 << actions.length];
            for (int set = 0; set < sets.length; set++) {
                double[][] some = copy(actions);
                for (int c = 0; c < some.length; c++) {
                    some[c][0] = (set >> c & 1) == 1 ? some[c][0] : -1;
                }
                sets[set] = of(some);
            }
            return Shapley.values(sets, actions.length);
        }

        double[] coma(double[][] actions, double[][] meant, SplittableRandom random) {
            double now = of(actions);
            double[] advantages = new double[actions.length];
            for (int c = 0; c < actions.length; c++) {
                advantages[c] = now;
                for (int draw = 0; draw < DRAWS; draw++) {
                    double[][] other = copy(actions);
                    for (int o = 0; o < other[c].length; o++) {
                        other[c][o] = noisy(meant[c][o], random);
                    }
                    advantages[c] -= of(other) / DRAWS;
                }
            }
            return advantages;
        }

        private static double[][] copy(double[][] actions) {
            return Arrays.stream(actions).map(double[]::clone).toArray(double[][]::new);
        }
    }

    private static Interval median(List<List<Row>> channels, Function<Row, Double> told) {
        double[] index =
                IntStream.range(0, channels.get(0).size()).asDoubleStream().toArray();
        return Interval.of(index, sample -> {
            double[] all = channels.stream()
                    .mapToDouble(rows -> correlation(rows, sample, told))
                    .sorted()
                    .toArray();
            return all[all.length / 2];
        });
    }

    private static double correlation(List<Row> rows, double[] sample, Function<Row, Double> told) {
        double x = 0;
        double y = 0;
        for (double k : sample) {
            x += rows.get((int) k).truth() / sample.length;
            y += told.apply(rows.get((int) k)) / sample.length;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (double k : sample) {
            double a = rows.get((int) k).truth() - x;
            double b = told.apply(rows.get((int) k)) - y;
            xy += a * b;
            xx += a * a;
            yy += b * b;
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }
}
