package io.dm4j.it.demo;

import io.dm4j.it.pki.PemFiles;
import io.dm4j.it.process.Ports;
import io.dm4j.it.server.DatabaseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files an operator would write: two components, dmctl, a source, a task. All keys are DM's. */
final class Installation {
    static final String SOURCE = "shop-upstream";
    static final String TASK = "demo";
    static final String SCHEMA = "shop";
    static final String TARGET_SCHEMA = "shop_copy";
    static final String META_SCHEMA = "dm_meta";
    static final String USER = "dm";
    static final String PASSWORD = "demo-only-secret";

    private final Path directory;
    private final Trust trust;
    private final int masterPort = Ports.free();
    private final int workerPort = Ports.free();

    Installation(Path directory, Trust trust) {
        this.directory = directory;
        this.trust = trust;
    }

    int masterPort() {
        return masterPort;
    }

    int workerPort() {
        return workerPort;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    void write(DatabaseServer upstream, DatabaseServer downstream) {
        write("dm-master.toml", master());
        write("dm-worker.toml", worker());
        write("dmctl.toml", dmctl(Party.DMCTL));
        write("stranger.toml", dmctl(Party.STRANGER));
        write("plain.toml", "master-addr = \"127.0.0.1:" + masterPort + "\"\n");
        write("source.yaml", source(upstream));
        write("task.yaml", task(downstream));
    }

    private String master() {
        return """
                name = "master-1"
                master-addr = "127.0.0.1:%d"
                advertise-addr = "127.0.0.1:%d"
                data-dir = "%s"
                log-file = "%s"
                %scert-allowed-cn = ["dm-master", "dm-worker", "dmctl"]
                """
                .formatted(masterPort, masterPort, file("master-data"), file("dm-master.log"), tls(Party.MASTER));
    }

    private String worker() {
        return """
                name = "worker-1"
                worker-addr = "127.0.0.1:%d"
                advertise-addr = "127.0.0.1:%d"
                join = "127.0.0.1:%d"
                log-file = "%s"
                %scert-allowed-cn = ["dm-master"]
                """
                .formatted(workerPort, workerPort, masterPort, file("dm-worker.log"), tls(Party.WORKER));
    }

    private String dmctl(Party party) {
        return "master-addr = \"127.0.0.1:" + masterPort + "\"\n" + tls(party) + "cert-allowed-cn = [\"dm-master\"]\n";
    }

    private String tls(Party party) {
        PemFiles files = trust.files(party);
        return """
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                """
                .formatted(files.ca(), files.cert(), files.key());
    }

    private String source(DatabaseServer upstream) {
        return """
                source-id: %s
                enable-gtid: true
                from:
                %s
                """
                .formatted(SOURCE, database(upstream));
    }

    private String task(DatabaseServer downstream) {
        return """
                name: %s
                task-mode: all
                meta-schema: %s
                target-database:
                %s
                mysql-instances:
                  - source-id: %s
                    block-allow-list: shop-only
                    route-rules: [rename]
                block-allow-list:
                  shop-only:
                    do-dbs: [%s]
                routes:
                  rename:
                    schema-pattern: %s
                    target-schema: %s
                """
                .formatted(
                        TASK, META_SCHEMA, database(downstream).stripTrailing(), SOURCE, SCHEMA, SCHEMA, TARGET_SCHEMA);
    }

    private String database(DatabaseServer server) {
        PemFiles files = trust.files(Party.REPLICATOR);
        return """
                  host: 127.0.0.1
                  port: %d
                  user: %s
                  password: %s
                  security:
                    ssl-ca: %s
                    ssl-cert: %s
                    ssl-key: %s
                """
                .formatted(server.port(), USER, PASSWORD, files.ca(), files.cert(), files.key());
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
