package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Job;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.PeerCertificate;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.TaskStatus;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files of all parts are replaced while rows flow: real processes, real servers, a writer that never stops. */
class RotationTest {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final Job JOB = Job.renaming("rotation", "shop", "shop_copy");
    private static final long SEED = 3;
    private static final Set<Party> PORTS = Set.of(Party.MASTER, Party.WORKER, Party.UPSTREAM, Party.DOWNSTREAM);

    @TempDir
    Path directory;

    private Trust trust;
    private Servers servers;
    private Installation installation;
    private Cluster cluster;
    private Sample sample;

    @BeforeEach
    void start() {
        trust = Trust.create(directory.resolve("tls"));
        servers = Servers.start(directory, trust);
        installation = new Installation(directory, trust, JOB);
        cluster = new Cluster(Scripts.here(), installation);
        sample = new Sample(servers.upstream(), JOB.schema(), 1_000, SEED);
        sample.create();
        sample.fill();
        installation.write(servers);
        cluster.start();
        succeeds("operate-source", "create", installation.file("source.yaml").toString());
        succeeds("start-task", installation.file("task.yaml").toString());
    }

    @AfterEach
    void end() {
        cluster.close();
        servers.close();
    }

    @Test
    void newConnectionsUseTheNewFilesAndNothingIsLostOrRestarted() throws Exception {
        Issued oldCaller = trust.certificate(Party.DMCTL);
        Issued oldReplicator = trust.certificate(Party.REPLICATOR);
        List<Long> pids = pids();
        try (StatusWatch watch = cluster.watch()) {
            try (Writer writer = Writer.start(sample, SEED, 50)) {
                awaitCaughtUp(watch);
                assertShown(serials());

                everywhere(trust::trustBoth);
                cutDatabaseConnections();
                everywhere(trust::reissue);
                cutDatabaseConnections();
                assertShown(serials());
                everywhere(trust::trustNewOnly);
                cutDatabaseConnections();
                assertShown(serials());

                long before = writer.transactions();
                Await.until(BOUND, "50 transactions more", () -> writer.transactions() >= before + 50);
                awaitCaughtUp(watch);
            }
            awaitCaughtUp(watch);
        }
        assertEqualRows();
        assertThat(pids()).isEqualTo(pids);
        assertThat(succeeds("list-member").output()).contains("\"bound\"");
        assertRefused(oldCaller, oldReplicator);
    }

    private void everywhere(Consumer<Party> change) {
        for (Party party : Party.values()) {
            switch (party) {
                case UPSTREAM -> servers.upstream().reloadCertificates(() -> change.accept(party));
                case DOWNSTREAM -> servers.downstream().reloadCertificates(() -> change.accept(party));
                default -> change.accept(party);
            }
        }
    }

    private void cutDatabaseConnections() {
        Connections.cut(servers.upstream(), Installation.USER);
        Connections.cut(servers.downstream(), Installation.USER);
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
                    case MASTER -> PeerCertificate.ofNode(installation.masterPort(), master);
                    case WORKER -> PeerCertificate.ofNode(installation.workerPort(), master);
                    case UPSTREAM ->
                        PeerCertificate.ofDatabase(servers.upstream().port(), replicator);
                    default -> PeerCertificate.ofDatabase(servers.downstream().port(), replicator);
                })
                .getSerialNumber();
    }

    /** They trust the new authority, but nobody trusts theirs any more. */
    private void assertRefused(Issued caller, Issued replicator) {
        Caller old = Caller.as(caller, trust.certificate(Party.DMCTL).issuer());
        PemFiles files = replicator.writeTo(directory.resolve("old"));
        for (int port : List.of(installation.masterPort(), installation.workerPort())) {
            assertThatThrownBy(() -> old.get(port, HttpClient.Version.HTTP_2, "/status"))
                    .isInstanceOf(IOException.class);
        }
        for (DatabaseServer server : List.of(servers.upstream(), servers.downstream())) {
            assertThatThrownBy(() -> server.session(Installation.USER, Installation.PASSWORD, files)
                            .close())
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private void awaitCaughtUp(StatusWatch watch) {
        BinlogPlace end = BinlogPlace.of(servers.upstream());
        watch.until(BOUND, "everything up to " + end + " is downstream", status -> {}, status -> has(status, end));
    }

    private static boolean has(TaskStatus status, BinlogPlace end) {
        return status.follows() && status.applied().compareTo(end) >= 0;
    }

    private void assertEqualRows() {
        assertThat(new Comparison(servers.upstream(), servers.downstream()).schemas(JOB.schema(), JOB.targetSchema()))
                .hasSize(sample.tables().size())
                .allSatisfy(outcome ->
                        assertThat(outcome.difference()).as(outcome.table()).isEmpty());
    }

    /** Whoever of them ends and is started again has another. */
    private List<Long> pids() {
        assertThat(Stream.of(cluster.master(), cluster.worker())).allMatch(part -> part.isAlive());
        return List.of(
                cluster.master().pid(),
                cluster.worker().pid(),
                servers.upstream().pid(),
                servers.downstream().pid());
    }

    private Answer succeeds(String... arguments) {
        Answer answer = cluster.dmctl(arguments);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }
}
