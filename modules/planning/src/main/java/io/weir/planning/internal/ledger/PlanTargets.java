package io.weir.planning.internal.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads spend targets from a {@code plan.csv}: {@code period_start}, {@code channel}, {@code geo} if any, {@code spend}. */
public final class PlanTargets {
    private static final int MOST_TOLD = 10;

    private final String name;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final Map<Span, Map<Account, Long>> targets = new TreeMap<>();

    private PlanTargets(String name) {
        this.name = name;
    }

    /**
     * Micros by period and channel, summed over regions; at least one.
     *
     * @throws BadInputException with the faults of the file
     */
    public static ImmutableSortedMap<Span, ImmutableSortedMap<Account, Long>> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw BadInputException.of(
                    file.toString(), "does not exist.", "Maybe plan first: weir plan WS; or name another plan.csv.");
        }
        var reader = new PlanTargets(String.valueOf(file.getFileName()));
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            boolean first = true;
            for (NamedCsvRecord row : records) {
                if (first) {
                    reader.requireColumns(row);
                    first = false;
                }
                reader.take(row);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw BadInputException.of(
                    reader.name, "cannot be read (" + e.getMessage() + ").", "Maybe it is not a plan.csv.");
        }
        return reader.done();
    }

    private ImmutableSortedMap<Span, ImmutableSortedMap<Account, Long>> done() {
        if (targets.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(name, "has no rows.", "Maybe it is not a plan.csv."));
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(faults.stream().limit(MOST_TOLD).collect(ImmutableList.toImmutableList()));
        }
        var out = ImmutableSortedMap.<Span, ImmutableSortedMap<Account, Long>>naturalOrder();
        targets.forEach((span, channels) -> out.put(span, ImmutableSortedMap.copyOf(channels)));
        return out.build();
    }

    private void requireColumns(NamedCsvRecord row) {
        var missing = new TreeSet<>(List.of("period_start", "channel", "spend"));
        missing.removeAll(row.getHeader());
        if (!missing.isEmpty()) {
            throw BadInputException.of(
                    name + ":1", "has no column " + String.join(", ", missing) + ".", "Maybe it is not a plan.csv.");
        }
    }

    private void take(NamedCsvRecord row) {
        String where = name + ":" + row.getStartingLineNumber();
        String date = row.findField("period_start").orElse("");
        String channel = row.findField("channel").orElse("");
        String spend = row.findField("spend").orElse("");
        Optional<Span> span = span(where, date);
        Optional<Account> account = account(where, channel);
        Optional<Long> micros = micros(where, spend);
        if (!seen.add(List.of(date, channel, row.findField("geo").orElse("")))) {
            faults.add(new Fault(where, date + " " + channel + " is given twice.", "Maybe delete one of the two."));
        }
        span.ifPresent(s -> account.ifPresent(a -> micros.ifPresent(
                m -> targets.computeIfAbsent(s, any -> new TreeMap<>()).merge(a, m, Math::addExact))));
    }

    private Optional<Span> span(String where, String date) {
        try {
            return Optional.of(Span.period(LocalDate.parse(date)));
        } catch (DateTimeException e) {
            faults.add(new Fault(where, "period_start (" + date + ") must be a date written as 2024-01-31.", ""));
            return Optional.empty();
        }
    }

    private Optional<Account> account(String where, String channel) {
        if (channel.equals(Account.TOTAL.path()) || channel.contains("/")) {
            faults.add(new Fault(
                    where,
                    "channel (" + channel
                            + ") cannot have an account: total is the root, and / stands before campaigns.",
                    "Maybe give the channel another name in weir.yaml."));
            return Optional.empty();
        }
        try {
            return Optional.of(new Account(channel));
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(where, "channel (" + channel + ") must be a name.", ""));
            return Optional.empty();
        }
    }

    private Optional<Long> micros(String where, String spend) {
        try {
            long micros = new BigDecimal(spend.strip()).movePointRight(6).longValueExact();
            if (micros >= 0 && micros <= LedgerCommand.MOST / 1000) {
                return Optional.of(micros);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        faults.add(new Fault(
                where, "spend (" + spend + ") must be a number from 0 to 100 million, in whole millionths.", ""));
        return Optional.empty();
    }
}
