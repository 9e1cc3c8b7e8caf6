package io.weir.enforcer;

import static io.weir.core.Checks.require;

import java.nio.file.Path;

/** Where a ledger is kept. */
public sealed interface LedgerStore {
    /**
     * A file that the processes of one machine share, kept by SQLite.
     *
     * @param path of the file, in a folder that exists; made if missing
     */
    record File(Path path) implements LedgerStore {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A PostgreSQL server that a team shares.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     * @param user of the database
     * @param password of the user; never shown
     * @param schema that the tables stand in, one per workspace; made if missing
     */
    record Server(String url, String user, String password, String schema) implements LedgerStore {
        private static final String PREFIX = "jdbc:postgresql:";

        /** @throws IllegalArgumentException unless it is PostgreSQL and the schema a plain name */
        public Server {
            require(url.startsWith(PREFIX), "url (%s) must start with %s", url, PREFIX);
            require(!url.contains("password="), "url must not hold the password.");
            require(
                    schema.matches("[a-z_][a-z0-9_]{0,62}"),
                    "schema (%s) must be a lower-case name of letters, digits and underscores.",
                    schema);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return url + " (" + schema + ")";
        }
    }
}
