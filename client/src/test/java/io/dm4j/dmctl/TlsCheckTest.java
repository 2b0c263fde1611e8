package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** tls check: what is printed, and what a script learns. */
class TlsCheckTest {

    @TempDir
    Path directory;

    private PemFiles files;

    @BeforeEach
    void issue() throws IOException {
        CertificateAuthority authority = CertificateAuthority.create("house CA", Duration.ofDays(400));
        files = authority
                .issue(Leaf.named("dm").lasting(Duration.ofDays(200).plusHours(1)))
                .writeTo(directory.resolve("tls"));
        Files.writeString(
                directory.resolve("dm-master.toml"),
                """
                name = "m"
                master-addr = "127.0.0.1:8261"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                cert-allowed-cn = ["dm"]
                """
                        .formatted(files.ca(), files.cert(), files.key()));
    }

    @Test
    void tellsOneLineEach() {
        CommandRun run = person("tls", "check", "--config", "D/dm-master.toml");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(plain(run.out()))
                .isEqualTo(
                        """
                        STATE  WHAT             FOUND
                        ok     dm-master.toml   a dm-master file: CN=dm, key and certificate are a pair, usable for its role, trusts CN=house CA
                        ok     dates            valid until T, 200 days
                        ok     ssl-key          D/tls/key.pem is rw-------
                        ok     advertise-addr   the certificate of dm-master.toml is for 127.0.0.1
                        ok     cert-allowed-cn  [dm] with the own name
                        """);
    }

    @Test
    void tellsTheFixOfAWarning() throws IOException {
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));

        CommandRun run = person("tls", "check", "--config", "D/dm-master.toml");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(plain(run.out()))
                .contains(
                        "warning  ssl-key          D/tls/key.pem is rw-r--r--: open to others than its owner and group."
                                + " chmod 600 D/tls/key.pem\n");
    }

    @Test
    void tellsAScriptWhatIsBroken() throws IOException {
        Files.delete(files.cert());

        CommandRun run = CommandRun.ofScript(Map.of(), here("tls", "check", "--config", "D/dm-master.toml"));

        JsonObject told = new JsonObject(run.out());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(told.getBoolean("result")).isFalse();
        assertThat(told.getString("state")).isEqualTo("error");
        JsonObject finding = told.getJsonArray("findings").getJsonObject(0);
        assertThat(finding.getString("state")).isEqualTo("error");
        assertThat(finding.getString("found")).contains("cert.pem: there is no such file");
        assertThat(finding.getString("fix")).isNotBlank();
    }

    @Test
    void comparesTwoSides() throws IOException {
        Files.writeString(
                directory.resolve("dmctl.toml"),
                """
                master-addr = "localhost:8261"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                """
                        .formatted(files.ca(), files.cert(), files.key()));

        CommandRun run = person("tls", "check", "--config", "D/dmctl.toml", "--config", "D/dm-master.toml");

        assertThat(run.exitCode()).isZero();
        assertThat(plain(run.out()))
                .contains(
                        "ok     dmctl.toml -> dm-master.toml  CN=dm may call\n",
                        "ok     dmctl.toml -> dm-master.toml  CN=dm may answer\n",
                        "ok     dmctl.toml -> dm-master.toml  the certificate of dm-master.toml is for localhost\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls                                                           | tls: what to do is missing",
                "tls look                                                      | 'look', did you mean reload?",
                "tls check                                                     | tls check: 0 files are named",
                "tls check --config D/a --config D/b --config D/c              | tls check: 3 files are named",
                "tls check --config D/dm-master.toml --peer nowhere            | 'nowhere' is no address",
                "list-member --config D/dm-master.toml --config D/b            | --config is given 2 times"
            })
    void refusesWrongUsage(String line, String said) {
        CommandRun run = person(line.split(" +"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void findsAFileThatIsNotThere() {
        CommandRun run = person("tls", "check", "--config", "D/none.toml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(plain(run.out())).contains("error  D/none.toml  does not exist");
    }

    @Test
    void explainsItself() {
        assertThat(person("tls", "--help").out()).contains("check ", "status ", "reload ", "rotate-ca ");
        assertThat(person("tls", "check", "--help").out()).contains("--peer", "1: a warning; 2: an error");
    }

    private CommandRun person(String... words) {
        return CommandRun.ofPerson(Map.of(), here(words));
    }

    private String[] here(String... words) {
        return java.util.Arrays.stream(words)
                .map(word -> word.startsWith("D/") ? directory + word.substring(1) : word)
                .toArray(String[]::new);
    }

    private String plain(String text) {
        return text.replace(directory.toString(), "D").replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "T");
    }
}
