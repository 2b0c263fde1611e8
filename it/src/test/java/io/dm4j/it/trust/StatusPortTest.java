package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.it.process.Await;
import io.dm4j.it.process.Ports;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port for probes, with the files of another authority than the node's. */
class StatusPortTest {
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final List<String> PAGES = List.of("/status", "/health", "/metrics");

    @TempDir
    private Path directory;

    private final CertificateAuthority probes = CertificateAuthority.create("probe CA");
    private final int port = Ports.free();

    @Test
    void letsProbesWithoutACertificateLook() throws IOException {
        try (Nodes nodes = open("none", "")) {
            Caller anybody = Caller.withoutCertificate(probes);
            for (String page : PAGES) {
                HttpResponse<String> answer = anybody.get(port, Version.HTTP_2, page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).isNotEmpty();
            }
            assertThat(anybody.get(port, Version.HTTP_1_1, "/nowhere").statusCode())
                    .isEqualTo(404);
            assertThat(anybody.grpc(port, "pb.Master/ListMember").statusCode())
                    .as("no gRPC here")
                    .isEqualTo(404);
            assertThatThrownBy(() -> anybody.get(nodes.masterPort(), Version.HTTP_1_1, "/health"))
                    .as("the node's own port is as it was")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void holdsACertificateThatIsShownToItsOwnList() throws IOException {
        try (Nodes nodes = open("request", "cert-allowed-cn = [\"probe\"]\n")) {
            assertThat(get(Caller.withoutCertificate(probes))).isEqualTo(200);
            assertThat(get(as("probe"))).isEqualTo(200);
            assertThat(get(as("monitor")))
                    .as("on the node's list, not on this one")
                    .isEqualTo(403);
            assertThat(nodes.trust("m1").getCallersList())
                    .extracting(callers -> callers.getUse())
                    .containsExactly("port", "status-addr");
        }
    }

    @Test
    void requiresACertificateOfItsOwnAuthority() throws IOException {
        try (Nodes nodes = open("required", "cert-allowed-cn = [\"probe\"]\n")) {
            assertThat(get(as("probe"))).isEqualTo(200);
            assertThatThrownBy(() -> get(Caller.withoutCertificate(probes))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(Caller.as(nodes.authority().issue(Leaf.named("probe")), probes)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void followsItsOwnFilesAndItsOwnList() throws IOException {
        try (Nodes nodes = open("request", "cert-allowed-cn = [\"probe\"]\n")) {
            Caller late = as("late");
            assertThat(get(late)).isEqualTo(403);

            nodes.configureMaster("", Nodes.MASTER_LIST + block("request", "cert-allowed-cn = [\"late\"]\n"));
            Await.until(PROMISED, "the late one is let in", () -> status(late) == 200);
            assertThat(nodes.trust("m1").getConfig().getNeedsRestartList()).isEmpty();

            Issued next = probes.issue(Leaf.named("dm-master"));
            files().replaceIdentity(next);
            get(as("late"));
            assertThat(nodes.trust("m1").getSetsList())
                    .filteredOn(set -> set.getUse().equals("status-addr"))
                    .singleElement()
                    .satisfies(set -> assertThat(set.getCertificate().getSerial())
                            .isEqualTo(next.serial().toString(16)));
        }
    }

    @Test
    void speaksPlainTextOnALoopbackAddress() throws Exception {
        try (Nodes nodes = Nodes.with(directory, address(), "")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(nodes.trust("m1").getTls()).isTrue();
        }
    }

    private Nodes open(String clientAuth, String lists) {
        probes.issue(Leaf.named("dm-master")).writeTo(directory.resolve("probe-port"));
        return Nodes.with(directory, address(), block(clientAuth, lists));
    }

    private String address() {
        return "status-addr = \"127.0.0.1:" + port + "\"\n";
    }

    private PemFiles files() {
        return PemFiles.in(directory.resolve("probe-port"));
    }

    private String block(String clientAuth, String lists) {
        return """

                [status-security]
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                client-auth = "%s"
                """
                        .formatted(files().ca(), files().cert(), files().key(), clientAuth)
                + lists;
    }

    private Caller as(String name) {
        return Caller.as(probes.issue(Leaf.named(name)), probes);
    }

    private int get(Caller caller) throws IOException {
        return caller.get(port, Version.HTTP_2, "/health").statusCode();
    }

    private int status(Caller caller) {
        try {
            return get(caller);
        } catch (IOException e) {
            // The connection it was refused on has been closed meanwhile.
            return -1;
        }
    }
}
