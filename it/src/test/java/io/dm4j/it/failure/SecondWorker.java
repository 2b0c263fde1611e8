package io.dm4j.it.failure;

import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A worker beside the first of an installation, with the same file but for name, port and log. */
final class SecondWorker implements AutoCloseable {
    static final String LOG = "dm-worker-2.log";

    private static final String FILE = "dm-worker-2";

    private final Cluster cluster;
    private final int port;
    private ChildProcess process;

    private SecondWorker(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
        this.process = cluster.startAnotherWorker(FILE, port);
    }

    /** Runs when this returns. */
    static SecondWorker of(Installation installation, Cluster cluster) {
        int port = Ports.free();
        try {
            String text = Files.readString(installation.file("dm-worker.toml"))
                    .replace(Migration.FIRST_WORKER, "worker-2")
                    .replace("127.0.0.1:" + installation.workerPort(), "127.0.0.1:" + port)
                    .replace("dm-worker.log", LOG);
            Files.writeString(installation.file(FILE + ".toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SecondWorker(cluster, port);
    }

    String name() {
        return "worker-2";
    }

    ChildProcess process() {
        return process;
    }

    /** Again, after it was killed. */
    void restart() {
        process = cluster.startAnotherWorker(FILE, port);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.terminate();
        }
    }
}
