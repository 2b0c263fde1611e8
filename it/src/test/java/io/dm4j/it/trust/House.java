package io.dm4j.it.trust;

import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.LogConfig;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerConfig;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A master and a worker in one Vert.x on free ports, mutual TLS on both, and an operator's client. */
final class House implements AutoCloseable {
    private static final Address FREE = new Address("127.0.0.1", 0);
    private static final long BOUND_SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final MasterVerticle master;
    private final WorkerVerticle worker;
    private final NodeChannel channel;

    private House(SecurityConfig security) {
        master = new MasterVerticle(master(security));
        await(vertx.deployVerticle(master));
        worker = new WorkerVerticle(worker(security, master.address()));
        await(vertx.deployVerticle(worker));
        channel = NodeChannel.open(vertx, security, Duration.ofSeconds(BOUND_SECONDS));
    }

    /** All parts show the same files and let in the listed names, of which theirs must be one. */
    static House open(PemFiles files, String... allowed) {
        return new House(security(files, allowed));
    }

    /** Without TLS. */
    static House plain() {
        return new House(SecurityConfig.NONE);
    }

    static SecurityConfig security(PemFiles files, String... allowed) {
        return SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing(allowed);
    }

    int masterPort() {
        return master.address().port();
    }

    int workerPort() {
        return worker.address().port();
    }

    MasterClient operator() {
        return new MasterClient(channel, List.of(master.address()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(channel.close());
        await(vertx.close());
    }

    private static MasterConfig master(SecurityConfig security) {
        return new MasterConfig(
                "master-1",
                FREE,
                FREE,
                List.of("https://127.0.0.1:8291"),
                List.of("https://127.0.0.1:8291"),
                List.of(),
                List.of(),
                "",
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                security);
    }

    private static WorkerConfig worker(SecurityConfig security, Address master) {
        return new WorkerConfig(
                "worker-1", FREE, FREE, List.of(master), LogConfig.DEFAULT, Duration.ofSeconds(10), 1, security);
    }
}
