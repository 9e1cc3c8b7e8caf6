package io.weir.hierarchy;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.core.BadInputException;
import io.weir.core.ChannelKind;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The learned allocation agent: a policy, learned in many simulated markets, says from what bidders report and what the model knows what the
 * last unit of money brings in each channel, all effects included, how that falls with spend, and how far off it is usually; targets go to
 * where it would bring the same everywhere, by no more than a factor each period.
 *
 * <p>A policy that says what the model says is the model-based optimiser, reached step by step: what is learned is how the model is to be
 * corrected by what it cannot see.
 *
 * <p>They do not go all of the way from the targets that another proposes, history's split for one. Who goes wherever estimates point gains by what is true in
 * them and loses by what is error; where they promise no more than their errors would by themselves, there is nothing to be gained. So
 * targets go that part of the way (in logarithms) that the promise is of promise and error together: shrinkage by empirical Bayes. Source:
 * Efron and Morris (1973), <em>Stein's Estimation Rule and Its Competitors: An Empirical Bayes Approach</em>, after James and Stein (1961).
 */
public final class LearnedTargets implements TargetSetter {
    /** Marginal returns fall with spend at least, and at most, by this power of it. */
    private static final double LEAST_FALL = 0.4;

    private static final double MOST_FALL = 2.5;
    /** A channel counts as spending this share of where its way starts at least, so that one that spent nothing may come back. */
    private static final double SEEN = 0.02;
    /** And this share of the period's budget. */
    static final double LEAST = 1e-4;

    /** Ways are worth no more than one of this length (a logarithm): what they gain is no longer their square. */
    private static final double FAR = 1.5;

    private static final String SHIPPED = "allocation";

    private final Network network;
    private final Network.Scratch scratch;
    private final ReturnModel model;
    private final TargetSetter base;
    private final double[] input = new double[ReturnEvidence.INPUTS.size()];
    private final double[] output = new double[ReturnEvidence.OUTPUTS.size()];

    /**
     * @param network of {@link ReturnEvidence}
     * @param model that follows the run
     * @param base sets the targets of the first period, before anything is reported, and proposes those from which the way is measured later
     * @throws IllegalArgumentException if the network was made for other inputs or outputs
     */
    public LearnedTargets(Network network, ReturnModel model, TargetSetter base) {
        require(
                network.inputs().equals(ReturnEvidence.INPUTS)
                        && network.outputs().equals(ReturnEvidence.OUTPUTS),
                "inputs (%s) and outputs (%s) of the network must be those of returns: %s; %s.",
                network.inputs(),
                network.outputs(),
                ReturnEvidence.INPUTS,
                ReturnEvidence.OUTPUTS);
        this.network = network;
        this.scratch = network.scratch();
        this.model = model;
        this.base = base;
    }

    /** The policy that comes with Weir; how it was made stands in docs/policy-file.md. */
    public static Network shipped() {
        try {
            byte[] bytes = Resources.toByteArray(Resources.getResource("io/weir/policies/" + SHIPPED + ".net"));
            return NetworkFile.parse(Path.of(SHIPPED + ".net"), bytes, ReturnEvidence.INPUTS, ReturnEvidence.OUTPUTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A policy of a file.
     *
     * @throws BadInputException if there is no such file, or it is damaged, or made for other inputs or outputs
     */
    public static Network read(Path file) {
        return NetworkFile.read(file, ReturnEvidence.INPUTS, ReturnEvidence.OUTPUTS);
    }

    @Override
    public String name() {
        return "learned";
    }

    @Override
    public double[] propose(Standing standing) {
        double[] start = base.propose(standing);
        double budget = standing.evenShare();
        if (standing.past().isEmpty() || budget <= 0) {
            return start;
        }
        PeriodSeen last = standing.past().get(standing.past().size() - 1);
        ImmutableList<ChannelKind> kinds = standing.layout().channels().stream()
                .map(seat -> seat.channel().kind())
                .collect(ImmutableList.toImmutableList());
        int channels = kinds.size();
        double[] usual = new double[channels];
        double[] spend = new double[channels];
        for (int c = 0; c < channels; c++) {
            usual[c] = Math.max(LEAST * budget, start[c]);
            spend[c] = Math.max(
                    Math.max(LEAST * budget, SEEN * usual[c]), last.spend().get(c));
        }
        var evidence = new ReturnEvidence(kinds, last, model.marginalReturns(spend));
        double[] returns = new double[channels];
        double[] falls = new double[channels];
        double[] errors = new double[channels];
        for (int c = 0; c < channels; c++) {
            evidence.observe(c, input);
            network.act(input, output, scratch);
            // at the start of the way
            falls[c] = Math.max(LEAST_FALL, Math.min(MOST_FALL, -output[1]));
            returns[c] = output[0] + falls[c] * Math.log(spend[c] / usual[c]);
            errors[c] = output[2];
        }
        return Steps.towards(spend, wanted(usual, returns, falls, errors, budget), budget);
    }

    /** Where targets are to go in the end: the part that is worth it of the way to where the last unit brings the same everywhere. */
    private static double[] wanted(double[] usual, double[] returns, double[] falls, double[] errors, double budget) {
        int channels = usual.length;
        double level = Steps.balance(
                middle -> IntStream.range(0, channels)
                        .mapToDouble(c -> usual[c] * Math.exp((returns[c] - middle) / falls[c]))
                        .sum(),
                budget);
        double[] way = new double[channels];
        double[] weights = new double[channels];
        for (int c = 0; c < channels; c++) {
            way[c] = (returns[c] - level) / falls[c];
            weights[c] = usual[c] / falls[c];
        }
        double part = part(way, weights, falls, errors);
        return IntStream.range(0, channels)
                .mapToDouble(c -> usual[c] * Math.exp(part * way[c]))
                .toArray();
    }

    /** Part of the way that is worth going, in [0, 1]. */
    private static double part(double[] way, double[] weights, double[] falls, double[] errors) {
        double all = Steps.total(weights);
        double promised = 0;
        double error = 0;
        for (int c = 0; c < way.length; c++) {
            // twice the gain of going all of the way, to second order, and what errors alone would make of it;
            // what channels have in common moves nothing
            double apart = falls[c] * Math.min(FAR, Math.abs(way[c]));
            promised += weights[c] * apart * apart;
            error += weights[c] * (1 - weights[c] / all) * errors[c] * errors[c];
        }
        return promised > 0 ? promised / (promised + error) : 0;
    }
}
