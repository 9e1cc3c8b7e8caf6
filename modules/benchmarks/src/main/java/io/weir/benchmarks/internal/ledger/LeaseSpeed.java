package io.weir.benchmarks.internal.ledger;

import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Two threads authorise from one lease as fast as they can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LeaseSpeed {
    private static final int THREADS = 2;
    private static final long PLENTY = 1_000_000_000_000_000L;

    private Lease lease = new Lease("lease", Account.TOTAL, PLENTY);

    /** A lease that lasts for an iteration. */
    @Setup(Level.Iteration)
    public void renew() {
        lease = new Lease("lease", Account.TOTAL, PLENTY);
    }

    /** One authorisation. */
    @Benchmark
    public boolean spend() {
        return lease.spend(1_000);
    }

    /** The same without a lease: what measuring itself takes. */
    @Benchmark
    public boolean nothing() {
        return true;
    }

    /**
     * What was measured.
     *
     * @param perSecond authorisations of both threads together, mean of iterations
     * @param low end of its 95 % interval
     * @param high end of it
     * @param bytes allocated per authorisation
     * @param emptyPerSecond calls of a method that does nothing
     */
    public record Measured(double perSecond, double low, double high, double bytes, double emptyPerSecond) {}

    /**
     * Measures in a process of its own.
     *
     * @param log where the measuring tool writes what it does
     */
    public static Measured measure(boolean quick, Path log) {
        var options = new OptionsBuilder()
                .include(LeaseSpeed.class.getName().replace(".", "\\.") + "\\..*")
                .threads(THREADS)
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
            RunResult spend = find(results, "spend");
            double[] interval = spend.getPrimaryResult().getStatistics().getConfidenceIntervalAt(0.95);
            return new Measured(
                    spend.getPrimaryResult().getScore(),
                    interval[0],
                    interval[1],
                    allocated(spend),
                    find(results, "nothing").getPrimaryResult().getScore());
        } catch (RunnerException e) {
            throw new IllegalStateException("leases could not be measured; see " + log + ".", e);
        }
    }

    private static double allocated(RunResult result) {
        return result.getSecondaryResults().values().stream()
                .filter(one -> one.getLabel().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(one -> one.getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("allocation was not measured."));
    }

    private static RunResult find(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("benchmark " + name + " did not run."));
    }
}
