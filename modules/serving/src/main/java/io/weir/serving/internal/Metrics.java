package io.weir.serving.internal;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.weir.core.MoneyUnit;
import io.weir.serving.AgentLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** What is counted of an agent. Counting allocates nothing. Safe for use by several threads. */
final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter noBids =
            counter("weir_agent_no_bids", "Impressions that were not bid on, by reason.", "reason");
    private final Counter notices =
            counter("weir_agent_notices", "Notices of wins and losses, by what came of them.", "result");

    final CounterDataPoint bids = counter("weir_agent_bids", "Bids sent out.").labelValues();
    final CounterDataPoint expired = counter("weir_agent_expired", "Bids whose notice did not come in time.")
            .labelValues();
    final CounterDataPoint malformed = counter("weir_agent_malformed", "Calls that could not be understood.")
            .labelValues();
    final CounterDataPoint faults =
            counter("weir_agent_faults", "Our own faults; 0 or please report.").labelValues();
    final CounterDataPoint overrun = counter("weir_agent_overrun", "Currency charged beyond what was reserved.")
            .labelValues();

    final CounterDataPoint unknownLine = noBids.labelValues("line");
    final CounterDataPoint otherCurrency = noBids.labelValues("currency");
    final CounterDataPoint belowFloor = noBids.labelValues("floor");
    final CounterDataPoint noWish = noBids.labelValues("agent");
    final CounterDataPoint noTarget = noBids.labelValues("target");
    final CounterDataPoint noLease = noBids.labelValues("lease");

    final CounterDataPoint booked = notices.labelValues("booked");
    final CounterDataPoint late = notices.labelValues("late");
    final CounterDataPoint duplicate = notices.labelValues("duplicate");
    final CounterDataPoint lost = notices.labelValues("lost");
    final CounterDataPoint unknown = notices.labelValues("unknown");
    final CounterDataPoint refused = notices.labelValues("refused");

    private final Histogram seconds = Histogram.builder()
            .name("weir_agent_bid_seconds")
            .help("Time from a read request to its answer.")
            .classicOnly()
            .classicUpperBounds(5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 1)
            .withoutExemplars()
            .register(registry);

    Metrics(List<AgentLine> lines, LineCounts[] counts) {
        perLine("weir_agent_requests", "Impressions that were asked for.", lines, counts, each -> each.requests);
        perLine("weir_agent_wins", "Wins that were booked.", lines, counts, each -> each.wins);
        CounterWithCallback.builder()
                .name("weir_agent_spend")
                .help("Currency that wins cost.")
                .labelNames("line")
                .callback(to -> {
                    for (int k = 0; k < counts.length; k++) {
                        to.call(
                                MoneyUnit.fromMicros(counts[k].micros.sum()),
                                lines.get(k).line().name());
                    }
                })
                .register(registry);
    }

    private void perLine(
            String name,
            String help,
            List<AgentLine> lines,
            LineCounts[] counts,
            Function<LineCounts, LongAdder> what) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("line")
                .callback(to -> {
                    for (int k = 0; k < counts.length; k++) {
                        to.call(what.apply(counts[k]).sum(), lines.get(k).line().name());
                    }
                })
                .register(registry);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    /** A number that is asked for when it is shown. */
    void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(to -> to.call(value.getAsDouble()))
                .register(registry);
    }

    /** A request took so long. */
    void took(long nanos) {
        seconds.observe(nanos / 1e9);
    }

    /** In Prometheus's text format. */
    byte[] text() {
        var out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
