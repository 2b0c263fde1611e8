package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CharsetsTest {

    @Test
    void latin1IsWindows1252WithNoHoles() {
        byte[] bytes = {(byte) 0x80, (byte) 0x81, (byte) 0x8D, (byte) 0x9F, (byte) 0xE9, 'a'};

        assertThat(Charsets.of("latin1").decode(bytes)).isEqualTo("\u20ac\u0081\u008d\u0178\u00e9a");
    }

    @Test
    void refusesBytesThatAreNotOfTheSet() {
        assertThatThrownBy(() -> Charsets.of("utf8mb4").decode(new byte[] {'a', (byte) 0xFF}))
                .isInstanceOfSatisfying(
                        Undecodable.class, e -> assertThat(e.code()).isEqualTo(BinlogError.UNDECODABLE_VALUE));
    }

    @Test
    void refusesASetItDoesNotKnow() {
        assertThatThrownBy(() -> Charsets.of("geostd8"))
                .isInstanceOfSatisfying(
                        Undecodable.class, e -> assertThat(e.code()).isEqualTo(BinlogError.UNKNOWN_CHARSET));
    }

    @Test
    void readsStatementsByTheClientsCollation() {
        assertThat(Charsets.statement("é".getBytes(StandardCharsets.UTF_8), 255))
                .isEqualTo("é");
        assertThat(Charsets.statement(new byte[] {(byte) 0xE9}, 8)).isEqualTo("é");
        assertThat(Charsets.statement("plain".getBytes(StandardCharsets.US_ASCII), 0))
                .isEqualTo("plain");
    }

    @Test
    void knowsBothServersCollations() {
        assertThat(Collations.of(255).orElseThrow().name()).isEqualTo("utf8mb4_0900_ai_ci");
        assertThat(Collations.of(2304).orElseThrow().charset()).isEqualTo("utf8mb4");
        assertThat(Collations.of(0)).isEmpty();
    }
}
