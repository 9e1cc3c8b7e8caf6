package io.weir.response.internal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Several chains of the No-U-Turn sampler that learn one metric together: warm-up runs in windows that grow, and after
 * each the draws and gradients of all chains give the metric for the next. The draws that are kept come from chains that
 * no longer look at each other. Deterministic on any number of threads.
 *
 * <p>Use it on smooth log densities of up to some thousand dimensions; it needs a gradient, and a dozen of them per draw
 * where the target is near normal. Not for discrete or multi-modal targets.
 */
public final class NutsSampler {
    /** Shares of the warm-up: to get near the bulk, then windows that learn the metric; the rest settles the step. */
    private static final double[] WINDOWS = {0.12, 0.08, 0.15, 0.25, 0.25};

    private static final int SHORTEST = 10;

    private final int warmup;
    private final int draws;
    private final int mostBlocks;
    private final Predicate<ImmutableList<Chain>> enough;

    /** One chain's draws and how it went. */
    public record Chain(double[][] draws, int divergences, double meanAcceptance, double stepSize, long gradients) {}

    /**
     * @param warmup transitions per chain that adapt and are thrown away
     * @param draws transitions per chain that are kept
     */
    public NutsSampler(int warmup, int draws) {
        this(warmup, draws, 1, chains -> true);
    }

    /**
     * Goes on sampling while it is not enough.
     *
     * @param warmup transitions per chain that adapt and are thrown away
     * @param draws transitions per chain and block that are kept
     * @param mostBlocks when to give up
     * @param enough whether what was kept so far will do
     */
    public NutsSampler(int warmup, int draws, int mostBlocks, Predicate<ImmutableList<Chain>> enough) {
        this.warmup = warmup;
        this.draws = draws;
        this.mostBlocks = mostBlocks;
        this.enough = enough;
    }

    /**
     * @param density makes a chain's own evaluator of the one target
     * @param starts where the chains begin, {@code [chain][dimension]}
     * @param random split once per chain
     * @param progress told the share that is done
     */
    public ImmutableList<Chain> run(
            Supplier<LogDensity> density, double[][] starts, SplittableRandom random, DoubleConsumer progress) {
        return run(density, starts, Metric.unit(starts[0].length), random, progress);
    }

    /**
     * @param density makes a chain's own evaluator of the one target
     * @param starts where the chains begin, {@code [chain][dimension]}
     * @param first metric to begin with
     * @param random split once per chain
     * @param progress told the share that is done
     */
    public ImmutableList<Chain> run(
            Supplier<LogDensity> density,
            double[][] starts,
            Metric first,
            SplittableRandom random,
            DoubleConsumer progress) {
        List<SplittableRandom> randoms =
                IntStream.range(0, starts.length).mapToObj(c -> random.split()).toList();
        var pace = new Pace(progress, (long) starts.length * (warmup + draws));
        List<NutsChain> chains = IntStream.range(0, starts.length)
                .parallel()
                .mapToObj(c -> new NutsChain(density.get(), randoms.get(c), starts[c], first))
                .toList();
        int left = warmup;
        for (int k = 0; k < WINDOWS.length; k++) {
            int length = Math.min(left, Math.max(SHORTEST, (int) Math.round(WINDOWS[k] * warmup)));
            left -= length;
            warm(chains, length, k > 0, pace);
        }
        int settling = left;
        List<Keeper> keepers = chains.parallelStream()
                .map(chain -> {
                    var keeper = new Keeper(chain, draws);
                    keeper.settle(settling, pace);
                    keeper.keep(pace);
                    return keeper;
                })
                .toList();
        for (int block = 1; block < mostBlocks && !enough.test(chains(keepers)); block++) {
            keepers.parallelStream().forEach(keeper -> keeper.keep(pace));
        }
        return chains(keepers);
    }

    private static ImmutableList<Chain> chains(List<Keeper> keepers) {
        return keepers.stream().map(Keeper::chain).collect(ImmutableList.toImmutableList());
    }

    /** One window; the chains share what they learnt in it. */
    private static void warm(List<NutsChain> chains, int length, boolean learns, Pace pace) {
        List<List<double[][]>> seen = chains.parallelStream()
                .map(chain -> {
                    var visited = new ArrayList<double[][]>();
                    for (int i = 0; i < length; i++) {
                        chain.warm();
                        visited.add(new double[][] {chain.position(), chain.gradient()});
                        pace.step();
                    }
                    return (List<double[][]>) visited;
                })
                .toList();
        if (!learns || length < 2) {
            return;
        }
        double[][] positions =
                seen.stream().flatMap(List::stream).map(v -> v[0]).toArray(double[][]::new);
        double[][] gradients =
                seen.stream().flatMap(List::stream).map(v -> v[1]).toArray(double[][]::new);
        Metric metric = Metric.fitted(positions, gradients);
        chains.parallelStream().forEach(chain -> chain.use(metric));
    }

    /** A chain with what has been kept of it. */
    private static final class Keeper {
        private final NutsChain chain;
        private final int block;
        private final List<double[]> kept = new ArrayList<>();
        private int divergences;
        private double acceptance;

        Keeper(NutsChain chain, int block) {
            this.chain = chain;
            this.block = block;
        }

        void settle(int transitions, Pace pace) {
            for (int i = 0; i < transitions; i++) {
                chain.warm();
                pace.step();
            }
            chain.settle();
        }

        void keep(Pace pace) {
            for (int i = 0; i < block; i++) {
                acceptance += chain.transition();
                divergences += chain.diverged() ? 1 : 0;
                kept.add(chain.position());
                pace.step();
            }
        }

        Chain chain() {
            return new Chain(
                    kept.toArray(double[][]::new),
                    divergences,
                    acceptance / Math.max(1, kept.size()),
                    chain.stepSize(),
                    chain.gradients());
        }
    }

    /** Counts transitions of all chains. */
    private static final class Pace {
        private final DoubleConsumer progress;
        private final long all;
        private long done;

        Pace(DoubleConsumer progress, long all) {
            this.progress = progress;
            this.all = all;
        }

        synchronized void step() {
            done++;
            progress.accept(Math.min(1, done / (double) all));
        }
    }
}
