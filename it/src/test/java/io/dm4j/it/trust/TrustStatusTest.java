package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.NodeKind;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.ReloadOutcome;
import io.dm4j.api.trust.Reloaded;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.it.process.Await;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a master tells of its own trust and of its workers', and what looking at once answers. */
class TrustStatusTest extends OnNodes {
    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Test
    void tellsOfEveryFileSetOfEveryNode() throws IOException {
        List<NodeTrust> all = House.await(nodes.operator().trust(TrustStatusRequest.getDefaultInstance()))
                .getNodesList();

        assertThat(all)
                .extracting(n -> n.getNode().getName(), n -> n.getNode().getKind(), NodeTrust::getTls)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("m1", NodeKind.NODE_KIND_MASTER, true),
                        org.assertj.core.groups.Tuple.tuple("w1", NodeKind.NODE_KIND_WORKER, true));
        assertThat(all.get(0).getSetsList())
                .extracting(FileSet::getUse, FileSet::getRole)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("workers", "client"),
                        org.assertj.core.groups.Tuple.tuple("port", "server"));
        FileSet port = set(all.get(1), "port");
        assertThat(port.getGeneration()).isEqualTo(1);
        assertThat(port.getCertificate().getSubject()).isEqualTo("CN=dm-worker");
        assertThat(port.getCertificate().getIssuer()).isEqualTo("CN=node CA");
        assertThat(port.getCertificate().getSansList()).contains("dns:localhost", "ip:127.0.0.1");
        assertThat(port.getCertificate().getSha256()).matches("[0-9a-f]{64}");
        assertThat(port.getCaList()).singleElement().satisfies(ca -> assertThat(ca.getSubject())
                .isEqualTo("CN=node CA"));
        assertThat(port.getAllowedList()).extracting(n -> n.getName()).containsExactly("dm-master", "monitor");
        assertThat(port.hasTrouble()).isFalse();
        assertThat(all.get(1).getConfig().getPath())
                .isEqualTo(nodes.workerConfig().toString());
    }

    @Test
    void saysWhichNodeDoesNotAnswer() {
        nodes.stopWorker();

        NodeTrust worker = Await.value(SECONDS, "the worker is gone", () -> java.util.Optional.of(nodes.trust("w1"))
                .filter(n -> n.getError().contains("46502")));

        assertThat(worker.getError()).contains("worker w1 is offline");
        assertThat(worker.getSetsList()).isEmpty();
        assertThat(nodes.trust("m1").getError()).isEmpty();
    }

    @Test
    void looksAtOnceAndAnswersWhatWasTaken() {
        Issued next = nodes.authority().issue(Leaf.named("dm-worker"));
        nodes.pem("dm-worker").replaceIdentity(next);

        NodeReload worker = reload("w1");

        assertThat(outcome(worker, "configuration file")).isEqualTo(ReloadOutcome.RELOAD_UNCHANGED);
        FileSet port = set(nodes.trust("w1"), "port");
        assertThat(port.getCertificate().getSerial()).isEqualTo(next.serial().toString(16));
        assertThat(port.getGeneration()).isEqualTo(2);
        assertThat(port.getReloads()).isEqualTo(1);
        // The look of each second may have come first.
        assertThat(outcome(worker, "port")).isIn(ReloadOutcome.RELOAD_TAKEN, ReloadOutcome.RELOAD_UNCHANGED);
        assertThat(outcome(reload("m1"), "port")).isEqualTo(ReloadOutcome.RELOAD_UNCHANGED);
    }

    @Test
    void answersWhyASetWasNotTaken() throws IOException {
        Path key = nodes.pem("dm-worker").key();
        Files.writeString(key, nodes.authority().issue(Leaf.named("dm-worker")).keyPem());

        Reloaded port = find(reload("w1"), "port");

        assertThat(port.getOutcome()).isEqualTo(ReloadOutcome.RELOAD_REFUSED);
        assertThat(port.getGeneration()).isEqualTo(1);
        assertThat(port.getDetail()).contains("11507", key.toString());
        assertThat(set(nodes.trust("w1"), "port").getRefusedReloadsMap()).containsEntry("pair_mismatch", 1L);
        Await.until(SECONDS, "it is a trouble once it lasts", () -> set(nodes.trust("w1"), "port")
                .hasTrouble());
        assertThat(set(nodes.trust("w1"), "port").getTrouble().getMessage()).contains("11507");
    }

    private NodeReload reload(String name) {
        return House.await(nodes.operator()
                        .reload(TrustReloadRequest.newBuilder().addNames(name).build()))
                .getNodes(0);
    }

    private static ReloadOutcome outcome(NodeReload node, String use) {
        return find(node, use).getOutcome();
    }

    private static Reloaded find(NodeReload node, String use) {
        return node.getReloadedList().stream()
                .filter(each -> each.getUse().equals(use))
                .findFirst()
                .orElseThrow();
    }

    private static FileSet set(NodeTrust node, String use) {
        return node.getSetsList().stream()
                .filter(each -> each.getUse().equals(use))
                .findFirst()
                .orElseThrow();
    }
}
