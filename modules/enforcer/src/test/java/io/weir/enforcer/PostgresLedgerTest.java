package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.core.BadInputException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "the embedded server is for Linux on x86-64; SqliteLedgerTest holds the same contract")
class PostgresLedgerTest extends LedgerContract {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static EmbeddedPostgres server;

    private String schema = "";

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    @Override
    void openAccounts() {
        schema = "weir_" + SCHEMAS.incrementAndGet();
        super.openAccounts();
    }

    @Override
    LedgerStore store() {
        return new LedgerStore.Server(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "", schema);
    }

    @Override
    Connection connection() throws SQLException {
        Connection connection = server.getPostgresDatabase().getConnection();
        connection.setSchema(schema);
        return connection;
    }

    /** As embedded servers are started unless told otherwise. */
    @Test
    void aServerThatForgetsIsNotTrusted() throws IOException {
        try (EmbeddedPostgres forgetful = EmbeddedPostgres.start()) {
            var store = new LedgerStore.Server(
                    "jdbc:postgresql://localhost:" + forgetful.getPort() + "/postgres", "postgres", "", "weir");
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> Ledger.open(store, EUR, clock))
                    .withMessageContaining("fsync is off: the server could lose what it acknowledged.");
        }
    }

    @Test
    void connectionsThatAreCutAreMadeAgain() throws SQLException {
        reserve(SEARCH, 1);
        tune("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'weir ledger'");
        assertThat(reserve(SEARCH, 1).accepted()).isTrue();
        assertThat(balance(SEARCH, WEEK).reserved()).isEqualTo(2);
    }

    private void tune(String sql) throws SQLException {
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
