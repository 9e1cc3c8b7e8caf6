package io.weir.planning.internal.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code weir ledger WS export}: one row per line of the ledger, in order. Amounts are currency, exact. */
public final class LedgerCsv {
    private LedgerCsv() {}

    /** Header and rows; lines end with a line feed. */
    public static void write(Ledger ledger, Writer out) {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new Unclosed(out))) {
            csv.writeRecord(
                    "sequence",
                    "at",
                    "kind",
                    "key",
                    "account",
                    "period",
                    "amount",
                    "reservation",
                    "other",
                    "last",
                    "expires",
                    "overrun",
                    "who",
                    "why",
                    "hash");
            ledger.entries(entry -> row(csv, entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(CsvWriter csv, LedgerEntry entry) {
        csv.writeRecord(
                Long.toString(entry.sequence()),
                entry.at().toString(),
                LedgerTable.word(entry.kind()),
                entry.key(),
                entry.account().path(),
                entry.span().toString(),
                entry.kind() == LedgerEntry.Kind.LIMIT && entry.amount() < 0 ? "none" : currency(entry.amount()),
                entry.reservation(),
                entry.other(),
                entry.last() ? "true" : "",
                entry.expires() == 0
                        ? ""
                        : Instant.EPOCH.plus(entry.expires(), ChronoUnit.MICROS).toString(),
                currency(entry.overrun()),
                entry.who(),
                entry.why(),
                entry.hash());
    }

    private static String currency(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }

    /** The caller's writer is the caller's to close. */
    private static final class Unclosed extends java.io.FilterWriter {
        Unclosed(Writer out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
