package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients connect without pause while the files are replaced in every way an operator or a tool does it. */
class RotationRaceTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    /** One way to replace cert and key. */
    interface Style {
        void rotate(TestFiles files, TestCa.Issued fresh) throws IOException;
    }

    static Stream<Arguments> styles() {
        return Stream.of(
                style("two renames", RotationRaceTest::renames),
                style("in place, halves", RotationRaceTest::halves),
                style("delete, then create", RotationRaceTest::deleteAndCreate),
                style("garbage, then good", RotationRaceTest::garbage),
                style("directory link swapped", RotationRaceTest::swap));
    }

    private static Arguments style(String name, Style style) {
        return Arguments.of(name, style);
    }

    @LongPart("rotation-race")
    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void noHandshakeFailsAndNoneIsStaleAfterARotation(String name, Style style, Part part) throws Exception {
        int rotations = part.count("rotations", 15, 1000);
        Path first = Files.createDirectory(directory.resolve("d0"));
        TestFiles.of(first, "s", ca, ca.issue("s0"));
        TestFiles files = TestFiles.in(Files.createSymbolicLink(directory.resolve("..data"), first), "s");
        TestPort port = TestPort.open(vertx, TlsStore.open(files.config(), TlsRole.SERVER));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> running = List.of(
                    callers.submit(() -> callUntilOver(port, "TLSv1.2")),
                    callers.submit(() -> callUntilOver(port, "TLSv1.3")));
            SocketCaller probe = caller("TLSv1.3");
            for (int i = 1; i <= rotations; i++) {
                style.rotate(files, ca.issue("s" + i));
                assertThat(LeafNames.of(probe.call(port.number()).server()).commonName())
                        .isEqualTo("s" + i);
            }
            over.set(true);
            assertThat(answered(running.get(0))).isPositive();
            assertThat(answered(running.get(1))).isPositive();
        } finally {
            over.set(true);
            callers.shutdownNow();
        }
    }

    /** Any failed handshake fails the thread, and so the test. */
    private int callUntilOver(TestPort port, String version) throws IOException {
        SocketCaller caller = caller(version);
        int answered = 0;
        do {
            assertThat(caller.call(port.number()).status()).isEqualTo(200);
            answered++;
        } while (!over.get());
        return answered;
    }

    private static int answered(Future<Integer> running)
            throws InterruptedException, ExecutionException, TimeoutException {
        return running.get(20, TimeUnit.SECONDS);
    }

    private SocketCaller caller(String version) {
        return new SocketCaller(
                CallersTest.generation(ca, Optional.of(ca.issue("caller"))).sslContext(), version);
    }

    private static void renames(TestFiles files, TestCa.Issued fresh) {
        TestFiles.replace(files.cert(), fresh.certPem());
        TestFiles.replace(files.key(), fresh.keyPem());
    }

    private static void halves(TestFiles files, TestCa.Issued fresh) throws IOException {
        for (Path file : List.of(files.cert(), files.key())) {
            String text = file.equals(files.cert()) ? fresh.certPem() : fresh.keyPem();
            Files.writeString(file, text.substring(0, text.length() / 2));
            Files.writeString(file, text);
        }
    }

    private static void deleteAndCreate(TestFiles files, TestCa.Issued fresh) throws IOException {
        Files.delete(files.cert());
        Files.delete(files.key());
        Files.writeString(files.cert(), fresh.certPem());
        Files.writeString(files.key(), fresh.keyPem());
    }

    private static void garbage(TestFiles files, TestCa.Issued fresh) throws IOException {
        Files.writeString(files.key(), "garbage");
        renames(files, fresh);
    }

    private static void swap(TestFiles files, TestCa.Issued fresh) throws IOException {
        Path link = files.ca().getParent();
        Path next = Files.createTempDirectory(link.toAbsolutePath().getParent(), "d");
        String ca = Files.readString(files.ca());
        TestFiles.in(next, "s").write(ca, fresh);
        Path made = Files.createSymbolicLink(next.resolveSibling(next.getFileName() + "-link"), next);
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
