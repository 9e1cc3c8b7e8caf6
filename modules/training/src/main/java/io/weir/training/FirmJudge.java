package io.weir.training;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.policy.Network;
import io.weir.simulator.World;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far two firms are from having learned best responses to each other: what each could win more if it alone did something else. Markets
 * in which answers are chosen are others than those in which they are judged. Not safe for use by several threads.
 */
public final class FirmJudge {
    /** Markets in which answers are chosen: every change that is tried is played in all of them. */
    private static final int CHOSEN = 2;

    /** What is found is never below 0, so noise counts as a gain: more markets leave less of it. */
    private static final int JUDGED = 8;

    private static final long FIRST_CHOSEN = 880_001;
    private static final long FIRST_JUDGED = 990_001;
    /** By how much actions are changed, coarse to fine. */
    private static final double[] STEPS = {0.4, 0.1};
    /** Takes any action to its lowest. */
    private static final double OFF = -2;

    private final FirmTraining training;
    private final FirmGame chosen;
    private final FirmGame judged;

    /**
     * @param worlds of both firms
     * @param game how they learned
     */
    public FirmJudge(ImmutableList<World> worlds, TeamGame.Settings game) {
        training = new FirmTraining(worlds, game);
        chosen = new FirmGame(worlds, game.in(FIRST_CHOSEN, CHOSEN));
        judged = new FirmGame(worlds, game.in(FIRST_JUDGED, JUDGED));
    }

    /**
     * What answers win.
     *
     * @param learned more by the firm's own team that learns further against the other firm as it is, of what spend brings both firms
     * @param changed more by the firm's own team with the best constant change to each of its decisions, of the same
     * @param rival what the firm would win more if the other spent nothing, of what spend brings it: how much firms matter to each other
     */
    public record Answer(double learned, double changed, double rival) {
        /** Of the better. */
        double gain() {
            return Math.max(0, Math.max(learned, changed));
        }
    }

    /**
     * Both firms.
     *
     * @param answers of each
     */
    public record Exploitability(ImmutableList<Answer> answers) {
        /** What best responses win, of what spend brings both firms, added up; 0 in an equilibrium. */
        public double gain() {
            return answers.stream().mapToDouble(Answer::gain).sum();
        }

        /** The same of answers that learn, which may win less than the team does already: they learn in other markets. */
        public double learned() {
            return answers.stream().mapToDouble(Answer::learned).sum();
        }

        /** The same of changes to what teams decide. */
        public double changed() {
            return answers.stream().mapToDouble(Answer::changed).sum();
        }

        /** What a firm would win more if the other spent nothing, of what spend brings it; mean of both. */
        public double rival() {
            return answers.stream().mapToDouble(Answer::rival).average().orElse(0);
        }
    }

    /**
     * Seeks answers.
     *
     * @param networks of {@link FirmGame#agents()}
     * @param rounds for which an answer learns; 0 for none that does
     * @param seed of what it learns
     */
    public Exploitability judge(ImmutableList<Network> networks, int rounds, long seed, Progress progress) {
        double[] values = won(judged, networks, 0, new double[outputs(0)]);
        double[] learned = new double[FirmGame.FIRMS];
        double[] changed = new double[FirmGame.FIRMS];
        double[] spent = new double[FirmGame.FIRMS];
        double[] alone = new double[FirmGame.FIRMS];
        for (int firm = 0; firm < FirmGame.FIRMS; firm++) {
            double[] leaves = won(judged, networks, firm, off(firm));
            spent[firm] = values[firm] - leaves[firm];
            alone[1 - firm] = leaves[1 - firm];
            learned[firm] = rounds == 0
                    ? values[firm]
                    : answered(firm, networks, training.bestResponse(firm, networks, rounds, seed, progress));
            changed[firm] = won(judged, networks, firm, best(firm, networks))[firm];
        }
        double all = Arrays.stream(spent).sum();
        ImmutableList.Builder<Answer> answers = ImmutableList.builder();
        for (int firm = 0; firm < FirmGame.FIRMS; firm++) {
            answers.add(new Answer(
                    (learned[firm] - values[firm]) / all,
                    (changed[firm] - values[firm]) / all,
                    (alone[firm] - values[firm]) / spent[firm]));
        }
        return new Exploitability(answers.build());
    }

    /** What a firm wins in an episode, mean over markets, that decides changes by networks that learned to. */
    private double answered(int firm, ImmutableList<Network> networks, ImmutableList<Network> changes) {
        Environment environment = FirmTraining.answering(judged, firm, networks);
        double[][] decided = new double[changes.size()][];
        double[][] seen = new double[changes.size()][];
        var scratches = new Network.Scratch[changes.size()];
        for (int agent = 0; agent < decided.length; agent++) {
            scratches[agent] = changes.get(agent).scratch();
            decided[agent] = new double[changes.get(agent).outputs().size()];
            seen[agent] = new double[changes.get(agent).inputs().size()];
        }
        var feedback = new Feedback(decided.length);
        double won = 0;
        for (int market = 0; market < JUDGED; market++) {
            environment.reset(market);
            boolean over = false;
            while (!over) {
                for (int agent = 0; agent < decided.length; agent++) {
                    environment.observe(agent, seen[agent]);
                    changes.get(agent).act(seen[agent], decided[agent], scratches[agent]);
                }
                feedback.clear();
                over = environment.step(decided, feedback);
                // all agents of a firm are rewarded alike
                won += feedback.reward(0) / JUDGED;
            }
        }
        return won;
    }

    /** The change to a firm's decisions that wins most where answers are chosen, sought one by one. */
    private double[] best(int firm, ImmutableList<Network> networks) {
        double[] change = new double[outputs(firm)];
        double most = won(chosen, networks, firm, change)[firm];
        for (double step : STEPS) {
            boolean better = true;
            while (better) {
                better = false;
                for (int k = 0; k < change.length; k++) {
                    for (double sign : new double[] {1, -1}) {
                        double[] tried = change.clone();
                        tried[k] += sign * step;
                        double wins = won(chosen, networks, firm, tried)[firm];
                        if (wins > most) {
                            most = wins;
                            change = tried;
                            better = true;
                        }
                    }
                }
            }
        }
        return change;
    }

    private int outputs(int firm) {
        return agents(firm)
                .map(agent -> judged.agents().get(agent).outputs().size())
                .sum();
    }

    private IntStream agents(int firm) {
        return IntStream.range(0, judged.agents().size()).filter(agent -> judged.firm(agent) == firm);
    }

    /** All that is spent set to nothing. */
    private double[] off(int firm) {
        return agents(firm)
                .boxed()
                .flatMap(agent -> judged.agents().get(agent).outputs().stream())
                .mapToDouble(output -> output.startsWith("spend") ? OFF : 0)
                .toArray();
    }

    /** What each firm wins in an episode, mean over markets, the decisions of one changed by something. */
    private double[] won(FirmGame game, ImmutableList<Network> networks, int firm, double[] change) {
        double[][] actions = new double[networks.size()][];
        double[][] seen = new double[networks.size()][];
        var scratches = new Network.Scratch[networks.size()];
        for (int agent = 0; agent < networks.size(); agent++) {
            Network network = networks.get(agent);
            actions[agent] = new double[network.outputs().size()];
            seen[agent] = new double[network.inputs().size()];
            scratches[agent] = network.scratch();
        }
        var feedback = new Feedback(networks.size());
        int markets = game == chosen ? CHOSEN : JUDGED;
        double[] won = new double[FirmGame.FIRMS];
        for (int market = 0; market < markets; market++) {
            game.reset(market);
            boolean over = false;
            while (!over) {
                int at = 0;
                for (int agent = 0; agent < networks.size(); agent++) {
                    game.observe(agent, seen[agent]);
                    networks.get(agent).act(seen[agent], actions[agent], scratches[agent]);
                    double[] action = actions[agent];
                    for (int k = 0; k < action.length && game.firm(agent) == firm; k++) {
                        action[k] = Math.max(-1, Math.min(1, action[k] + change[at++]));
                    }
                }
                feedback.clear();
                over = game.step(actions, feedback);
                for (int f = 0; f < won.length; f++) {
                    // all agents of a firm are rewarded alike
                    won[f] += feedback.reward(f * networks.size() / won.length) / markets;
                }
            }
        }
        return won;
    }
}
