package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
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
