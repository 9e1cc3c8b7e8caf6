package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.core.BadInputException;
import io.weir.core.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    private static final long PAGE = 4096;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    @Override
    LedgerStore store() {
        return new LedgerStore.File(file());
    }

    @Override
    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Test
    void aFileThatIsNoLedgerIsNotTouched() throws IOException {
        Path other = folder.resolve("history.csv");
        Files.writeString(other, "week,revenue\n".repeat(1000));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> Ledger.open(new LedgerStore.File(other), EUR, clock))
                .withMessageContaining("is not a ledger");
        assertThat(Files.readString(other)).startsWith("week,revenue");
    }

    @Test
    void aDamagedFileIsFoundByAnAudit() throws IOException {
        reserve(SEARCH, 1);
        ledger.close();
        try (var file = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page = 1; page < file.length() / PAGE; page++) {
                file.seek(page * PAGE + PAGE - 40);
                file.write(new byte[30]);
            }
        }
        ledger = open();
        damaged();
        try {
            assertThat(ledger.audit(Optional.empty(), Progress.SILENT).faults()).isNotEmpty();
        } catch (LedgerUnavailableException e) {
            assertThat(e).hasMessageContaining("Maybe ");
        }
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Ledger.open(
                        new LedgerStore.File(folder.resolve("nowhere").resolve("ledger.db")), EUR, clock))
                .withMessageContaining("stands in a folder that does not exist");
    }

    @Test
    void whileAnotherProcessWritesItIsWaitedFor() throws SQLException {
        try (Connection other = connection();
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            var later = ledger.submitLater(reserveCommand(SEARCH, WEEK, 1));
            assertThat(later).isNotDone();
            statement.execute("COMMIT");
            assertThat(later.join().accepted()).isTrue();
        }
    }

    @Test
    void whoWaitsTooLongIsTold() throws SQLException {
        ledger.close();
        ledger = Ledger.open(store(), EUR, clock, Duration.ofMillis(1));
        try (Connection other = connection();
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(() -> reserve(SEARCH, 1))
                    .withMessageContaining("ask again with the same key");
            statement.execute("ROLLBACK");
        }
        assertThat(reserve(SEARCH, 1).accepted()).isTrue();
    }
}
