package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** dmctl's tls commands on a running cluster: what is seen, and a change of CA in the steps that dmctl calls safe. */
class DmctlTlsTest extends OnNodes {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final List<String> PARTIES = List.of("dm-master", "dm-worker", "dmctl");

    @Test
    void showsEverySetOfEveryNode() {
        DmctlRun run = dmctl(DmctlRun.Reader.PERSON, "tls", "status");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " ")))
                .anyMatch(line ->
                        line.matches("m1 port CN=dm-master CN=node CA \\S+ 29 1 \\S+ ok dns:localhost ip:127.*"))
                .anyMatch(line ->
                        line.matches("w1 port CN=dm-worker CN=node CA \\S+ 29 1 \\S+ ok dns:localhost ip:127.*"));
        DmctlRun worker = dmctl(DmctlRun.Reader.PERSON, "tls", "status", "-n", "w1");
        assertThat(worker.out())
                .containsPattern("w1 +session +127.0.0.1:" + nodes.masterPort() + " +CN=dm-master ")
                .containsPattern("w1 +port +dm-master +connected +1 ")
                .doesNotContain("m1 ");
    }

    @Test
    void showsWhyFilesOnDiskDoNotServe() {
        nodes.pem("dm-worker")
                .replaceIdentity(new Issued(
                        nodes.authority().issue(Leaf.named("dm-worker")).certificate(),
                        nodes.authority().issue(Leaf.named("dm-worker")).key(),
                        nodes.authority()));

        DmctlRun reload = dmctl(DmctlRun.Reader.PERSON, "tls", "reload");

        assertThat(reload.exitCode()).isEqualTo(1);
        assertThat(reload.out()).containsPattern("w1 +port +refused +1 +.*11507");
        Await.until(
                SECONDS,
                "the trouble lasts",
                () -> dmctl(DmctlRun.Reader.PERSON, "tls", "status").exitCode() == 1);
        assertThat(dmctl(DmctlRun.Reader.PERSON, "tls", "status").out()).containsPattern("w1 \\(port\\): .*11507");
    }

    @Test
    void tellsOnReloadWhatIsInUse() {
        nodes.pem("dm-worker").replaceIdentity(nodes.authority().issue(Leaf.named("dm-worker")));

        DmctlRun run = dmctl(DmctlRun.Reader.PERSON, "tls", "reload");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        // The look of each second may have come first.
        assertThat(run.out())
                .containsPattern("w1 +port +(taken|as it was) +2")
                .containsPattern("m1 +port +as it was +1");
    }

    @Test
    void leadsThroughAChangeOfCa() {
        CertificateAuthority old = nodes.authority();
        CertificateAuthority next = CertificateAuthority.create("next CA");
        PemFiles wanted = PemFiles.in(directory.resolve("wanted"));
        wanted.replaceTrust(next);

        assertThat(rollOver().next(wanted)).isEqualTo("trust both");
        Stream.of("dm-master", "dmctl").forEach(party -> nodes.pem(party).addTrust(next));
        assertThat(rollOver().places(wanted, 0)).isNotEmpty().allMatch(place -> place.startsWith("w1 "));
        nodes.pem("dm-worker").addTrust(next);

        assertThat(rollOver().next(wanted)).isEqualTo("swap leaves");
        Stream.of("dm-worker", "dmctl").forEach(party -> swap(party, next));
        assertThat(rollOver().next(wanted)).isEqualTo("swap leaves");
        assertThat(rollOver().places(wanted, 1)).isNotEmpty().allMatch(place -> place.startsWith("m1 "));
        swap("dm-master", next);

        assertThat(rollOver().next(wanted)).isEqualTo("withdraw the old");
        PARTIES.forEach(party -> nodes.pem(party).replaceTrust(next));

        JsonObject plan = rollOver().plan(wanted);
        assertThat(plan.getBoolean("done")).as(plan.encodePrettily()).isTrue();
        assertThat(dmctl(DmctlRun.Reader.PERSON, "tls", "status").out())
                .contains(next.certificate().getSubjectX500Principal().getName())
                .doesNotContain(old.certificate().getSubjectX500Principal().getName());
        assertThat(dmctl(DmctlRun.Reader.PERSON, "list-member", "-w").out()).contains("free");
    }

    @Test
    void callsNoStepSafeWhileAWorkerIsAway() {
        PemFiles wanted = PemFiles.in(directory.resolve("wanted"));
        wanted.replaceTrust(CertificateAuthority.create("next CA"));
        nodes.stopWorker();

        Await.until(
                SECONDS, "the worker is away", () -> !rollOver().plan(wanted).getBoolean("result"));

        assertThat(rollOver().plan(wanted).getString("msg")).contains("w1 does not say what it trusts");
    }

    private void swap(String party, CertificateAuthority issuer) {
        nodes.pem(party).replaceIdentity(issuer.issue(Leaf.named(party)));
    }

    private DmctlRun dmctl(DmctlRun.Reader reader, String... command) {
        return rollOver().dmctl(reader, command);
    }

    private RollOver rollOver() {
        return new RollOver(nodes.masterPort(), nodes.pem("dmctl"));
    }
}
