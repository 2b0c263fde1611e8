package io.dm4j.it.cluster;

import io.dm4j.it.process.Ports;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files an operator would write: two components, dmctl, a source, a task. All keys are DM's. */
public final class Installation {
    public static final String SOURCE = "source-1";
    public static final String META_SCHEMA = "dm_meta";
    public static final String USER = "dm";
    public static final String PASSWORD = "test-only-secret";

    private final Path directory;
    private final Trust trust;
    private final Job job;
    private final int masterPort = Ports.free();
    private final int workerPort = Ports.free();

    public Installation(Path directory, Trust trust, Job job) {
        this.directory = directory;
        this.trust = trust;
        this.job = job;
    }

    public Job job() {
        return job;
    }

    public int masterPort() {
        return masterPort;
    }

    public int workerPort() {
        return workerPort;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes all files; dmctl gets one as itself, one as a stranger, one without TLS. */
    public void write(Servers servers) {
        write("dm-master.toml", master());
        write("dm-worker.toml", worker());
        write("dmctl.toml", dmctl(Party.DMCTL));
        write("stranger.toml", dmctl(Party.STRANGER));
        write("plain.toml", "master-addr = \"127.0.0.1:" + masterPort + "\"\n");
        write("source.yaml", source(servers.upstream()));
        write("task.yaml", task(servers.downstream()));
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
                enable-gtid: %s
                from:
                %s"""
                .formatted(SOURCE, job.gtid(), database(upstream));
    }

    private String task(DatabaseServer downstream) {
        return """
                name: %s
                task-mode: all
                meta-schema: %s
                target-database:
                %smysql-instances:
                  - source-id: %s
                    block-allow-list: only
                    route-rules: [rename]
                block-allow-list:
                  only:
                    do-dbs: [%s]
                routes:
                  rename:
                    schema-pattern: %s
                    target-schema: %s
                %s"""
                .formatted(
                        job.task(),
                        META_SCHEMA,
                        database(downstream),
                        SOURCE,
                        job.schema(),
                        job.schema(),
                        job.targetSchema(),
                        job.more());
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
                .formatted(server.port(), USER, PASSWORD, files.ca(), files.cert(), files.key())
                .indent(2);
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
