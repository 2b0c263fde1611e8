package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.tls.SocketCaller.Seen;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files change under a running port; the very next connection is looked at. */
class RotationTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");
    private TestFiles files;
    private TestPort port;

    @BeforeEach
    void open() {
        files = TestFiles.of(directory, "server", ca, ca.issue("first"));
        port = TestPort.open(vertx, TlsStore.open(files.config(), TlsRole.SERVER));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void nextConnectionSeesTheNewCertificate(String version) throws IOException {
        SocketCaller caller = caller(ca, version);
        assertThat(serverName(caller.call(port.number()))).isEqualTo("first");

        files.write(ca.pem(), ca.issue("second"));

        assertThat(serverName(caller.call(port.number()))).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void nextConnectionIsJudgedByTheNewCa(String version) throws IOException {
        TestCa next = TestCa.named("next");

        files.write(next.pem(), next.issue("second"));

        assertThat(caller(next, version).call(port.number()).status()).isEqualTo(200);
        SocketCaller ofTheOldCa = new SocketCaller(trusting(next, ca.issue("dm")), version);
        assertThatThrownBy(() -> ofTheOldCa.call(port.number())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionsResumeWithinAGeneration(String version) throws IOException {
        SocketCaller caller = caller(ca, version);

        Seen full = caller.call(port.number());
        Seen resumed = caller.call(port.number());

        assertThat(resumed.sessionStarted()).isEqualTo(full.sessionStarted());
    }

    @ParameterizedTest
    @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
    void sessionOfACertificateThatRanOutDoesNotResume(TestEngine engine, String version) throws IOException {
        TestClock clock = new TestClock();
        TestPort dated = TestPort.open(
                vertx, TlsStore.open(files.config(), TlsRole.SERVER, files.config()::allowed, clock), engine);
        Instant now = Instant.now();
        TestCa.Issued forAnHour =
                ca.issue(TestCa.Leaf.named("dm").dates(now.minusSeconds(60), now.plus(Duration.ofHours(1))));
        SocketCaller caller = new SocketCaller(trusting(ca, forAnHour), version);
        Seen full = caller.call(dated.number());
        assertThat(caller.call(dated.number()).sessionStarted()).isEqualTo(full.sessionStarted());

        clock.advance(Duration.ofHours(2));

        assertThatThrownBy(() -> caller.call(dated.number())).isInstanceOf(IOException.class);
        assertThat(dated.callers().refused()).containsEntry("expired", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionOfAWithdrawnCaDoesNotResumeOnOpenSsl(String version) throws IOException {
        try (TestPort open = TestPort.open(vertx, TlsStore.open(files.config(), TlsRole.SERVER), TestEngine.OPENSSL)) {
            sessionOfAWithdrawnCaDoesNotResume(open, version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sessionOfAWithdrawnCaDoesNotResume(String version) throws IOException {
        sessionOfAWithdrawnCaDoesNotResume(port, version);
    }

    private void sessionOfAWithdrawnCaDoesNotResume(TestPort port, String version) throws IOException {
        TestCa next = TestCa.named("next");
        TestFiles callers = TestFiles.in(directory, "caller");
        callers.write(ca.pem() + next.pem(), ca.issue("dm"));
        SocketCaller caller = new SocketCaller(
                TlsStore.open(callers.config(), TlsRole.CLIENT).last().sslContext(), version);
        assertThat(caller.call(port.number()).status()).isEqualTo(200);

        files.write(next.pem(), next.issue("second"));

        assertThatThrownBy(() -> caller.call(port.number())).isInstanceOf(IOException.class);
    }

    @Test
    void bundleOfTwoCasLetsBothIn() throws IOException {
        TestCa next = TestCa.named("next");

        files.write(ca.pem() + next.pem(), ca.issue("second"));

        assertThat(caller(ca, "TLSv1.3").call(port.number()).status()).isEqualTo(200);
        SocketCaller ofTheNewCa = new SocketCaller(trusting(ca, next.issue("dm")), "TLSv1.3");
        assertThat(ofTheNewCa.call(port.number()).status()).isEqualTo(200);
    }

    /** One handshake inside each window between the two renames and one after it, on one client that resumes. */
    @LongPart("rotations")
    @Test
    void everyHandshakeInAndAfterAHalfReplacedPairSucceeds(Part part) throws IOException {
        int rotations = part.count("rotations", 20, 1000);
        SocketCaller older = caller(ca, "TLSv1.2");
        SocketCaller newer = new SocketCaller(older.context(), "TLSv1.3");
        String serving = "first";
        for (int i = 1; i <= rotations; i++) {
            TestCa.Issued fresh = ca.issue(TestCa.Leaf.named("s" + i).algorithm(i % 10 == 0 ? "RSA" : "EC"));
            SocketCaller caller = i % 2 == 0 ? older : newer;

            TestFiles.replace(files.cert(), fresh.certPem());
            assertThat(serverName(caller.call(port.number()))).isEqualTo(serving);

            TestFiles.replace(files.key(), fresh.keyPem());
            serving = "s" + i;
            assertThat(serverName(caller.call(port.number()))).isEqualTo(serving);
        }
        assertThat(port.store().last().number()).isEqualTo(1 + rotations);
        assertThat(port.store().trouble()).isEmpty();
    }

    @Test
    void everyFaultKeepsTheLastGoodSet() throws IOException {
        SocketCaller caller = caller(ca, "TLSv1.3");
        String good = Files.readString(files.cert());
        for (String bad :
                new String[] {"", "garbage", good.substring(0, good.length() / 2), "-----BEGIN CERTIFICATE-----"}) {
            Files.writeString(files.cert(), bad);
            assertThat(serverName(caller.call(port.number()))).isEqualTo("first");
        }
        Files.delete(files.cert());
        assertThat(serverName(caller.call(port.number()))).isEqualTo("first");
        TestFiles.replace(files.ca(), "gone");
        assertThat(serverName(caller.call(port.number()))).isEqualTo("first");

        files.write(ca.pem(), ca.issue("second"));

        assertThat(serverName(caller.call(port.number()))).isEqualTo("second");
    }

    @Test
    void followsASymbolicLinkThatIsSwapped() throws IOException {
        Path one = Files.createDirectory(directory.resolve("..one"));
        Path two = Files.createDirectory(directory.resolve("..two"));
        TestFiles.of(one, "t", ca, ca.issue("linked1"));
        TestFiles.of(two, "t", ca, ca.issue("linked2"));
        Path data = Files.createSymbolicLink(directory.resolve("..data"), one);
        TestFiles linked = TestFiles.in(data, "t");
        try (TestPort linkedPort = TestPort.open(vertx, TlsStore.open(linked.config(), TlsRole.SERVER))) {
            SocketCaller caller = caller(ca, "TLSv1.3");
            assertThat(serverName(caller.call(linkedPort.number()))).isEqualTo("linked1");

            Path fresh = Files.createSymbolicLink(directory.resolve("..data_tmp"), two);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

            assertThat(serverName(caller.call(linkedPort.number()))).isEqualTo("linked2");
        }
    }

    @Test
    void seesARewriteInPlaceOfTheSameSize() throws IOException {
        TestCa.Issued[] same = twoOfTheSameSize();
        files.write(ca.pem(), same[0]);
        SocketCaller caller = caller(ca, "TLSv1.3");
        assertThat(serverName(caller.call(port.number()))).isEqualTo("aa");

        Files.writeString(files.cert(), same[1].certPem());
        Files.writeString(files.key(), same[1].keyPem());

        assertThat(serverName(caller.call(port.number()))).isEqualTo("bb");
    }

    /** ECDSA signatures vary by a byte or two, so a few tries. */
    private TestCa.Issued[] twoOfTheSameSize() {
        TestCa.Issued one = ca.issue("aa");
        for (int i = 0; i < 200; i++) {
            TestCa.Issued other = ca.issue("bb");
            if (other.certPem().length() == one.certPem().length()
                    && other.keyPem().length() == one.keyPem().length()) {
                return new TestCa.Issued[] {one, other};
            }
        }
        throw new AssertionError("no two certificates of the same size in 200");
    }

    private static SocketCaller caller(TestCa own, String version) {
        return new SocketCaller(trusting(own, own.issue("dm")), version);
    }

    private static SSLContext trusting(TestCa trusted, TestCa.Issued own) {
        return CallersTest.generation(trusted, Optional.of(own)).sslContext();
    }

    private static String serverName(Seen seen) {
        assertThat(seen.status()).isEqualTo(200);
        return LeafNames.of(seen.server()).commonName();
    }
}
