package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.binlog.BinlogError;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** io.dm4j.binlog notices an upstream that is gone without a word, and lets go of it at once. */
class SilentUpstreamTest {

    @Test
    void silenceIsNoticedWithinThreeHeartbeats() throws IOException {
        DatabaseServer server = SharedServers.mariadb();
        try (Wire wire = new Wire(server.port());
                Follow follow = Follow.of(Follow.source(server, false, through(wire, server)))) {
            follow.from(Follow.end(server));
            follow.until(e -> true);
            wire.freeze();
            long frozen = System.nanoTime();

            assertThatThrownBy(() -> follow.until(e -> false)).isInstanceOfSatisfying(DmException.class, e -> {
                assertThat(e.code()).isEqualTo(BinlogError.CONNECTION_LOST);
                assertThat(BinlogError.heals(e)).isTrue();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(18));
        }
    }

    @Test
    void aFrozenConnectionIsClosedAtOnce() throws IOException {
        DatabaseServer server = SharedServers.mariadb();
        try (Wire wire = new Wire(server.port())) {
            Follow follow = Follow.of(Follow.source(server, false, through(wire, server)));
            follow.from(Follow.end(server));
            wire.freeze();
            long asked = System.nanoTime();

            follow.close();

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static DatabaseConfig through(Wire wire, DatabaseServer server) {
        return new DatabaseConfig(
                "127.0.0.1",
                wire.port(),
                server.rootUser(),
                Secret.of(server.rootPassword()),
                Map.of(),
                SecurityConfig.NONE);
    }

    /** Passes one connection on, until it is frozen: then it stays open and nothing moves. */
    private static final class Wire implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final int target;
        private volatile boolean frozen;

        Wire(int target) throws IOException {
            this.target = target;
            daemon(this::serve);
        }

        int port() {
            return door.getLocalPort();
        }

        void freeze() {
            frozen = true;
        }

        private void serve() throws IOException {
            Socket near = door.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            daemon(() -> pass(near.getInputStream(), far.getOutputStream()));
            daemon(() -> pass(far.getInputStream(), near.getOutputStream()));
        }

        private void pass(InputStream from, OutputStream to) throws IOException {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                if (!frozen) {
                    to.write(buffer, 0, count);
                }
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(work.quiet());
            thread.setDaemon(true);
            thread.start();
        }

        private interface Work {
            void run() throws IOException;

            /** A wire that breaks ends its thread; the test sees it by the stream. */
            default Runnable quiet() {
                return () -> {
                    try {
                        run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                };
            }
        }
    }
}
