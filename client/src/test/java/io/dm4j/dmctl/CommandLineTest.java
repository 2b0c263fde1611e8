package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.client.Build;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: flags, exit codes, and what is said when nothing comes of it. */
class CommandLineTest extends MasterFixture {

    @Test
    void takesFlagsWithOneDash() {
        CommandRun run =
                CommandRun.ofScript(Map.of(), "-master-addr", environment().get("DM_MASTER_ADDR"), "list-member", "-w");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void takesFlagsBehindTheCommand() {
        CommandRun run = CommandRun.ofScript(
                Map.of(), "list-member", "--master-addr=" + environment().get("DM_MASTER_ADDR"));

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void readsTheFileOfItsOwn() {
        String path = file("dmctl.toml", "master-addr = \"" + environment().get("DM_MASTER_ADDR") + "\"\n");

        assertThat(CommandRun.ofScript(Map.of(), "--config", path, "list-member")
                        .exitCode())
                .isZero();
    }

    @Test
    void printsTheFormThatIsAskedFor() {
        assertThat(script("list-member", "-o", "table").out()).startsWith("KIND ");
        assertThat(person("list-member", "-o", "json").out()).startsWith("{\n");
    }

    @Test
    void saysThatNoMasterIsNamed() {
        CommandRun run = CommandRun.ofPerson(Map.of(), "list-member");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--master-addr", "DM_MASTER_ADDR");
    }

    @Test
    void saysInOneLineThatTheMasterCannotBeReached() throws IOException {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }

        CommandRun run = CommandRun.ofPerson(Map.of("DM_MASTER_ADDR", nobody), "query-status");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "Error 48001: cannot connect to " + nobody + ": connection refused, nothing listens there."
                                + " Check that the node runs, that its address is right, and that both sides use TLS or neither.\n");
    }

    @Test
    void saysInOneLineThatItIsNotAllowed() {
        master.letNobodyIn(new StatusException(GrpcStatus.PERMISSION_DENIED, "Common Name bob is not on the list"));

        CommandRun run = person("query-status");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("Error 48501: ")
                .contains("Common Name bob is not on the list")
                .hasLineCount(1);
    }

    @Test
    void namesTheNearestCommand() {
        CommandRun run = person("list-membr");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean list-member?");
    }

    @Test
    void refusesAnUnknownForm() {
        CommandRun run = person("list-member", "-o", "xml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'xml' is none of table, json and yaml").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decrypt", "binlog skip t1 --bin x", "validation restart t1"})
    void refusesWordsAndFlagsThatDmDoesNotKnowEither(String command) {
        CommandRun run = person(command.split(" "));

        assertThat(run.err()).startsWith("Error 48522: ");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void showsTheFlagsOfWhatIsNotSupportedYet() {
        CommandRun run = CommandRun.ofPerson(Map.of(), "help", "validation", "status");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "dmctl validation status",
                        "--table-stage=running|stopped",
                        "Not supported yet.",
                        "Exit codes:");
    }

    @Test
    void printsYamlWithTheKeysOfJson() {
        master.source("mysql-01");

        CommandRun run = person("config", "source", "mysql-01", "-o", "yaml");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        result: true
                        msg: ''
                        cfg: |
                          source-id: mysql-01
                        """);
    }

    @Test
    void takesTheSecurityKeysAsFlags() {
        String ca = file("ca.pem", "nobody looks at it");

        CommandRun run = person(
                "list-member",
                "--ssl-ca",
                ca,
                "--tls-min-version=1.0",
                "--cert-allowed-cn=dm",
                "-ssl-server-name",
                "master",
                "--tls-cipher-suites=TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384");

        assertThat(run.err()).startsWith("--tls-min-version: ").hasLineCount(2);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void explainsExitCodesInItsHelp() {
        CommandRun run = CommandRun.ofPerson(Map.of(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("operate-source", "Exit codes:", "DM_MASTER_ADDR", "Not supported yet: ");
    }

    @Test
    void tellsTheFlagsOfTheConnectionOnceAndNotWithEachCommand() {
        CommandRun run = CommandRun.ofPerson(Map.of(), "start-task", "--help");

        assertThat(run.out())
                .contains("--remove-meta", "-s, --source", "-o, --output", "Exit codes:", "dmctl --help")
                .doesNotContain("--ssl-ca=", "--tls-min-version");
        assertThat(CommandRun.ofPerson(Map.of(), "--help").out()).contains("--ssl-ca=", "--tls-min-version");
    }

    @Test
    void tellsItsVersion() {
        assertThat(CommandRun.ofPerson(Map.of(), "-V").out())
                .isEqualTo(Build.ours().text());
    }
}
