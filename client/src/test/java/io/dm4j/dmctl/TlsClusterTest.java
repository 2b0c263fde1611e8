package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.trust.Callers;
import io.dm4j.api.trust.Certificate;
import io.dm4j.api.trust.ConfigFile;
import io.dm4j.api.trust.ConnectedCaller;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.Link;
import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.RefusedCaller;
import io.dm4j.api.trust.ReloadOutcome;
import io.dm4j.api.trust.Reloaded;
import io.dm4j.api.trust.Trouble;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.PemFiles;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tls status, reload and rotate-ca, as the nodes' answers have them. */
class TlsClusterTest extends MasterFixture {
    private static final long LOADED = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

    private final CertificateAuthority old = CertificateAuthority.create("old CA");
    private final CertificateAuthority next = CertificateAuthority.create("next CA");

    @Test
    void showsSetsLinksAndCallersInTables() {
        master.trust()
                .stands(answer(node("master-1", set("port", old, old).build())
                        .addLinks(Link.newBuilder()
                                .setUse("session")
                                .setPeer("127.0.0.1:8262")
                                .setCertificate(leaf(old))
                                .setGeneration(1)
                                .setSinceMs(LOADED))
                        .addCallers(Callers.newBuilder()
                                .setUse("port")
                                .addConnected(ConnectedCaller.newBuilder()
                                        .setName("dm")
                                        .setGeneration(2)
                                        .setConnections(3))
                                .addRefused(RefusedCaller.newBuilder()
                                        .setName("mallory")
                                        .setReason("not listed")
                                        .setCount(7)))));

        CommandRun run = person("tls", "status");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "T")
                        .replaceAll(" {2,}", "  "))
                .isEqualTo(
                        """
                        NODE  USE  SUBJECT  ISSUER  NOT AFTER  DAYS  GENERATION  SINCE  STATE  NAMES
                        master-1  port  CN=dm  CN=old CA  T  40  2  T  ok  dns:localhost ip:127.0.0.1

                        NODE  USE  CONNECTED TO  SUBJECT  NOT AFTER  DAYS  GENERATION  SINCE
                        master-1  session  127.0.0.1:8262  CN=dm  T  40  1  T

                        NODE  USE  CALLER  STATE  COUNT  WHY
                        master-1  port  dm  connected  3  generation 2
                        master-1  port  mallory  refused  7  not listed

                        """);
    }

    @Test
    void saysWhatIsWrongAndFails() {
        master.trust()
                .stands(answer(
                        node(
                                        "master-1",
                                        set("port", old, old)
                                                .setTrouble(Trouble.newBuilder().setMessage("key.pem: is empty"))
                                                .addWarnings("tls-min-version is 1.0")
                                                .build())
                                .setConfig(ConfigFile.newBuilder()
                                        .setPath("dm-master.toml")
                                        .addNeedsRestart("data-dir")),
                        silent("worker-1")));

        CommandRun run = person("tls", "status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "  trouble  ",
                        "master-1 (port): key.pem: is empty\n",
                        "master-1 (port): tls-min-version is 1.0\n",
                        "master-1 (dm-master.toml): needs a restart: data-dir\n",
                        "worker-1 did not answer: no answer within 5 s\n");
    }

    @Test
    void showsAScriptTheWholeAnswer() {
        master.trust().stands(answer(node("master-1", set("port", old, old).build())));

        CommandRun run = script("tls", "status", "-n", "master-1,worker-1");

        assertThat(run.exitCode()).isZero();
        JsonObject node = new JsonObject(run.out()).getJsonArray("nodes").getJsonObject(0);
        assertThat(node.getJsonObject("node").getString("name")).isEqualTo("master-1");
        assertThat(node.getJsonArray("sets").getJsonObject(0).getString("generation"))
                .isEqualTo("2");
        assertThat(node.getValue("config")).isNull();
        assertThat(master.trust().questions())
                .containsExactly(TrustStatusRequest.newBuilder()
                        .addAllNames(List.of("master-1", "worker-1"))
                        .build());
    }

    @Test
    void tellsWhatWasTakenOnReload() {
        master.trust()
                .reloads(TrustReloadResponse.newBuilder()
                        .addNodes(reload(
                                "master-1",
                                reloaded("port", ReloadOutcome.RELOAD_TAKEN, 3, "CN=dm serial 5"),
                                reloaded("session", ReloadOutcome.RELOAD_UNCHANGED, 2, "")))
                        .build());

        CommandRun run = person("tls", "reload");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        NODE      USE      OUTCOME    GENERATION  DETAIL
                        master-1  port     taken      3           CN=dm serial 5
                        master-1  session  as it was  2
                        """);
        assertThat(master.trust().questions()).containsExactly(TrustReloadRequest.getDefaultInstance());
    }

    @Test
    void failsIfANodeRefusesWhatLiesOnItsDisk() {
        master.trust()
                .reloads(TrustReloadResponse.newBuilder()
                        .addNodes(reload(
                                "master-1", reloaded("port", ReloadOutcome.RELOAD_REFUSED, 2, "key.pem: is empty")))
                        .addNodes(NodeReload.newBuilder()
                                .setNode(Node.newBuilder().setName("worker-1"))
                                .setError("no answer within 5 s"))
                        .build());

        CommandRun run = person("tls", "reload");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        NODE      USE   OUTCOME    GENERATION  DETAIL
                        master-1  port  refused    2           key.pem: is empty
                        worker-1  -     no answer  -           no answer within 5 s
                        """);
        assertThat(script("tls", "reload").exitCode()).isEqualTo(1);
    }

    @Test
    void plansTheNextStep() {
        master.trust()
                .stands(answer(
                        node("master-1", set("port", old, old, next).build()),
                        node("worker-1", set("session", old, old).build())));

        CommandRun run = person("tls", "rotate-ca", "--plan", "--ca", wanted());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        STEP              STATE     STILL TO CHANGE
                        trust both        next      worker-1 (session)
                        swap leaves       not safe  master-1 (port), worker-1 (session)
                        withdraw the old  not safe  master-1 (port), worker-1 (session)
                        Next: on worker-1 (session): add CN=next CA to ssl-ca and keep what is there; CN=old CA must be in it until the leaves are swapped. Then: dmctl tls reload, and this plan again
                        """);
    }

    @Test
    void plansNothingWhileANodeIsSilent() {
        master.trust()
                .stands(answer(node("master-1", set("port", next, old, next).build()), silent("worker-1")));

        CommandRun run = person("tls", "rotate-ca", "--plan", "--ca", wanted());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        """
                        STEP              STATE     STILL TO CHANGE
                        trust both        not safe  -
                        swap leaves       not safe  -
                        withdraw the old  not safe  master-1 (port)
                        In the way: worker-1 does not say what it trusts: no answer within 5 s
                        """);
        JsonObject told = new JsonObject(
                script("tls", "rotate-ca", "--plan", "--ca", wanted()).out());
        assertThat(told.getBoolean("result")).isFalse();
        assertThat(told.getString("next")).isEmpty();
        assertThat(told.getJsonArray("obstacles")).hasSize(1);
    }

    @Test
    void saysThatAllIsDone() {
        master.trust().stands(answer(node("master-1", set("port", next, next).build())));

        CommandRun run = person("tls", "rotate-ca", "--plan", "--ca", wanted());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("All is done.\n");
        JsonObject told = new JsonObject(
                script("tls", "rotate-ca", "--plan", "--ca", wanted()).out());
        assertThat(told.getBoolean("done")).isTrue();
        assertThat(told.getJsonArray("steps").getJsonObject(2).getString("state"))
                .isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls rotate-ca --ca wanted.pem           | --plan",
                "tls rotate-ca --plan                    | --ca",
                "tls rotate-ca --plan --ca none.pem      | none.pem: cannot be read as PEM certificates",
                "tls status more                         | 'more'"
            })
    void refusesWrongUsage(String line, String said) {
        CommandRun run = person(line.split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said).hasLineCount(1);
        assertThat(master.trust().questions()).isEmpty();
    }

    @Test
    void explainsItself() {
        assertThat(person("tls", "status", "--help").out()).contains("--name", "Exit codes:");
        assertThat(person("tls", "rotate-ca", "--help").out()).contains("--plan", "withdraw the old CA");
    }

    private String wanted() {
        PemFiles files = PemFiles.in(directory.resolve("wanted"));
        files.replaceTrust(next);
        return files.ca().toString();
    }

    private static TrustStatusResponse answer(NodeTrust.Builder... nodes) {
        TrustStatusResponse.Builder answer = TrustStatusResponse.newBuilder();
        Stream.of(nodes).forEach(answer::addNodes);
        return answer.build();
    }

    private static NodeTrust.Builder node(String name, FileSet set) {
        return NodeTrust.newBuilder()
                .setNode(Node.newBuilder().setName(name))
                .setTls(true)
                .addSets(set);
    }

    private static NodeTrust.Builder silent(String name) {
        return NodeTrust.newBuilder().setNode(Node.newBuilder().setName(name)).setError("no answer within 5 s");
    }

    private static FileSet.Builder set(String use, CertificateAuthority issuer, CertificateAuthority... trusted) {
        FileSet.Builder set = FileSet.newBuilder()
                .setUse(use)
                .setRole("server")
                .setGeneration(2)
                .setCertificate(leaf(issuer))
                .setLoadedAtMs(LOADED);
        Stream.of(trusted).map(TlsClusterTest::shown).forEach(set::addCa);
        return set;
    }

    private static Certificate.Builder leaf(CertificateAuthority issuer) {
        return Certificate.newBuilder()
                .setSubject("CN=dm")
                .setIssuer(shown(issuer).getSubject())
                .addSans("dns:localhost")
                .addSans("ip:127.0.0.1")
                .setNotAfterMs(
                        Instant.now().plus(Duration.ofDays(40).plusHours(1)).toEpochMilli());
    }

    private static Certificate shown(CertificateAuthority authority) {
        var shown = TrustSets.shown(authority.certificate());
        return Certificate.newBuilder()
                .setSubject(shown.subject())
                .setIssuer(shown.issuer())
                .setSha256(shown.fingerprint())
                .build();
    }

    private static NodeReload reload(String node, Reloaded... sets) {
        return NodeReload.newBuilder()
                .setNode(Node.newBuilder().setName(node))
                .addAllReloaded(List.of(sets))
                .build();
    }

    private static Reloaded reloaded(String use, ReloadOutcome outcome, long generation, String detail) {
        return Reloaded.newBuilder()
                .setUse(use)
                .setOutcome(outcome)
                .setGeneration(generation)
                .setDetail(detail)
                .build();
    }
}
