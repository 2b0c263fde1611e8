package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and the content that came with a configuration: which of them a store serves with. */
class PemContentTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");

    @Test
    void contentServesWithoutAnyFile() {
        TestCa.Issued own = ca.issue("dm");

        TlsStore store = open(with(PemInput.text(ca.pem()), PemInput.text(own.certPem()), PemInput.text(own.keyPem())));

        assertThat(store.current().chain()).isEqualTo(own.chain());
    }

    @Test
    void contentServesUntilThereIsAFile() throws IOException {
        TestCa.Issued old = ca.issue("old");
        TestCa.Issued fresh = ca.issue("fresh");
        TestFiles files = TestFiles.in(directory, "s");
        TlsStore store = open(withContent(files, old));
        assertThat(store.current().chain()).isEqualTo(old.chain());

        files.write(ca.pem(), fresh);

        assertThat(store.current().chain()).isEqualTo(fresh.chain());
    }

    @Test
    void theLastGoodFileOutlivesItsFileAndNotTheOlderContent() throws IOException {
        TestCa.Issued fresh = ca.issue("fresh");
        TestFiles files = TestFiles.of(directory, "s", ca, fresh);
        TlsStore store = open(withContent(files, ca.issue("old")));
        assertThat(store.current().chain()).isEqualTo(fresh.chain());

        Files.delete(files.cert());
        Files.delete(files.key());

        assertThat(store.current().chain()).isEqualTo(fresh.chain());
    }

    @Test
    void contentServesAtStartWhereTheFilesAreBad() {
        TestCa.Issued old = ca.issue("old");
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("fresh"));
        TestFiles.replace(files.key(), "garbage");

        TlsStore store = open(withContent(files, old));

        assertThat(store.current().chain()).isEqualTo(old.chain());
        clock.advance(Duration.ofSeconds(6));
        assertThat(store.trouble()).isPresent();
    }

    private TlsStore open(SecurityConfig config) {
        return TlsStore.open(config, TlsRole.SERVER, config::allowed, clock);
    }

    private static SecurityConfig with(PemInput ca, PemInput cert, PemInput key) {
        return SecurityConfig.of(ca, cert, key);
    }

    private SecurityConfig withContent(TestFiles files, TestCa.Issued own) {
        return with(
                new PemInput(files.ca().toString(), Secret.of(ca.pem())),
                new PemInput(files.cert().toString(), Secret.of(own.certPem())),
                new PemInput(files.key().toString(), Secret.of(own.keyPem())));
    }
}
