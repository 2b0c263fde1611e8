package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.sample.Writer;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All files of a running cluster are replaced again and again, in every way there is, while a writer writes and clients
 * connect without pause: no handshake fails, none is stale, no row is lost.
 */
class ChaosTest {
    private static final int TRANSACTIONS_PER_SECOND = 20;

    /** So often the databases' own files change too, and all connections to them are cut. */
    private static final int DATABASES_EVERY = 10;

    /** As many as have no common divisor with the number of ways: each meets each. */
    private static final List<Party> ROTATED = List.of(Party.MASTER, Party.WORKER, Party.DMCTL, Party.REPLICATOR);

    @TempDir
    Path directory;

    private Trust trust;
    private Migrating migrating;
    private final Latencies latencies = new Latencies();

    @LongPart("chaos")
    @Test
    void noHandshakeFailsNoneIsStaleAndNoRowIsLost(Part part) throws IOException {
        trust = Trust.create(directory.resolve("tls"));
        for (Party party : ROTATED) {
            Replacement.behindLink(trust.directory(party));
        }
        try (Migrating running = Migrating.start(directory, trust, "chaos");
                StatusWatch watch = running.watch()) {
            migrating = running;
            List<Long> pids = running.pids();
            running.awaitCaughtUp(watch);
            shake(part);
            running.awaitCaughtUp(watch);

            running.assertEqualRows();
            assertThat(running.pids()).isEqualTo(pids);
            assertThat(running.succeeds("list-member").output()).contains("\"bound\"");
        }
    }

    private void shake(Part part) throws IOException {
        try (Writer writer = migrating.writer(TRANSACTIONS_PER_SECOND);
                Traffic traffic = Traffic.of(visitor(Party.MASTER), visitor(Party.WORKER))) {
            int rotations = part.count("rotations", 20, 1000);
            for (int i = 0; i < rotations; i++) {
                rotate(ROTATED.get(i % ROTATED.size()), Replacement.values()[i % Replacement.values().length]);
                if (i % DATABASES_EVERY == DATABASES_EVERY - 1) {
                    rotateDatabases();
                }
            }
            traffic.close();
            part.say("visits", traffic.letIn());
            part.say("failed visits", traffic.failures().size());
            part.say("transactions", writer.transactions());
            part.say("from a change to the end of the first handshake under it", latencies);
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.letIn()).isPositive();
            assertThat(writer.transactions()).isPositive();
        }
    }

    private void rotate(Party party, Replacement way) throws IOException {
        Issued fresh = trust.renewed(party);
        way.put(trust.directory(party), texts(fresh));
        if (party == Party.MASTER || party == Party.WORKER) {
            long changed = System.nanoTime();
            assertThat(visitor(party).visit("TLSv1.3"))
                    .as("%s by %s", party, way)
                    .isEqualTo(fresh.serial());
            latencies.add(System.nanoTime() - changed);
        }
    }

    /** The CA file changes as well: a second authority, each time another, is trusted beside the first. */
    private Map<String, String> texts(Issued fresh) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                "ca.pem",
                trust.authority().pem() + CertificateAuthority.create("another").pem());
        texts.put("key.pem", fresh.keyPem());
        texts.put("cert.pem", fresh.chainPem());
        return texts;
    }

    private void rotateDatabases() {
        migrating.servers().upstream().reloadCertificates(() -> trust.files(Party.UPSTREAM)
                .replaceIdentity(trust.renewed(Party.UPSTREAM)));
        migrating.servers().downstream().reloadCertificates(() -> trust.files(Party.DOWNSTREAM)
                .replaceIdentity(trust.renewed(Party.DOWNSTREAM)));
        migrating.cutDatabaseConnections();
    }

    /** Of a name on the node's list, with a certificate that is not rotated. */
    private Visitor visitor(Party node) {
        Party caller = node == Party.MASTER ? Party.DMCTL : Party.MASTER;
        return new Visitor(
                trust.authority().issue(Leaf.named(caller.commonName())), trust.authority(), migrating.port(node));
    }
}
