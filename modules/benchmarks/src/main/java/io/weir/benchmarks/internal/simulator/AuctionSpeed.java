package io.weir.benchmarks.internal.simulator;

import io.weir.simulator.AuctionNetLite;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One thread holds auctions of 48 bidders for three slots. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AuctionSpeed {
    private static final int AUCTIONS = 10_000;
    private static final int BIDDERS = 48;

    private final AuctionNetLite.Auctions auctions = AuctionNetData.plain().auctions(1);
    private final double[] alphas = alphas();

    private static double[] alphas() {
        double[] alphas = new double[BIDDERS];
        Arrays.fill(alphas, 95);
        return alphas;
    }

    /** Bids, counted one by one: values drawn, ranked, priced, shown, counted. */
    @Benchmark
    @OperationsPerInvocation(AUCTIONS * BIDDERS)
    public double bids() {
        return auctions.hold(alphas, AUCTIONS);
    }

    /**
     * What was measured.
     *
     * @param perSecond bids of one thread, mean of iterations
     * @param low end of its 95 % interval
     * @param high end of it
     * @param bytes allocated per auction
     */
    public record Measured(double perSecond, double low, double high, double bytes) {}

    /**
     * Measures in a process of its own.
     *
     * @param log where the measuring tool writes what it does
     */
    public static Measured measure(boolean quick, Path log) {
        var options = new OptionsBuilder()
                .include(AuctionSpeed.class.getName().replace(".", "\\.") + "\\..*")
                .threads(1)
                .forks(quick ? 1 : 3)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .output(log.toString())
                .build();
        try {
            Collection<RunResult> results = new Runner(options).run();
            RunResult result = results.iterator().next();
            double[] interval = result.getPrimaryResult().getStatistics().getConfidenceIntervalAt(0.95);
            double bytes = result.getSecondaryResults().values().stream()
                    .filter(one -> one.getLabel().endsWith("gc.alloc.rate.norm"))
                    .mapToDouble(one -> one.getScore())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("allocation was not measured."));
            return new Measured(result.getPrimaryResult().getScore(), interval[0], interval[1], bytes * BIDDERS);
        } catch (RunnerException e) {
            throw new IllegalStateException("auctions could not be measured; see " + log + ".", e);
        }
    }
}
