package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.PeerCertificate;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.pki.Issued;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files of all parts are replaced while rows flow: real processes, real servers, a writer that never stops. */
class RotationTest {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Set<Party> PORTS = Set.of(Party.MASTER, Party.WORKER, Party.UPSTREAM, Party.DOWNSTREAM);

    @TempDir
    Path directory;

    private Trust trust;
    private Migrating migrating;

    @BeforeEach
    void start() {
        trust = Trust.create(directory.resolve("tls"));
        migrating = Migrating.start(directory, trust, "rotation");
    }

    @AfterEach
    void end() {
        migrating.close();
    }

    @Test
    void newConnectionsUseTheNewFilesAndNothingIsLostOrRestarted() throws Exception {
        Issued oldCaller = trust.certificate(Party.DMCTL);
        Issued oldReplicator = trust.certificate(Party.REPLICATOR);
        List<Long> pids = migrating.pids();
        try (StatusWatch watch = migrating.watch()) {
            try (Writer writer = migrating.writer(50)) {
                migrating.awaitCaughtUp(watch);
                assertShown(serials());

                everywhere(trust::trustBoth);
                migrating.cutDatabaseConnections();
                everywhere(trust::reissue);
                migrating.cutDatabaseConnections();
                assertShown(serials());
                everywhere(trust::trustNewOnly);
                migrating.cutDatabaseConnections();
                assertShown(serials());

                long before = writer.transactions();
                Await.until(BOUND, "50 transactions more", () -> writer.transactions() >= before + 50);
                migrating.awaitCaughtUp(watch);
            }
            migrating.awaitCaughtUp(watch);
        }
        migrating.assertEqualRows();
        assertThat(migrating.pids()).isEqualTo(pids);
        assertThat(migrating.succeeds("list-member").output()).contains("\"bound\"");
        assertRefused(oldCaller, oldReplicator);
    }

    private void everywhere(Consumer<Party> change) {
        for (Party party : Party.values()) {
            switch (party) {
                case UPSTREAM -> migrating.servers().upstream().reloadCertificates(() -> change.accept(party));
                case DOWNSTREAM -> migrating.servers().downstream().reloadCertificates(() -> change.accept(party));
                default -> change.accept(party);
            }
        }
    }

    private Map<Party, BigInteger> serials() throws Exception {
        Map<Party, BigInteger> serials = new EnumMap<>(Party.class);
        for (Party party : PORTS) {
            serials.put(party, met(party));
        }
        return serials;
    }

    private void assertShown(Map<Party, BigInteger> serials) {
        assertThat(serials).allSatisfy((party, serial) -> assertThat(serial)
                .as(party.name())
                .isEqualTo(trust.certificate(party).serial()));
    }

    private BigInteger met(Party party) throws Exception {
        PemFiles master = trust.files(Party.MASTER);
        PemFiles replicator = trust.files(Party.REPLICATOR);
        return (switch (party) {
                    case MASTER -> PeerCertificate.ofNode(migrating.port(Party.MASTER), master);
                    case WORKER -> PeerCertificate.ofNode(migrating.port(Party.WORKER), master);
                    case UPSTREAM ->
                        PeerCertificate.ofDatabase(
                                migrating.servers().upstream().port(), replicator);
                    default ->
                        PeerCertificate.ofDatabase(
                                migrating.servers().downstream().port(), replicator);
                })
                .getSerialNumber();
    }

    /** They trust the new authority, but nobody trusts theirs any more. */
    private void assertRefused(Issued caller, Issued replicator) {
        Caller old = Caller.as(caller, trust.certificate(Party.DMCTL).issuer());
        PemFiles files = replicator.writeTo(directory.resolve("old"));
        for (int port : List.of(migrating.port(Party.MASTER), migrating.port(Party.WORKER))) {
            assertThatThrownBy(() -> old.get(port, HttpClient.Version.HTTP_2, "/status"))
                    .isInstanceOf(IOException.class);
        }
        for (DatabaseServer server :
                List.of(migrating.servers().upstream(), migrating.servers().downstream())) {
            assertThatThrownBy(() -> server.session(Installation.USER, Installation.PASSWORD, files)
                            .close())
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
