package io.dm4j.it.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.TestServers;
import io.dm4j.part.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is copied into what, and how it is followed. The servers let nobody in without TLS; they start when first asked for, are
 * the same for all tests of the JVM, which take schemas and tasks of their own, and end with it. For one thread.
 */
public enum Pair {
    MYSQL_TO_MARIADB(true, Role.MYSQL_SOURCE, Role.MARIADB_TARGET),
    MYSQL_TO_MYSQL_BY_POSITION(false, Role.MYSQL_SOURCE, Role.MYSQL_TARGET),
    MARIADB_TO_MARIADB(true, Role.MARIADB_SOURCE, Role.MARIADB_TARGET);

    private final boolean gtid;
    private final Role source;
    private final Role target;

    Pair(boolean gtid, Role source, Role target) {
        this.gtid = gtid;
        this.source = source;
        this.target = target;
    }

    /** The one for tests to which the servers do not matter. */
    public static Pair any() {
        return TestServers.mysqlAvailable() ? MYSQL_TO_MARIADB : MARIADB_TO_MARIADB;
    }

    public boolean canRun() {
        return this == MARIADB_TO_MARIADB || TestServers.mysqlAvailable();
    }

    /** Skips a test, aloud, whose servers cannot run here, or which the small size does with one pair of servers only. */
    public void assumeAsked() {
        assumeTrue(canRun(), "MySQL cannot run here");
        assumeTrue(this == any() || Size.asked() == Size.LONG, "the long size does it with " + this + " too");
    }

    /** Everybody's certificates; no test replaces them. */
    public static Trust trust() {
        return Shared.TRUST;
    }

    public Servers servers() {
        return new Servers(Shared.server(source), Shared.server(target));
    }

    /** Takes a schema to one beside its name, under a task of its name. */
    public Job job(String schema) {
        Job job = Job.renaming(schema + "_task", schema, schema + "_copy");
        return gtid ? job : job.byPosition();
    }

    private enum Role {
        MYSQL_SOURCE(Party.UPSTREAM, TestServers::mysql),
        MARIADB_SOURCE(Party.UPSTREAM, TestServers::mariadb),
        MYSQL_TARGET(Party.DOWNSTREAM, TestServers::mysql),
        MARIADB_TARGET(Party.DOWNSTREAM, TestServers::mariadb);

        private final Party party;
        private final Servers.Starter starter;

        Role(Party party, Servers.Starter starter) {
            this.party = party;
            this.starter = starter;
        }
    }

    private static final class Shared {
        private static final Path DIRECTORY = temporaryDirectory();
        private static final Trust TRUST = Trust.create(DIRECTORY.resolve("tls"));
        private static final Map<Role, DatabaseServer> RUNNING = new EnumMap<>(Role.class);

        static DatabaseServer server(Role role) {
            return RUNNING.computeIfAbsent(role, Shared::start);
        }

        private static DatabaseServer start(Role role) {
            DatabaseServer server = Servers.start(DIRECTORY.resolve(role.name()), TRUST, role.party, role.starter);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-" + role));
            return server;
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("dm4j-pair");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
