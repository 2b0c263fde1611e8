package io.dm4j.it.server;

import java.nio.file.Path;

/** Starts servers. The first start on a machine unpacks and initializes, which takes some ten seconds. */
public final class TestServers {
    private TestServers() {}

    /** @param directory for data, socket and log; made by the server, deleted when it is closed */
    public static DatabaseServer mysql(Path directory, ServerOptions options) {
        return DatabaseServer.start(new MysqlDistribution(), directory, options);
    }

    /** @param directory for data, socket and log; made by the server, deleted when it is closed */
    public static DatabaseServer mariadb(Path directory, ServerOptions options) {
        return DatabaseServer.start(new MariadbDistribution(), directory, options);
    }

    /** Whether MySQL can run on this machine; if not, standard error says why. */
    public static boolean mysqlAvailable() {
        try {
            ServerCache.open().template(new MysqlDistribution());
            return true;
        } catch (IllegalStateException e) {
            System.err.println("*** " + e.getMessage());
            return false;
        }
    }
}
