package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.WorkerInfo;
import io.dm4j.api.trust.Callers;
import io.dm4j.api.trust.Link;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.it.process.Await;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The line between a worker and its master while certificates, authorities and names of either side change under it. */
class SessionTrustTest extends OnNodes {
    /** Two seconds are promised; one more for a busy machine. */
    private static final Duration PROMISED = Duration.ofSeconds(3);

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Test
    void tellsWhomEachSideSees() {
        Link session = link(nodes.trust("w1"), "session");

        assertThat(session.getCertificate().getSubject()).isEqualTo("CN=dm-master");
        assertThat(session.getPeer()).endsWith(":" + nodes.masterPort());
        assertThat(session.getGeneration()).isEqualTo(1);
        assertThat(callers(nodes.trust("m1")).getConnectedList())
                .extracting(caller -> caller.getName())
                .contains("dm-worker", "dmctl");
        assertThat(callers(nodes.trust("m1")).getHandshakes()).isGreaterThanOrEqualTo(2);
        assertThat(link(nodes.trust("m1"), "workers").getCertificate().getSubject())
                .isEqualTo("CN=dm-worker");
    }

    @Test
    void aWorkerWithANewCertificateComesBackUnderItWithoutLosingItsLease() {
        Issued next = nodes.authority().issue(Leaf.named("dm-worker"));
        nodes.pem("dm-worker").replaceIdentity(next);

        Await.until(PROMISED, "the line is made anew", () -> sessionLinks(link -> link.getGeneration() == 2) == 1);

        assertThat(stage()).isEqualTo("free");
        assertThat(callers(nodes.trust("m1")).getRefusedList()).isEmpty();
    }

    @Test
    void aMasterThatIsNoLongerOnTheWorkersListIsLeft() {
        nodes.configureWorker("", Nodes.WORKER_LIST.replace("dm-master", "dm-master-2"));

        Await.until(PROMISED, "the line is closed", () -> callersNamed("dm-worker") == 0);
        nodes.configureWorker("", Nodes.WORKER_LIST);

        Await.until(SECONDS, "the worker is back", () -> callersNamed("dm-worker") > 0);
        assertThat(stage()).isEqualTo("free");
    }

    @Test
    void aWorkerThatIsNoLongerOnTheMastersListIsPutOut() {
        nodes.configureMaster("", Nodes.MASTER_LIST.replace("dm-worker", "dm-worker-2"));

        Await.until(PROMISED, "the line is closed", () -> callersNamed("dm-worker") == 0);
        Await.until(SECONDS, "it is refused by name", () -> callers(own("m1")).getRefusedList().stream()
                .anyMatch(refused -> refused.getName().equals("dm-worker")
                        && refused.getReason().equals("not_listed")));
        nodes.configureMaster("", Nodes.MASTER_LIST);

        Await.until(SECONDS, "the worker is back", () -> callersNamed("dm-worker") > 0);
        assertThat(stage()).isEqualTo("free");
    }

    @Test
    void aWorkerThatIsNoLongerAWorkerIsPutOut() {
        Caller monitor = nodes.as("monitor");
        assertThat(health(monitor)).isEqualTo(200);

        nodes.configureMaster(
                "", "[cert-allowed-cn]\nadmin = [\"dmctl\"]\nobserver = [\"dm-worker\"]\nworker = [\"dm-worker-2\"]\n");

        Await.until(PROMISED, "the session is over", () -> health(monitor) == 503);
        assertThat(callersNamed("dm-worker")).as("it may still look").isPositive();
    }

    @Test
    void authoritiesAreExchangedUnderTheLine() {
        CertificateAuthority next = CertificateAuthority.create("next CA");
        List<String> names = List.of("dm-master", "dm-worker", "dmctl");

        names.forEach(name -> nodes.pem(name).replaceTrust(nodes.authority(), next));
        Await.until(SECONDS, "both trust both", () -> cas("m1") == 2 && cas("w1") == 2);
        names.forEach(name -> nodes.pem(name).replaceIdentity(next.issue(Leaf.named(name))));
        Await.until(
                SECONDS,
                "both show the new one",
                () -> issuer("m1").equals("CN=next CA") && issuer("w1").equals("CN=next CA"));
        names.forEach(name -> nodes.pem(name).replaceTrust(next));
        Await.until(SECONDS, "both trust the new one only", () -> cas("m1") == 1 && cas("w1") == 1);

        Await.until(
                PROMISED,
                "the line is under the new one",
                () -> sessionLinks(link -> link.getCertificate().getIssuer().equals("CN=next CA"))
                        == sessionLinks(link -> true));
        assertThat(sessionLinks(link -> true)).isPositive();
        assertThat(stage()).isEqualTo("free");
    }

    private long sessionLinks(Predicate<Link> which) {
        return nodes.trust("w1").getLinksList().stream()
                .filter(link -> link.getUse().equals("session"))
                .filter(which)
                .count();
    }

    private int cas(String name) {
        return nodes.trust(name).getSets(0).getCaCount();
    }

    private String issuer(String name) {
        return nodes.trust(name).getSets(0).getCertificate().getIssuer();
    }

    private String stage() {
        WorkerInfo worker = House.await(nodes.operator()
                        .listMember(
                                ListMemberRequest.newBuilder().setWorker(true).build()))
                .getMembers(0)
                .getWorker()
                .getWorkers(0);
        return worker.getStage();
    }

    /** The master's own word: a worker it is at odds with need not answer. */
    private NodeTrust own(String name) {
        return House.await(nodes.operator()
                        .trust(TrustStatusRequest.newBuilder()
                                .setOwn(true)
                                .addNames(name)
                                .build()))
                .getNodes(0);
    }

    private long callersNamed(String name) {
        return callers(own("m1")).getConnectedList().stream()
                .filter(caller -> caller.getName().equals(name))
                .count();
    }

    /** 503 while the worker has no session. */
    private int health(Caller caller) {
        try {
            return caller.get(nodes.workerPort(), HttpClient.Version.HTTP_2, "/health")
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Callers callers(NodeTrust node) {
        return node.getCallersList().stream()
                .filter(callers -> callers.getUse().equals("port"))
                .findFirst()
                .orElseThrow();
    }

    private static Link link(NodeTrust node, String use) {
        return node.getLinksList().stream()
                .filter(link -> link.getUse().equals(use))
                .findFirst()
                .orElseThrow();
    }
}
