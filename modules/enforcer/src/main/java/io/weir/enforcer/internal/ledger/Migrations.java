package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The schema, brought from any earlier version to this one. */
final class Migrations {
    /** The last of the files in {@code io/weir/enforcer/ledger}. */
    private static final String NEWEST = "1";

    private Migrations() {}

    /**
     * @param schema that the tables stand in; empty for the database's own
     * @param updatedInPlace what is said of a table whose rows are small and change, so that changing one is cheap
     * @throws BadInputException if the schema is of a newer version, or of something else
     */
    static void run(DataSource source, String name, String schema, String updatedInPlace) throws SQLException {
        if (isCurrent(source, schema)) {
            return;
        }
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .placeholders(ImmutableMap.of("updated-in-place", updatedInPlace))
                .locations("classpath:io/weir/enforcer/ledger")
                .ignoreMigrationPatterns(new String[0]);
        if (!schema.isEmpty()) {
            configuration.schemas(schema);
        }
        try {
            configuration.load().migrate();
        } catch (FlywayValidateException e) {
            throw BadInputException.of(
                    name,
                    "was written by another version of weir: " + first(e) + ".",
                    "Maybe use the newest weir; nothing was changed.");
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException fault) {
                    throw fault;
                }
            }
            throw BadInputException.of(name, "holds tables of something else.", "Maybe name another file or schema.");
        }
    }

    /** Asked first, as Flyway takes a second to find that there is nothing to do. */
    private static boolean isCurrent(DataSource source, String schema) throws SQLException {
        try (Connection connection = source.getConnection();
                var tables = connection
                        .getMetaData()
                        .getTables(null, schema.isEmpty() ? null : schema, "flyway_schema_history", null)) {
            if (!tables.next()) {
                return false;
            }
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT MAX(version), COUNT(*), MIN(version) FROM"
                            + " flyway_schema_history WHERE version IS NOT NULL")) {
                return row.next()
                        && NEWEST.equals(row.getString(1))
                        && NEWEST.equals(row.getString(3))
                        && row.getInt(2) == 1;
            }
        }
    }

    private static String first(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }
}
