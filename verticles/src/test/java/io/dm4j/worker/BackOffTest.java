package io.dm4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.binlog.BinlogError;
import io.dm4j.mysql.DatabaseError;
import io.dm4j.tls.TlsError;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SplittableRandom(5));

    @Test
    void doublesToItsMost() {
        assertThat(backOff.next()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backOff.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        for (int i = 0; i < 10; i++) {
            backOff.next();
        }
        assertThat(backOff.next()).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        for (int i = 0; i < 20; i++) {
            assertThat(backOff.next(Duration.ofSeconds(10))).isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatAReplacedFileOrAChangedAccountHealsIsAboutTrust() {
        assertThat(TlsError.values()).allMatch(TlsError::concernsTrust);
        assertThat(Arrays.stream(DatabaseError.values()).filter(DatabaseError::concernsTrust))
                .containsExactlyInAnyOrder(
                        DatabaseError.CERTIFICATE_REFUSED,
                        DatabaseError.ACCESS_DENIED,
                        DatabaseError.NOT_ENCRYPTED,
                        DatabaseError.TRUST_WITHDRAWN,
                        DatabaseError.AUTHENTICATION_PLUGIN);
        assertThat(Arrays.stream(BinlogError.values()).filter(BinlogError::concernsTrust))
                .containsExactlyInAnyOrder(
                        BinlogError.TLS_REFUSED, BinlogError.TLS_NOT_OFFERED, BinlogError.ACCESS_DENIED);
    }
}
