package io.weir.benchmarks.internal;

import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Methods of one class, measured by JMH in processes of their own, with what they allocate. */
public final class JmhRun {
    private final Collection<RunResult> results;

    private JmhRun(Collection<RunResult> results) {
        this.results = results;
    }

    /**
     * One method.
     *
     * @param perSecond calls of all threads together, mean of iterations
     * @param low end of its 95 % interval
     * @param high end of it
     * @param bytes allocated per call
     */
    public record Measured(double perSecond, double low, double high, double bytes) {}

    /**
     * Measures all methods of a class.
     *
     * @param log where JMH writes what it does
     * @throws IllegalStateException if it fails
     */
    public static JmhRun of(Class<?> benchmark, int threads, boolean quick, Path log) {
        var options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\..*")
                .threads(threads)
                .forks(quick ? 1 : 3)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .output(log.toString())
                .build();
        try {
            return new JmhRun(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IllegalStateException(benchmark.getSimpleName() + " could not be measured; see " + log + ".", e);
        }
    }

    private RunResult result(String method) {
        return results.stream()
                .filter(one -> one.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("benchmark " + method + " did not run."));
    }

    /** Time that so many of a hundred calls take at most, of a method whose calls are timed one by one, in its unit. */
    public double percentile(String method, double percent) {
        return result(method).getPrimaryResult().getStatistics().getPercentile(percent);
    }

    /** What was measured of a method. */
    public Measured measured(String method) {
        RunResult result = result(method);
        double[] interval = result.getPrimaryResult().getStatistics().getConfidenceIntervalAt(0.95);
        double bytes = result.getSecondaryResults().values().stream()
                .filter(one -> one.getLabel().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(one -> one.getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("allocation was not measured."));
        return new Measured(result.getPrimaryResult().getScore(), interval[0], interval[1], bytes);
    }
}
