package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The configuration file of a running node: its lists are live, the rest is told of. */
class LiveConfigTest extends OnNodes {
    /** What the project promises, and a second for a busy machine. */
    private static final Duration PROMISED = Duration.ofSeconds(3);

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Test
    void aNameThatIsAddedGetsInWithoutARestart() {
        Caller caller = nodes.as("stranger");
        assertThat(status(caller)).isEqualTo(403);

        nodes.configureMaster("", Nodes.MASTER_LIST.replace("\"monitor\"", "\"monitor\", \"stranger\""));

        Await.until(PROMISED, "the stranger is let in", () -> status(caller) == 200);
        assertThat(nodes.trust("m1").getConfig().getNeedsRestartList()).isEmpty();
    }

    @Test
    void aNameThatIsRemovedIsRefusedOnItsOpenConnection() {
        Caller caller = nodes.as("monitor");
        assertThat(status(caller)).isEqualTo(200);

        nodes.configureMaster("", Nodes.MASTER_LIST.replace("\"monitor\"", "\"nobody\""));

        Await.until(PROMISED, "the monitor is refused", () -> status(caller) == 403);
    }

    @Test
    void aRoleThatIsTakenAwayIsGone() {
        Caller caller = nodes.as("dmctl");
        assertThat(call(caller, "pb.Master/OperateTask")).isEqualTo("0");

        nodes.configureMaster("", "[cert-allowed-cn]\nobserver = [\"dmctl\"]\nworker = [\"dm-worker\"]\n");

        Await.until(PROMISED, "dmctl is no admin", () -> call(caller, "pb.Master/OperateTask")
                .equals("7"));
        assertThat(call(caller, "pb.Master/QueryStatus")).isEqualTo("0");
    }

    @Test
    void tellsWhichKeysNeedARestart() {
        nodes.configureWorker("max-sources = 7\n", Nodes.WORKER_LIST);

        Await.until(
                SECONDS,
                "it is told",
                () -> nodes.trust("w1").getConfig().getNeedsRestartList().equals(java.util.List.of("max-sources")));
        assertThat(body(nodes.as("monitor"), nodes.workerPort())).contains("dm_config_needs_restart 1.0");
    }

    @Test
    void aFileThatCannotBeReadChangesNothingAndIsToldOf() throws IOException {
        Files.writeString(nodes.masterConfig(), "cert-allowed-cn = [\"stranger\"");

        Await.until(SECONDS, "it is told", () -> nodes.trust("m1").getConfig().hasTrouble());

        assertThat(nodes.trust("m1").getConfig().getTrouble().getMessage()).contains("dm-master.toml", "20002");
        assertThat(status(nodes.as("stranger"))).isEqualTo(403);
        assertThat(status(nodes.as("monitor"))).isEqualTo(200);
    }

    @Test
    void aListThatVanishesLetsNobodyIn() {
        nodes.configureMaster("", "");

        Await.until(SECONDS, "it is told", () -> nodes.trust("m1").getConfig().hasTrouble());

        assertThat(nodes.trust("m1").getConfig().getTrouble().getMessage()).contains("would admit every name");
        assertThat(status(nodes.as("stranger"))).isEqualTo(403);
    }

    private int status(Caller caller) {
        try {
            return caller.get(nodes.masterPort(), Version.HTTP_2, "/status").statusCode();
        } catch (IOException e) {
            // The connection it was refused on has been closed meanwhile.
            return -1;
        }
    }

    private String call(Caller caller, String method) {
        try {
            return caller.grpc(nodes.masterPort(), method)
                    .headers()
                    .firstValue("grpc-status")
                    .orElse("0");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static String body(Caller caller, int port) {
        try {
            return caller.get(port, Version.HTTP_2, "/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
