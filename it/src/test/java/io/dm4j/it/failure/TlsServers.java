package io.dm4j.it.failure;

import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One MySQL and one MariaDB that let nobody in without TLS, for all tests of this package, and everybody's certificates. They
 * start when first asked for and end with the JVM.
 */
record TlsServers(Trust trust, Servers databases) {

    static TlsServers shared() {
        return Shared.SERVERS;
    }

    private static TlsServers start() {
        try {
            Path directory = Files.createTempDirectory("dm4j-failure");
            Trust trust = Trust.create(directory.resolve("tls"));
            Servers databases = Servers.start(directory, trust);
            Runtime.getRuntime().addShutdownHook(new Thread(databases::close, "close-databases"));
            return new TlsServers(trust, databases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TlsServers SERVERS = start();
    }
}
