package io.weir.planning;

/**
 * The {@code ledger:} part of weir.yaml: a PostgreSQL server that keeps the workspace's ledger.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user of the database
 * @param passwordVariable name of the environment variable that holds the user's password
 * @param schema that the tables stand in
 */
public record LedgerServer(String url, String user, String passwordVariable, String schema) {}
