package io.weir.training;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.Progress;
import io.weir.hierarchy.PeriodSeen;
import io.weir.hierarchy.ReturnEvidence;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Teaches the allocation agent what evidence is worth: in many simulated markets, after a history, money is split in several ways; what is
 * reported and what the model says is set beside what the last unit of money truly brought, which a simulator can tell by playing the same
 * draws again with more and with less. A linear policy is fitted to that by ridge regression, each kind of channel near all others.
 *
 * <p>The truth of a split is a gradient of the return, so following the policy is a deterministic policy gradient whose critic is the simulator
 * itself (Silver, Lever, Heess, Degris, Wierstra and Riedmiller 2014): exact, where a learned critic would have to be found out by chance.
 */
public final class TargetTraining {
    private static final int BEFORE = 104;
    private static final int PERIODS = ReturnModel.HORIZON;
    /** The period that is looked at: bidders have settled. */
    private static final int SEEN = 3;
    /** How far splits are from the usual one: standard deviations of logarithms. */
    private static final double[] SPREADS = {0, 0.5, 1};

    private static final double TRIED = 0.2;
    private static final double LEAST_RETURN = 0.05;
    private static final double MOST_FALL = 3;
    private static final double RIDGE = 1;
    /**
     * How strongly a policy is held where worlds are those that a model made: more of them do not tell more of what the model does not know,
     * so it is a share of what they tell, and not of the first of them alone. Chosen in drawn worlds, where the truth is known.
     */
    public static final double PULL = 1;

    /** Auctions held per line and day. */
    private static final int AUCTIONS = 576;

    private static final int FOLDS = 10;

    private final LongFunction<World> worlds;
    private final Modelling modelling;
    private final long seed;
    private final int markets;
    private final Optional<Network> start;
    private final double pull;

    /** Calibrates a model to a market's history. */
    @FunctionalInterface
    public interface Modelling {
        /** A model of a trial's market. */
        ReturnModel of(World world, long seed, Trial trial);
    }

    /**
     * @param worlds world of a market by its number
     * @param modelling what the agent will have beside it
     * @param seed of all that is drawn; markets are numbered from it
     * @param markets {@code >= 10}
     */
    public TargetTraining(LongFunction<World> worlds, Modelling modelling, long seed, int markets) {
        this(worlds, modelling, seed, markets, Optional.empty(), 0);
    }

    private TargetTraining(
            LongFunction<World> worlds,
            Modelling modelling,
            long seed,
            int markets,
            Optional<Network> start,
            double pull) {
        this.worlds = worlds;
        this.modelling = modelling;
        this.seed = seed;
        this.markets = (int) requireInRange("markets", markets, FOLDS, Integer.MAX_VALUE);
        this.start = start;
        this.pull = pull;
    }

    /**
     * A world as it is best played here, by days: bidders that react within the day make what a channel brings at the margin uncertain, by as
     * much as the policy's own error, and targets are of weeks.
     */
    public static World byDays(World world) {
        return world.byDays(AUCTIONS);
    }

    /**
     * The same, but from a policy on: what is learned is how the markets differ from those that it was learned from.
     *
     * @param policy of {@link ReturnEvidence}, linear, as this makes them
     * @param pull by which weights are held near the policy's, beside what a channel in a split of a market tells, {@code >= 0}: where worlds
     *     are known to be true, near 0; where a model made them, {@link #PULL}
     * @throws IllegalArgumentException if it is not
     */
    public TargetTraining from(Network policy, double pull) {
        require(
                policy.inputs().equals(ReturnEvidence.INPUTS)
                        && policy.outputs().equals(ReturnEvidence.OUTPUTS)
                        && policy.layers().size() == 1
                        && policy.layers().get(0).activation() == Activation.IDENTITY
                        && weights(policy).isPresent(),
                "the policy (%s) must be linear, without biases, of returns, as weir train allocation makes them.",
                policy.origin().configuration());
        requireInRange("pull", pull, 0, Double.MAX_VALUE);
        return new TargetTraining(worlds, modelling, seed, markets, Optional.of(policy), pull);
    }

    /**
     * What was learned.
     *
     * @param network the policy
     * @param errors how far estimates of marginal returns are off in markets that were not learned from
     * @param rows channels in splits of markets that were learned from
     */
    public record Learned(Network network, ImmutableList<Errors> errors, int rows) {}

    /**
     * Root mean squares of the difference between logarithms of marginal returns and the truth, of channels of a kind in markets that were
     * not learned from.
     *
     * @param kind of channel
     * @param rows how many
     * @param policy its estimate
     * @param policyBySpend the same, channels counted by their share of what is spent: what an error costs is in proportion to it
     * @param model the model's mean
     * @param shadowPrice what bidders report
     */
    public record Errors(
            ChannelKind kind, int rows, double policy, double policyBySpend, double model, double shadowPrice) {}

    /**
     * A channel in a split of a market.
     *
     * @param market its number
     * @param input of the policy
     * @param marginal truth: logarithm over the reference
     * @param elasticity truth
     */
    private record Row(long market, ChannelKind kind, double[] input, double marginal, double elasticity) {}

    /** Plays all markets and learns. */
    public Learned learn(String versions, Progress progress) {
        var done = new AtomicInteger();
        List<Row> rows = LongStream.range(seed, seed + markets)
                .boxed()
                .parallel()
                .map(number -> {
                    List<Row> played = play(number);
                    progress.at("markets", done.incrementAndGet() / (double) markets);
                    return played;
                })
                .toList()
                .stream()
                .flatMap(List::stream)
                .toList();
        double[] returns = fitted(rows, true);
        double[] falls = fitted(rows, false);
        ImmutableList<Errors> errors = errors(rows);
        double[] off = told(errors);
        int inputs = ReturnEvidence.INPUTS.size();
        float[][] weights = new float[inputs][];
        for (int k = 0; k < inputs; k++) {
            weights[k] = new float[] {(float) returns[k], (float) falls[k], (float) off[k]};
        }
        var network = new Network(
                ReturnEvidence.INPUTS,
                ReturnEvidence.OUTPUTS,
                Normalisation.none(inputs),
                ImmutableList.of(
                        new NetworkLayer(weights, new float[ReturnEvidence.OUTPUTS.size()], Activation.IDENTITY)),
                new NetworkOrigin(
                        seed,
                        "allocation markets " + markets
                                + start.map(policy ->
                                                " after " + policy.origin().configuration())
                                        .orElse(""),
                        versions,
                        (long) rows.size()));
        return new Learned(network, errors, rows.size());
    }

    private List<Row> play(long number) {
        World world = worlds.apply(number);
        int before = Math.min(BEFORE, world.periods() * 2 / 3);
        int lasts = before + PERIODS + Trial.AFTER;
        var trial = new Trial(SimulatedMarket.sampled(world, lasts), before, number, PERIODS, Progress.SILENT);
        var truth = new Trial(SimulatedMarket.expected(world, lasts), before, number, PERIODS, Progress.SILENT);
        ReturnModel model = modelling.of(world, number, trial);
        var random = new SplittableRandom(number);
        var kinds = world.channels().stream().map(c -> c.kind()).toList();
        var rows = new ArrayList<Row>();
        for (double spread : SPREADS) {
            double[] split = split(trial, spread, random);
            PeriodSeen seen =
                    trial.tried(repeated(split)).run().periods().get(SEEN).seen();
            var evidence = new ReturnEvidence(
                    kinds, seen, model.marginalReturns(seen.spend().toArray()));
            double brings = world.kpiValue() * truth.tried(repeated(split)).kpi();
            for (int c = 0; c < split.length; c++) {
                double step = TRIED * split[c] * PERIODS;
                double least = LEAST_RETURN * evidence.reference();
                double above = Math.max(least, (brought(world, truth, split, c, 1 + TRIED) - brings) / step);
                double below = Math.max(least, (brings - brought(world, truth, split, c, 1 - TRIED)) / step);
                double[] input = new double[ReturnEvidence.INPUTS.size()];
                evidence.observe(c, input);
                rows.add(new Row(
                        number,
                        kinds.get(c),
                        input,
                        Math.log((above + below) / 2 / evidence.reference()),
                        Math.max(
                                -MOST_FALL,
                                Math.min(0, Math.log(above / below) / Math.log((1 + TRIED) / (1 - TRIED))))));
            }
        }
        return rows;
    }

    private static double brought(World world, Trial truth, double[] split, int channel, double factor) {
        double[] changed = split.clone();
        changed[channel] *= factor;
        return world.kpiValue() * truth.tried(repeated(changed)).kpi();
    }

    private static double[] split(Trial trial, double spread, SplittableRandom random) {
        double[] usual = trial.usual().toArray();
        double[] split = Arrays.stream(usual)
                .map(one -> one * Math.exp(spread * random.nextGaussian()))
                .toArray();
        double factor = Arrays.stream(usual).sum() / Arrays.stream(split).sum();
        return Arrays.stream(split).map(one -> one * factor).toArray();
    }

    private static double[][] repeated(double[] split) {
        double[][] plan = new double[PERIODS][];
        Arrays.fill(plan, split);
        return plan;
    }

    /** Weights near those that it starts with, or near none. */
    private double[] fitted(List<Row> rows, boolean returns) {
        int inputs = ReturnEvidence.INPUTS.size();
        RealMatrix squares = new Array2DRowRealMatrix(inputs, inputs);
        RealVector sums = new ArrayRealVector(inputs);
        double ridge = RIDGE + pull * rows.size();
        Optional<double[][]> before = start.flatMap(TargetTraining::weights);
        for (int k = 0; k < inputs; k++) {
            squares.setEntry(k, k, ridge);
            sums.setEntry(k, before.isPresent() ? ridge * before.get()[k][returns ? 0 : 1] : 0);
        }
        for (Row row : rows) {
            RealVector input = new ArrayRealVector(row.input(), false);
            squares = squares.add(input.outerProduct(input));
            sums = sums.add(input.mapMultiply(returns ? row.marginal() : row.elasticity()));
        }
        return new CholeskyDecomposition(squares).getSolver().solve(sums).toArray();
    }

    /**
     * Weights of the policy's error: that of each kind, and for kinds that no market had that of the kind that is worst. A policy that goes
     * on from another is never surer than that one: in markets that a model made, the model is right.
     */
    private double[] told(List<Errors> errors) {
        double worst = errors.stream().mapToDouble(Errors::policyBySpend).max().orElseThrow();
        int error = ReturnEvidence.OUTPUTS.indexOf("error");
        double[] off = new double[ReturnEvidence.INPUTS.size()];
        for (ChannelKind kind : ChannelKind.values()) {
            int of = ReturnEvidence.isOf(kind);
            double own = errors.stream()
                    .filter(one -> one.kind() == kind)
                    .mapToDouble(Errors::policyBySpend)
                    .findFirst()
                    .orElse(worst);
            double before = start.flatMap(TargetTraining::weights)
                    .map(weights -> weights[of][error])
                    .orElse(0.0);
            off[of] = Math.max(own, before);
        }
        return off;
    }

    /** What a linear policy makes of each input, {@code [input][output]}; empty if it says something without any. */
    private static Optional<double[][]> weights(Network policy) {
        int inputs = policy.inputs().size();
        var scratch = policy.scratch();
        double[] nothing = new double[policy.outputs().size()];
        policy.act(new double[inputs], nothing, scratch);
        double[][] weights = new double[inputs][nothing.length];
        for (int k = 0; k < inputs; k++) {
            double[] one = new double[inputs];
            one[k] = 1;
            policy.act(one, weights[k], scratch);
        }
        return Arrays.stream(nothing).allMatch(said -> said == 0) ? Optional.of(weights) : Optional.empty();
    }

    /** Each tenth of the markets is judged by what was learned from the others. */
    private ImmutableList<Errors> errors(List<Row> rows) {
        double[] estimates = new double[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            double[] weights = fitted(
                    rows.stream()
                            .filter(row -> (row.market() - seed) % FOLDS != left)
                            .toList(),
                    true);
            for (int k = 0; k < estimates.length; k++) {
                if ((rows.get(k).market() - seed) % FOLDS == left) {
                    estimates[k] = new ArrayRealVector(weights, false)
                            .dotProduct(new ArrayRealVector(rows.get(k).input(), false));
                }
            }
        }
        ImmutableList.Builder<Errors> errors = ImmutableList.builder();
        for (ChannelKind kind : ChannelKind.values()) {
            int[] of = IntStream.range(0, estimates.length)
                    .filter(k -> rows.get(k).kind() == kind)
                    .toArray();
            if (of.length > 0) {
                errors.add(new Errors(
                        kind,
                        of.length,
                        off(rows, of, estimates),
                        offBySpend(rows, of, estimates),
                        off(rows, of, aspect(rows, "model")),
                        off(rows, of, aspect(rows, "shadow-price"))));
            }
        }
        return errors.build();
    }

    private static double[] aspect(List<Row> rows, String name) {
        int input = ReturnEvidence.INPUTS.indexOf(name);
        return rows.stream().mapToDouble(row -> row.input()[input]).toArray();
    }

    private static double off(List<Row> rows, int[] of, double[] estimates) {
        return Math.sqrt(Arrays.stream(of)
                .mapToDouble(k -> estimates[k] - rows.get(k).marginal())
                .map(off -> off * off)
                .average()
                .orElse(0));
    }

    private static double offBySpend(List<Row> rows, int[] of, double[] estimates) {
        int share = ReturnEvidence.INPUTS.indexOf("share");
        double squares = 0;
        double shares = 0;
        for (int k : of) {
            double weight = Math.exp(rows.get(k).input()[share]);
            double off = estimates[k] - rows.get(k).marginal();
            squares += weight * off * off;
            shares += weight;
        }
        return Math.sqrt(squares / shares);
    }
}
