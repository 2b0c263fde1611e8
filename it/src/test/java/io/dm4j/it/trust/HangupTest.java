package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.PeerCertificate;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -HUP} of a node: it stays, and looks at its files before it would by the clock. */
class HangupTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** Each second the clock looks too, and may come first. */
    private static final int TRIES = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"dm-master, MASTER, master-addr", "dm-worker, WORKER, worker-addr"})
    void aSignalMakesANodeLookAtItsFilesAtOnce(String program, Party party, String address) throws Exception {
        Trust trust = Trust.create(directory.resolve("tls"));
        int port = Ports.free();
        Path config = configuration(trust.files(party), address, port);
        try (ChildProcess node =
                Scripts.here().start(program, directory.resolve("log"), "--config", config.toString())) {
            awaitShown(node, trust, party, port);

            for (int i = 0; i < TRIES && !hasTakenAtASignal(node); i++) {
                trust.files(party).replaceIdentity(trust.renewed(party));
                node.hangUp();
                awaitShown(node, trust, party, port);
            }

            Await.until(BOUND, "a signal came first\n" + node.tail(20), () -> hasTakenAtASignal(node));
            assertThat(node.isAlive()).isTrue();
        }
    }

    private Path configuration(PemFiles files, String address, int port) throws IOException {
        return Files.writeString(
                directory.resolve("node.toml"),
                """
                name = "node"
                %s = "127.0.0.1:%d"
                %s = "%s"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                """
                        .formatted(
                                address,
                                port,
                                address.startsWith("master") ? "data-dir" : "join",
                                address.startsWith("master") ? directory.resolve("data") : "127.0.0.1:1",
                                files.ca(),
                                files.cert(),
                                files.key()));
    }

    /** The line a look writes that was asked for and found another set. */
    private static boolean hasTakenAtASignal(ChildProcess node) {
        return node.output().contains(" TAKEN ");
    }

    private static void awaitShown(ChildProcess node, Trust trust, Party party, int port) {
        Await.until(
                BOUND,
                "it shows its certificate of now\n" + node.tail(20),
                () -> node.isAlive() && isShown(trust, party, port));
    }

    private static boolean isShown(Trust trust, Party party, int port) {
        try {
            return PeerCertificate.ofNode(port, trust.files(Party.DMCTL))
                    .getSerialNumber()
                    .equals(trust.certificate(party).serial());
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }
}
