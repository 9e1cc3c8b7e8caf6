package io.weir.benchmarks.internal.ledger;

import io.weir.benchmarks.internal.JmhRun;
import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

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
        JmhRun run = JmhRun.of(LeaseSpeed.class, THREADS, quick, log);
        JmhRun.Measured spend = run.measured("spend");
        return new Measured(
                spend.perSecond(),
                spend.low(),
                spend.high(),
                spend.bytes(),
                run.measured("nothing").perSecond());
    }
}
