package io.weir.benchmarks.internal.simulator;

import io.weir.benchmarks.internal.JmhRun;
import io.weir.simulator.AuctionNetLite;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

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
     * Bids of one thread, measured in processes of their own.
     *
     * @param log where the measuring tool writes what it does
     */
    public static JmhRun.Measured measure(boolean quick, Path log) {
        return JmhRun.of(AuctionSpeed.class, 1, quick, log).measured("bids");
    }

    /** Bids of one auction. */
    public static int bidders() {
        return BIDDERS;
    }
}
