package io.weir.planning.internal.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code whatif.csv}: one row per plan, the base's first, with what each channel spends over the horizon at its end. Spend is
 * exact; every other number has six significant digits; what cannot be told is empty. Lines end with a line feed.
 */
public final class WhatIfCsv {
    private static final List<String> COLUMNS = List.of(
            "scenario",
            "goal",
            "start",
            "periods",
            "same_draws",
            "budget",
            "spend",
            "expected",
            "low",
            "high",
            "difference",
            "difference_low",
            "difference_high",
            "probability_better",
            "unchanged",
            "unchanged_low",
            "unchanged_high",
            "unchanged_difference",
            "unchanged_difference_low",
            "unchanged_difference_high",
            "replanning",
            "replanning_low",
            "replanning_high");

    private final WhatIfReport report;
    private final List<String> channels;

    private WhatIfCsv(WhatIfReport report) {
        this.report = report;
        this.channels = WhatIfRows.of(report).channels();
    }

    /** The whole file. */
    public static String text(WhatIfReport report) {
        return new WhatIfCsv(report).text();
    }

    private String text() {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            var header = new ArrayList<>(COLUMNS);
            channels.forEach(channel -> header.add("spend_" + channel));
            csv.writeRecord(header);
            csv.writeRecord(row(WhatIfRows.BASE, report.base(), true, Optional.empty(), Optional.empty()));
            for (ScenarioReport s : report.scenarios()) {
                csv.writeRecord(row(s.name(), s.plan(), !s.ownCalibration(), s.difference(), s.unchanged()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A table in memory could not be written.", e);
        }
        return text.toString();
    }

    private List<String> row(
            String name,
            PlanReport plan,
            boolean sameDraws,
            Optional<Difference> difference,
            Optional<Unchanged> unchanged) {
        var fields = new ArrayList<String>();
        fields.add(name);
        fields.add(plan.goal().word());
        fields.add(plan.grid().start().toString());
        fields.add(Integer.toString(plan.grid().periods()));
        fields.add(Boolean.toString(sameDraws));
        fields.add(plan.unit().plain(plan.unit().toMicros(plan.headline().budget())));
        fields.add(plan.unit().plain(micros(plan, Optional.empty())));
        add(fields, Optional.of(plan.headline().value()));
        add(fields, difference.map(Difference::change));
        fields.add(difference.map(d -> number(d.probabilityBetter())).orElse(""));
        add(fields, unchanged.map(Unchanged::value));
        add(fields, unchanged.flatMap(Unchanged::difference).map(Difference::change));
        add(fields, unchanged.map(u -> u.replanning().change()));
        for (String channel : channels) {
            boolean planned = plan.channels().stream().anyMatch(c -> c.name().equals(channel));
            fields.add(planned ? plan.unit().plain(micros(plan, Optional.of(channel))) : "");
        }
        return fields;
    }

    /** Spend over the horizon, of one channel or of all. */
    private static long micros(PlanReport plan, Optional<String> channel) {
        return plan.cells().stream()
                .filter(cell -> channel.map(
                                plan.grid().columns().get(cell.column()).channel()::equals)
                        .orElse(true))
                .mapToLong(Cell::micros)
                .sum();
    }

    private static void add(List<String> fields, Optional<Estimate> estimate) {
        fields.add(estimate.map(e -> number(e.mean())).orElse(""));
        fields.add(estimate.map(e -> number(e.low())).orElse(""));
        fields.add(estimate.map(e -> number(e.high())).orElse(""));
    }

    private static String number(double value) {
        return Rounding.sixDigits(value).map(BigDecimal::toPlainString).orElse("");
    }
}
