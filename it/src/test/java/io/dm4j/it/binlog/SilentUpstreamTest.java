package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.binlog.BinlogError;
import io.dm4j.error.DmException;
import io.dm4j.it.process.Wire;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** io.dm4j.binlog notices an upstream that is gone without a word, and lets go of it at once. */
class SilentUpstreamTest {

    @Test
    void silenceIsNoticedWithinThreeHeartbeats() {
        DatabaseServer server = SharedServers.mariadb();
        try (Wire wire = Wire.to(server.port());
                Follow follow = Follow.of(Follow.source(server, false, server.asRoot(wire.port())))) {
            follow.from(Follow.end(server));
            follow.until(e -> true);
            wire.cut();
            long frozen = System.nanoTime();

            assertThatThrownBy(() -> follow.until(e -> false)).isInstanceOfSatisfying(DmException.class, e -> {
                assertThat(e.code()).isEqualTo(BinlogError.CONNECTION_LOST);
                assertThat(BinlogError.heals(e)).isTrue();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(Duration.ofSeconds(18));
        }
    }

    @Test
    void aFrozenConnectionIsClosedAtOnce() {
        DatabaseServer server = SharedServers.mariadb();
        try (Wire wire = Wire.to(server.port())) {
            Follow follow = Follow.of(Follow.source(server, false, server.asRoot(wire.port())));
            follow.from(Follow.end(server));
            wire.cut();
            long asked = System.nanoTime();

            follow.close();

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
        }
    }
}
