package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.pki.PemFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** cert ca, issue and renew: files only, no master anywhere. */
class CertTest {
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    @TempDir
    Path directory;

    @Test
    void makesAnAuthorityAndSaysWhatComesNext() throws IOException {
        CommandRun run = person("cert", "ca", "--dir", "D/ca");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(plain(run.out()))
                .isEqualTo(
                        """
                        CN=dm4j CA, valid until T
                        FILE  FOR
                        D/ca/ca.pem  written  whom to trust
                        D/ca/ca.key  written  signs certificates: keep it to yourself
                        Next: dmctl cert issue --dir D/ca --cn NAME --host HOST --out DIR
                        """);
        assertThat(permissions(directory.resolve("ca/ca.key"))).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("ca/ca.pem"))).isEqualTo("rw-r--r--");
    }

    @Test
    void issuesAFileSetAndSaysWhatItIsFor() throws Exception {
        person("cert", "ca", "--dir", "D/ca", "--name", "house CA", "--days", "20");

        CommandRun run = person(
                "cert",
                "issue",
                "--dir",
                "D/ca",
                "--cn",
                "dm",
                "--host",
                "localhost,127.0.0.1",
                "--uri",
                "spiffe://prod/dm",
                "--days",
                "7",
                "--out",
                "D/tls");

        assertThat(run.err()).isEmpty();
        assertThat(plain(run.out()))
                .isEqualTo(
                        """
                        CN=dm, valid until T
                        FILE  FOR
                        D/tls/dm.pem  written  ssl-cert
                        D/tls/dm.key  written  ssl-key: for its owner only
                        D/tls/ca.pem  written  ssl-ca
                        Next: name the files as ssl-ca, ssl-cert and ssl-key, and dm in cert-allowed-cn of those it calls
                        """);
        assertThat(permissions(directory.resolve("tls/dm.key"))).isEqualTo("rw-------");
        X509Certificate leaf = files().leaf();
        assertThat(leaf.getIssuerX500Principal().getName()).isEqualTo("CN=house CA");
        assertThat(leaf.getSubjectAlternativeNames()).hasSize(3);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getNotAfter().toInstant())
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
    }

    @Test
    void makesACallerOfOneWithoutAHost() throws Exception {
        person("cert", "ca", "--dir", "D/ca");

        person("cert", "issue", "--dir", "D/ca", "--cn", "dm", "--out", "D/tls");

        assertThat(files().leaf().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void renewsUnderAnotherAuthorityAndTrustsBoth() throws Exception {
        person("cert", "ca", "--dir", "D/ca");
        person("cert", "ca", "--dir", "D/next", "--name", "next CA");
        person("cert", "issue", "--dir", "D/ca", "--cn", "dm", "--host", "127.0.0.1", "--days", "7", "--out", "D/tls");
        X509Certificate before = files().leaf();

        CommandRun run = person("cert", "renew", "--dir", "D/next", "--file", "dm", "--out", "D/tls");

        assertThat(plain(run.out()))
                .isEqualTo(
                        """
                        CN=dm, valid until T
                        FILE  FOR
                        D/tls/dm.pem  written  ssl-cert
                        D/tls/dm.key  written  ssl-key: for its owner only
                        D/tls/ca.pem  written  ssl-ca
                        Next: nothing, a node reads them at its next connection
                        """);
        X509Certificate after = files().leaf();
        assertThat(after.getIssuerX500Principal().getName()).isEqualTo("CN=next CA");
        assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(before.getSubjectAlternativeNames()));
        assertThat(files().trusted()).hasSize(2);
        assertThat(Duration.between(
                        after.getNotBefore().toInstant(), after.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(7), Duration.ofDays(8));
    }

    @Test
    void tellsAScriptInJson() {
        person("cert", "ca", "--dir", "D/ca");
        person("cert", "issue", "--dir", "D/ca", "--cn", "dm", "--out", "D/tls");

        JsonObject again = new JsonObject(script("cert", "issue", "--dir", "D/ca", "--cn", "dm", "--out", "D/tls")
                .out());

        assertThat(again.getBoolean("result")).isTrue();
        assertThat(again.getString("subject")).isEqualTo("CN=dm");
        assertThat(again.getString("notAfter")).matches(INSTANT);
        assertThat(again.getJsonArray("files").getJsonObject(0).getBoolean("changed"))
                .isTrue();
        assertThat(again.getJsonArray("files").getJsonObject(2).getMap())
                .isEqualTo(
                        Map.of("file", directory.resolve("tls/ca.pem").toString(), "changed", false, "for", "ssl-ca"));
    }

    @Test
    void neverReplacesAnAuthority() throws IOException {
        person("cert", "ca", "--dir", "D/ca");
        byte[] key = Files.readAllBytes(directory.resolve("ca/ca.key"));

        CommandRun run = person("cert", "ca", "--dir", "D/ca");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(plain(run.err()))
                .isEqualTo("Error 48541: D/ca/ca.key is there already and is not replaced. Name another directory; to"
                        + " replace a CA, make the new one beside it and trust both for a while.\n");
        assertThat(directory.resolve("ca/ca.key")).hasBinaryContent(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cert                                                            | cert: what to do is missing",
                "cert sign                                                       | 'sign'. Try dmctl cert --help",
                "cert ca                                                         | --dir",
                "cert ca --dir D/x --days 0                                      | --days is 0",
                "cert ca --dir D/x --days many                                   | --days",
                "cert issue --dir D/ca --out D/tls                               | --cn",
                "cert issue --dir D/none --cn dm --out D/tls                     | D/none/ca.pem: there is no such file",
                "cert issue --dir D/ca --cn dm --host 10.0.0.300 --out D/tls     | neither a DNS name nor an IP address",
                "cert issue --dir D/ca --cn dm --host db:3306 --out D/tls        | 'db:3306'",
                "cert issue --dir D/ca --cn dm --uri prod/dm --out D/tls         | has no scheme",
                "cert issue --dir D/ca --cn ../dm --out D/tls                    | Give another one with --file",
                "cert issue --dir D/ca --cn ca --out D/tls                       | cannot be the name of files",
                "cert issue --dir D/ca --cn dm --out D/ca/ca.key                 | cannot write",
                "cert renew --dir D/ca --file dm --out D/none                    | D/none/dm.pem"
            })
    void refusesWrongInputAndWritesNothing(String line, String said) {
        person("cert", "ca", "--dir", "D/ca");

        CommandRun run = person(line.split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(plain(run.err())).contains(said).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("tls")).doesNotExist();
    }

    @Test
    void explainsItself() {
        assertThat(person("cert", "--help").out()).contains("ca ", "issue ", "renew ", "Exit codes:");
        assertThat(person("cert", "issue", "--help").out()).contains("--host", "spiffe://", "Exit codes:");
    }

    private PemFiles files() {
        return PemFiles.named(directory.resolve("tls"), "dm");
    }

    private CommandRun person(String... words) {
        return CommandRun.ofPerson(Map.of(), here(words));
    }

    private CommandRun script(String... words) {
        return CommandRun.ofScript(Map.of(), here(words));
    }

    private String[] here(String... words) {
        return Stream.of(words)
                .map(word -> word.startsWith("D/") ? directory + word.substring(1) : word)
                .toArray(String[]::new);
    }

    private String plain(String text) {
        return text.replace(directory.toString(), "D").replaceAll(INSTANT, "T").replaceAll(" {2,}", "  ");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
