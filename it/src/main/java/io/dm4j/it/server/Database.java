package io.dm4j.it.server;

import io.dm4j.config.Address;
import java.util.List;

/** A running database server, and its administrator's way in. May be used from any thread. */
public interface Database {

    /** Name and version, for people. */
    String name();

    Address address();

    /** A new session of the administrator; by TLS if the server speaks it. */
    SqlSession session();

    /** Runs statements as administrator in a session of their own. */
    default int execute(String... statements) {
        try (SqlSession session = session()) {
            return session.execute(statements);
        }
    }

    /** Asks as administrator in a session of its own; see {@link SqlSession#query}. */
    default List<List<String>> query(String sql) {
        try (SqlSession session = session()) {
            return session.query(sql);
        }
    }

    /** The first column of the first row. */
    default String value(String sql) {
        try (SqlSession session = session()) {
            return session.value(sql);
        }
    }

    /** Creates an account that may do everything, from any host, and keeps that out of the binary log. */
    default void createAccount(String user, String password, Access access) {
        String account = "'" + user + "'@'%'";
        execute(
                "SET sql_log_bin = 0",
                "CREATE USER " + account + " IDENTIFIED BY '" + password + "'" + access.clause(),
                "GRANT ALL PRIVILEGES ON *.* TO " + account + " WITH GRANT OPTION");
    }
}
