package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.MasterFile;
import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Ports;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of CA under three masters, in the steps that dmctl calls safe: the ports and the lines between the masters count too. */
class RollOverOfMastersTest {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final List<String> MASTERS = List.of("m1", "m2", "m3");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority old = CertificateAuthority.create("old CA");
    private final CertificateAuthority next = CertificateAuthority.create("next CA");
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Integer> peerPorts = new TreeMap<>();

    @BeforeEach
    void start() throws IOException {
        Stream.concat(MASTERS.stream(), Stream.of("dmctl"))
                .forEach(party -> old.issue(Leaf.named(party)).writeTo(directory.resolve(party)));
        Files.writeString(directory.resolve("secret.key"), "ab".repeat(32));
        MASTERS.forEach(name -> {
            ports.put(name, Ports.free());
            peerPorts.put(name, Ports.free());
        });
        House.await(Future.all(MASTERS.stream()
                .map(name -> vertx.deployVerticle(new MasterVerticle(
                        MasterFile.parse(name, file(name), Map.of()).value())))
                .toList()));
        Await.until(
                SECONDS,
                "all three answer",
                () -> dmctl(DmctlRun.Reader.SCRIPT, "tls", "status").exitCode() == 0);
    }

    @AfterEach
    void end() {
        House.await(vertx.close());
    }

    @Test
    void noStepIsSafeBeforeEachMasterHasTakenTheOneBefore() {
        PemFiles wanted = PemFiles.in(directory.resolve("wanted"));
        wanted.replaceTrust(next);

        assertThat(rollOver().next(wanted)).isEqualTo("trust both");
        Stream.of("m1", "m2", "dmctl").forEach(party -> pem(party).addTrust(next));
        assertThat(rollOver().next(wanted)).isEqualTo("trust both");
        assertThat(rollOver().places(wanted, 0)).isNotEmpty().allMatch(place -> place.startsWith("m3 "));
        pem("m3").addTrust(next);

        assertThat(rollOver().next(wanted)).isEqualTo("swap leaves");
        Stream.of("m1", "m3", "dmctl").forEach(this::swap);
        assertThat(rollOver().next(wanted)).isEqualTo("swap leaves");
        assertThat(rollOver().places(wanted, 1)).isNotEmpty().allMatch(place -> place.startsWith("m2 "));
        swap("m2");

        assertThat(rollOver().next(wanted)).isEqualTo("withdraw the old");
        Stream.concat(MASTERS.stream(), Stream.of("dmctl"))
                .forEach(party -> pem(party).replaceTrust(next));

        JsonObject plan = rollOver().plan(wanted);
        assertThat(plan.getBoolean("done")).as(plan.encodePrettily()).isTrue();
        Await.until(SECONDS, "the masters hear each other under the next CA", () -> alive() == MASTERS.size());
    }

    private void swap(String party) {
        pem(party).replaceIdentity(next.issue(Leaf.named(party)));
    }

    private PemFiles pem(String party) {
        return PemFiles.in(directory.resolve(party));
    }

    private String file(String name) {
        PemFiles files = pem(name);
        return """
                name = "%s"
                master-addr = "127.0.0.1:%d"
                peer-urls = "https://127.0.0.1:%d"
                initial-cluster = "%s"
                data-dir = "%s"
                secret-key-path = "%s"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                [cert-allowed-cn]
                admin = ["dmctl"]
                master = ["m1", "m2", "m3"]
                """
                .formatted(
                        name,
                        ports.get(name),
                        peerPorts.get(name),
                        MASTERS.stream()
                                .map(each -> each + "=https://127.0.0.1:" + peerPorts.get(each))
                                .collect(Collectors.joining(",")),
                        directory.resolve(name + ".data"),
                        directory.resolve("secret.key"),
                        files.ca(),
                        files.cert(),
                        files.key());
    }

    private long alive() {
        return new JsonObject(
                        dmctl(DmctlRun.Reader.SCRIPT, "list-member", "--master").out())
                .getJsonArray("members").stream()
                        .map(JsonObject.class::cast)
                        .flatMap(member -> member.getJsonObject("master").getJsonArray("masters").stream())
                        .map(JsonObject.class::cast)
                        .filter(master -> master.getBoolean("alive"))
                        .count();
    }

    private DmctlRun dmctl(DmctlRun.Reader reader, String... command) {
        return rollOver().dmctl(reader, command);
    }

    private RollOver rollOver() {
        return new RollOver(ports.get("m1"), pem("dmctl"));
    }
}
