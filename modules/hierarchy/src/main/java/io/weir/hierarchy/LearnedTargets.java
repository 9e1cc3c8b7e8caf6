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

/**
 * The learned allocation agent: a policy, learned in many simulated markets, says from what bidders report and what the model knows what the
 * last unit of money brings in each channel, all effects included, and how that falls with spend; targets go to where it would bring the
 * same everywhere, by no more than a factor each period.
 *
 * <p>A policy that says what the model says is the model-based optimiser, reached step by step: what is learned is how the model is to be
 * corrected by what it cannot see.
 */
public final class LearnedTargets implements TargetSetter {
    /** No target changes by more than this factor from period to period. */
    private static final double MOST_STEP = 1.6;
    /** Part of the way that is gone at once: evidence is of one period. */
    private static final double PART = 0.7;
    /** Marginal returns fall with spend at least, and at most, by this power of it. */
    private static final double LEAST_FALL = 0.4;

    private static final double MOST_FALL = 2.5;
    /** A channel counts as spending this share of its first target at least, so that one that spent nothing may come back. */
    private static final double SEEN = 0.02;
    /** And this share of the budget. */
    private static final double LEAST = 1e-4;

    private static final int HALVINGS = 80;
    private static final String SHIPPED = "allocation";

    private final Network network;
    private final Network.Scratch scratch;
    private final ReturnModel model;
    private final TargetSetter first;
    private final double[] input = new double[ReturnEvidence.INPUTS.size()];
    private final double[] output = new double[ReturnEvidence.OUTPUTS.size()];

    /**
     * @param network of {@link ReturnEvidence}
     * @param model that follows the run
     * @param first sets the targets of the first period, before anything is reported
     * @throws IllegalArgumentException if the network was made for other inputs or outputs
     */
    public LearnedTargets(Network network, ReturnModel model, TargetSetter first) {
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
        this.first = first;
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
        if (standing.past().isEmpty()) {
            return first.propose(standing);
        }
        PeriodSeen last = standing.past().get(standing.past().size() - 1);
        ImmutableList<ChannelKind> kinds = standing.layout().channels().stream()
                .map(seat -> seat.channel().kind())
                .collect(ImmutableList.toImmutableList());
        int channels = kinds.size();
        double[] spend = new double[channels];
        PeriodSeen begun = standing.past().get(0);
        for (int c = 0; c < channels; c++) {
            double least = Math.max(
                    SEEN * begun.targets().get(c),
                    LEAST * begun.targets().stream().sum());
            spend[c] = Math.max(least, last.spend().get(c));
        }
        var evidence = new ReturnEvidence(kinds, last, model.marginalReturns(spend));
        double[] returns = new double[channels];
        double[] falls = new double[channels];
        for (int c = 0; c < channels; c++) {
            evidence.observe(c, input);
            network.act(input, output, scratch);
            returns[c] = output[0];
            falls[c] = Math.max(LEAST_FALL, Math.min(MOST_FALL, -output[1]));
        }
        return levelled(spend, returns, falls, standing.evenShare());
    }

    /** Spend at which the last unit brings the same everywhere, or nearer to that. */
    private static double[] levelled(double[] spend, double[] returns, double[] falls, double budget) {
        double low = -100;
        double high = 100;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (total(moved(spend, returns, falls, middle)) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] moved = moved(spend, returns, falls, high);
        double total = total(moved);
        for (int c = 0; c < moved.length; c++) {
            // steps are bounded: what they leave, or what they are too much by, is shared
            moved[c] *= total > 0 ? budget / total : 0;
        }
        return moved;
    }

    private static double[] moved(double[] spend, double[] returns, double[] falls, double level) {
        double[] moved = new double[spend.length];
        double most = Math.log(MOST_STEP);
        for (int c = 0; c < moved.length; c++) {
            double step = PART * (returns[c] - level) / falls[c];
            moved[c] = spend[c] * Math.exp(Math.max(-most, Math.min(most, step)));
        }
        return moved;
    }

    private static double total(double[] amounts) {
        double total = 0;
        for (double amount : amounts) {
            total += amount;
        }
        return total;
    }
}
