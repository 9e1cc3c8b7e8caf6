package io.weir.response.internal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws of the posterior that follow a history which grows: those that foretold the new periods well are kept, some of them more than
 * once, and all are then moved a little by the sampler, so that they are draws of the new posterior again.
 *
 * <p>Source: Chopin (2002), <em>A sequential particle filter method for static models</em>; moves by the no-U-turn sampler instead
 * of a random walk.
 */
public final class Particles {
    private static final int BLOCKS = 4;
    private static final int PER_BLOCK = 32;
    /** Transitions of the sampler for each draw after an update. */
    private static final int TRANSITIONS = 3;

    private final ModelData data;
    private final double[][] positions;

    private Particles(ModelData data, double[][] positions) {
        this.data = data;
        this.positions = positions;
    }

    /** Draws of chains, taken evenly from all of them. */
    public static Particles of(ModelData data, ImmutableList<NutsSampler.Chain> chains) {
        int perChain = chains.get(0).draws().length;
        long all = (long) chains.size() * perChain;
        double[][] positions = new double[BLOCKS * PER_BLOCK][];
        for (int k = 0; k < positions.length; k++) {
            int at = (int) (k * all / positions.length);
            positions[k] = chains.get(at / perChain).draws()[at % perChain].clone();
        }
        return new Particles(data, positions);
    }

    /**
     * What came of an update.
     *
     * @param particles draws of the new posterior
     * @param chains the same, as the reader of posteriors takes them
     * @param effective of how many draws the weights were worth before the moves, 1 to {@link #count}
     */
    public record Updated(Particles particles, ImmutableList<NutsSampler.Chain> chains, double effective) {}

    /** How many draws are kept. */
    public static int count() {
        return BLOCKS * PER_BLOCK;
    }

    /**
     * Follows a longer history.
     *
     * @param longer of the same channels and model as before
     */
    public Updated update(ModelData longer, SplittableRandom random) {
        var before = new LogPosterior(data);
        var after = new LogPosterior(longer);
        int[] added = before.lackedOf(after);
        double[][] carried = new double[positions.length][];
        double[][] gradients = new double[positions.length][after.dimension()];
        double[] weights = new double[positions.length];
        var scratch = new double[before.dimension()];
        for (int k = 0; k < positions.length; k++) {
            carried[k] = before.carriedTo(after, positions[k]);
            double prior = 0;
            for (int coordinate : added) {
                carried[k][coordinate] = random.nextGaussian();
                prior -= 0.5 * carried[k][coordinate] * carried[k][coordinate];
            }
            double now = after.at(carried[k], gradients[k]);
            weights[k] = now - before.at(positions[k], scratch) - prior;
        }
        double most = Arrays.stream(weights).max().orElse(0);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < weights.length; k++) {
            double weight = Math.exp(weights[k] - most);
            weights[k] = Double.isNaN(weight) ? 0 : weight;
            sum += weights[k];
            squares += weights[k] * weights[k];
        }
        int[] parents = resampled(weights, sum, random);
        Metric metric = Metric.fitted(carried, gradients);
        return moved(longer, parents, carried, metric, sum * sum / squares, random);
    }

    /** Systematic resampling: each draw as often as its weight says, rounded up or down by one number of chance. */
    private static int[] resampled(double[] weights, double sum, SplittableRandom random) {
        int[] parents = new int[weights.length];
        double at = random.nextDouble();
        double passed = 0;
        int next = 0;
        for (int k = 0; k < weights.length; k++) {
            passed += weights[k] / sum * weights.length;
            while (next < parents.length && at + next < passed) {
                parents[next++] = k;
            }
        }
        while (next < parents.length) {
            parents[next++] = weights.length - 1;
        }
        return parents;
    }

    private static Updated moved(
            ModelData longer,
            int[] parents,
            double[][] carried,
            Metric metric,
            double effective,
            SplittableRandom random) {
        List<SplittableRandom> randoms =
                IntStream.range(0, parents.length).mapToObj(k -> random.split()).toList();
        ImmutableList<NutsSampler.Chain> chains = IntStream.range(0, BLOCKS)
                .parallel()
                .mapToObj(block -> block(longer, block, parents, carried, metric, randoms))
                .collect(ImmutableList.toImmutableList());
        double[][] positions =
                chains.stream().flatMap(chain -> Arrays.stream(chain.draws())).toArray(double[][]::new);
        return new Updated(new Particles(longer, positions), chains, effective);
    }

    private static NutsSampler.Chain block(
            ModelData longer,
            int block,
            int[] parents,
            double[][] carried,
            Metric metric,
            List<SplittableRandom> randoms) {
        var density = new LogPosterior(longer);
        var draws = new ArrayList<double[]>();
        int divergences = 0;
        double acceptance = 0;
        double step = 0;
        long gradients = 0;
        for (int k = block; k < parents.length; k += BLOCKS) {
            var chain = new NutsChain(density, randoms.get(k), carried[parents[k]], metric);
            for (int t = 0; t < TRANSITIONS; t++) {
                acceptance += chain.transition() / TRANSITIONS / PER_BLOCK;
                divergences += chain.diverged() ? 1 : 0;
            }
            draws.add(chain.position());
            step += chain.stepSize() / PER_BLOCK;
            gradients += chain.gradients();
        }
        return new NutsSampler.Chain(draws.toArray(double[][]::new), divergences, acceptance, step, gradients);
    }
}
