package io.dm4j.it.trust;

import io.dm4j.it.server.DatabaseServer;
import io.vertx.mysqlclient.MySQLException;

/** Ends an account's connections at the server, so that each must be opened anew with the files of now. */
final class Connections {
    private static final int NO_SUCH_CONNECTION = 1094;

    private Connections() {}

    static void cut(DatabaseServer server, String user) {
        server.query("SELECT CAST(ID AS CHAR) FROM information_schema.PROCESSLIST WHERE USER = '" + user + "'")
                .forEach(row -> kill(server, row.get(0)));
    }

    private static void kill(DatabaseServer server, String connection) {
        try {
            server.execute("KILL " + connection);
        } catch (MySQLException e) {
            // It may have ended by itself meanwhile.
            if (e.getErrorCode() != NO_SUCH_CONNECTION) {
                throw e;
            }
        }
    }
}
