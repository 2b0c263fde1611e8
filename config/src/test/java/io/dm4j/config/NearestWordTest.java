package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
    private static final List<String> KEYS = List.of("ssl-ca", "ssl-cert", "ssl-key", "task-mode", "host");

    @ParameterizedTest
    @CsvSource({"sslca,ssl-ca", "ssl_cert,ssl-cert", "SSL-KEY,ssl-key", "task-mod,task-mode", "hsot,host"})
    void findsWhatWasMeant(String written, String meant) {
        assertThat(NearestWord.of(written, KEYS)).contains(meant);
    }

    @Test
    void isSilentWhenNothingIsNear() {
        assertThat(NearestWord.of("password", KEYS)).isEmpty();
        assertThat(NearestWord.hint("x".repeat(10_000), KEYS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,abc,0", "ab,ba,2"})
    void countsEdits(String a, String b, int edits) {
        assertThat(NearestWord.distance(a, b)).isEqualTo(edits);
    }
}
