package io.dm4j.it.server;

import java.nio.file.Path;
import java.util.List;

/** The command line clients that come with MariaDB 11.4.5; they speak to MySQL as well. */
public final class MariadbClients {
    private static final String DUMP = "bin/mariadb-dump";
    private static final String CLIENT = "bin/mariadb";

    private final Path home;

    private MariadbClients(Path home) {
        this.home = home;
    }

    /** Unpacked beside the servers when first asked for. */
    public static MariadbClients unpacked() {
        return new MariadbClients(ServerCache.open().clients("mariadb-11.4.5-clients", MariadbClients::unpack));
    }

    private static void unpack(Path home) {
        for (String program : List.of(DUMP, CLIENT)) {
            Archives.unpackFolder(MariadbDistribution.FOLDER, program, program::equals, home);
        }
    }

    /** {@code mariadb-dump}: a schema as SQL. */
    public Path dump() {
        return home.resolve(DUMP);
    }

    /** {@code mariadb}: runs SQL. */
    public Path client() {
        return home.resolve(CLIENT);
    }
}
