package io.dm4j.it.bench;

import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.MariadbClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code mariadb-dump | mariadb}, over TLS as we do. */
final class DumpAndLoad implements Contender {
    private static final Duration BOUND = Duration.ofMinutes(4);

    private final Arena arena;
    private final String schema;
    private final MariadbClients clients = MariadbClients.unpacked();

    DumpAndLoad(Arena arena, String schema) {
        this.arena = arena;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "dump to client";
    }

    @Override
    public void prepare() {
        arena.emptyTarget(schema);
        arena.target().execute("CREATE DATABASE " + schema);
    }

    @Override
    public void move() {
        String dump = clients.dump() + login(arena.source())
                + " --single-transaction --quick --skip-lock-tables"
                + " --no-tablespaces --hex-blob --max-allowed-packet=64M " + schema;
        String load = clients.client() + login(arena.target()) + " --max-allowed-packet=64M " + schema;
        ChildProcess pipe = ChildProcess.start(
                "dump",
                List.of("bash", "-c", "set -o pipefail; " + dump + " | " + load),
                Map.of("MYSQL_PWD", arena.source().rootPassword()),
                arena.directory().resolve("dump.txt"));
        if (!pipe.endsWithin(BOUND) || pipe.exitCode() != 0) {
            pipe.kill();
            throw new AssertionError("dump and load: " + pipe.tail(20));
        }
    }

    /** Without a client certificate: the client's GnuTLS does not read a key as the JDK writes it. */
    private String login(DatabaseServer server) {
        return " --no-defaults --protocol=tcp --host=127.0.0.1 --port=" + server.port() + " --user="
                + server.rootUser() + " --default-character-set=utf8mb4 --ssl-ca="
                + arena.clientFiles().ca() + " --ssl-verify-server-cert";
    }

    @Override
    public double cpuSeconds() {
        return CpuTime.endedChildren();
    }
}
