package io.weir.benchmarks.internal.hierarchy;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.hierarchy.TeamCase.Variant;
import io.weir.core.Progress;
import io.weir.simulator.World;
import io.weir.training.TeamTraining;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Teams learned anew in one world, several times each, and judged in the same fresh markets. */
public final class Ablation {
    /** In which each is judged. */
    public static final int MARKETS = 10;

    private final String world;
    private final double[] plan;
    private final ImmutableMap<String, Learned> learned;

    /**
     * A way to learn.
     *
     * @param ratios what it brings, of the clairvoyant's plan, {@code [training, then market]}
     * @param minutes of a training, mean
     */
    private record Learned(double[] ratios, double minutes) {}

    private Ablation(String world, double[] plan, Map<String, Learned> learned) {
        this.world = world;
        this.plan = plan;
        this.learned = ImmutableMap.copyOf(learned);
    }

    /**
     * Learns and judges.
     *
     * @param name of the world
     * @param rounds of each training
     * @param trainings of each way, on seeds of their own
     */
    public static Ablation of(
            String name, World world, List<Variant> variants, int rounds, int trainings, Progress progress) {
        var judging = new TeamCase(world, MARKETS);
        var done = new AtomicInteger();
        Map<String, Learned> learned = new ConcurrentHashMap<>();
        variants.parallelStream().forEach(variant -> {
            double[] minutes = new double[trainings];
            double[] ratios = IntStream.range(0, trainings)
                    .mapToObj(k -> {
                        TeamTraining.Trained trained = judging.training(variant, rounds, k + 1)
                                .train(Optional.empty(), Progress.SILENT, point -> {});
                        minutes[k] = trained.minutes();
                        double[] judged = judging.judged(variant, trained);
                        progress.at(
                                "teams learn in " + name,
                                done.incrementAndGet() / (double) (variants.size() * trainings));
                        return judged;
                    })
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            learned.put(
                    variant.name(),
                    new Learned(ratios, Arrays.stream(minutes).average().orElse(0)));
        });
        return new Ablation(name, judging.plan(), learned);
    }

    /** Its name. */
    public String world() {
        return world;
    }

    /** What history's split brings, of the clairvoyant's plan, per market. */
    public double[] plan() {
        return plan;
    }

    /** What a team brings, of the clairvoyant's plan, per training and market. */
    public double[] of(Variant variant) {
        return learned(variant).ratios();
    }

    /** Of a training, mean. */
    public double minutes(Variant variant) {
        return learned(variant).minutes();
    }

    private Learned learned(Variant variant) {
        return requireNonNull(learned.get(variant.name()));
    }

    /** What one brings beyond another, of the clairvoyant's plan, per training and market. */
    public double[] ahead(Variant one, Variant other) {
        double[] ours = of(one);
        double[] theirs = of(other);
        return IntStream.range(0, ours.length)
                .mapToDouble(k -> ours[k] - theirs[k])
                .toArray();
    }
}
