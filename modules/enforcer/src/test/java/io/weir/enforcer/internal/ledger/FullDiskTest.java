package io.weir.enforcer.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.LedgerUnavailableException;
import io.weir.enforcer.Span;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite tells a full disk and a file that may not grow alike. */
class FullDiskTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final MoneyUnit UNIT = MoneyUnit.of("EUR");

    @TempDir
    Path folder;

    @Test
    void nothingThatWasAnsweredIsLostAndAllGoesOnWhenThereIsRoom() {
        List<String> answered = new ArrayList<>();
        var database = new SmallFile(folder.resolve("ledger.db"), 40);
        database.prepare("EUR", Duration.ofSeconds(1));
        try (var writer = new Writer(database, UNIT, CLOCK, Duration.ofSeconds(1))) {
            writer.submit(ImmutableList.of(limit())).join();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> {
                        for (int k = 0; k < 1000; k++) {
                            writer.submit(ImmutableList.of(reserve(k))).join();
                            answered.add(reserve(k).note().key());
                        }
                    })
                    .withCauseInstanceOf(LedgerUnavailableException.class)
                    .withMessageContaining("there is no room")
                    .withMessageContaining("nothing was lost");
        }
        assertThat(answered).isNotEmpty();
        try (Ledger ledger = Ledger.open(new LedgerStore.File(folder.resolve("ledger.db")), UNIT, CLOCK)) {
            List<String> kept = new ArrayList<>();
            ledger.entries(entry -> {
                if (entry.kind() == LedgerEntry.Kind.RESERVE) {
                    kept.add(entry.key());
                }
            });
            assertThat(kept).isEqualTo(answered);
            assertThat(ledger.submit(reserve(answered.size())).accepted()).isTrue();
            assertThat(ledger.audit(Optional.empty(), Progress.SILENT).faults()).isEmpty();
        }
    }

    private static LedgerCommand limit() {
        return new LedgerCommand.SetLimit(
                Account.TOTAL, Span.HORIZON, OptionalLong.of(1_000_000), new Note("limit", "test", ""));
    }

    private static LedgerCommand reserve(int number) {
        return new LedgerCommand.Reserve(
                Account.TOTAL,
                Span.HORIZON,
                1,
                Duration.ofHours(1),
                false,
                new Note("key-" + number, "test", "x".repeat(900)));
    }

    private static final class SmallFile extends SqliteDatabase {
        private final int pages;

        SmallFile(Path path, int pages) {
            super(path);
            this.pages = pages;
        }

        @Override
        Connection writing() throws SQLException {
            Connection connection = super.writing();
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
            return connection;
        }
    }
}
