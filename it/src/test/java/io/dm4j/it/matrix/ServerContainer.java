package io.dm4j.it.matrix;

import io.dm4j.config.Address;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.Database;
import io.dm4j.it.server.Login;
import io.dm4j.it.server.SqlSession;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A server in a container of its own, with the TLS files of a party. */
final class ServerContainer implements Database, AutoCloseable {
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    /** An image that needs no secrets of its own: everybody in the container may read the files. */
    private static final int READABLE = 0644;

    private static final String TIDB_FILE =
            """
            [security]
            ssl-ca = "/tls/ca.pem"
            ssl-cert = "/tls/cert.pem"
            ssl-key = "/tls/key.pem"
            require-secure-transport = true
            """;

    private final ServerImage image;
    private final PemFiles tls;
    private final GenericContainer<?> container;

    private ServerContainer(ServerImage image, PemFiles tls) {
        this.image = image;
        this.tls = tls;
        this.container = new GenericContainer<>(DockerImageName.parse(image.image()))
                .withEnv(image.environment())
                .withCommand(image.flags().toArray(String[]::new))
                .withExposedPorts(image.port())
                .withCopyToContainer(Transferable.of(bytes(tls.ca()), READABLE), ServerImage.TLS + "/ca.pem")
                .withCopyToContainer(Transferable.of(bytes(tls.cert()), READABLE), ServerImage.TLS + "/cert.pem")
                .withCopyToContainer(Transferable.of(bytes(tls.key()), READABLE), ServerImage.TLS + "/key.pem")
                .withCopyToContainer(Transferable.of(TIDB_FILE, READABLE), ServerImage.TLS + "/tidb.toml")
                .waitingFor(Wait.forListeningPort().withStartupTimeout(START_BOUND));
    }

    /** Returns when the server answers; fetches the image first where it is not there. */
    static ServerContainer start(ServerImage image, PemFiles tls) {
        ServerContainer server = new ServerContainer(image, tls);
        try {
            server.container.start();
            Await.until(START_BOUND, server.name() + " answers", server::answers);
            return server;
        } catch (RuntimeException | AssertionError e) {
            System.err.println(server.container.getLogs());
            server.close();
            throw e;
        }
    }

    /** MySQL and MariaDB listen for a moment before they have their accounts. */
    private boolean answers() {
        try {
            return "1".equals(value("SELECT 1"));
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return image.image();
    }

    @Override
    public Address address() {
        return new Address(container.getHost(), container.getMappedPort(image.port()));
    }

    @Override
    public SqlSession session() {
        return new Login(address(), "root", image.rootPassword(), Optional.of(tls), Optional.empty()).open();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
