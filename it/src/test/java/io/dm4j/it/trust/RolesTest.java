package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a name on a list by role may do, and how it is told what it may not. */
class RolesTest {
    private static Nodes nodes;

    @BeforeAll
    static void open(@TempDir Path directory) {
        nodes = new Nodes(directory);
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dmctl, pb.Master/QueryStatus",
        "dmctl, pb.Master/OperateTask",
        "dmctl, dm4j.v1.Trust/Status",
        "monitor, pb.Master/QueryStatus",
        "monitor, pb.Master/ListMember",
        "monitor, dm4j.v1.Trust/Status"
    })
    void letsAMasterBeCalledByItsRole(String name, String call) throws IOException {
        assertThat(status(nodes.as(name).grpc(nodes.masterPort(), call))).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, pb.Master/StartTask, admin",
        "monitor, pb.Master/OperateSource, admin",
        "monitor, dm4j.v1.Trust/Reload, admin",
        "dm-worker, pb.Master/OperateTask, admin",
        "dm-worker, pb.Master/QueryStatus, observer",
        "dmctl, dm4j.v1.WorkerSession/Open, worker",
        "monitor, dm4j.v1.WorkerSession/Open, worker"
    })
    void refusesACallOfAMasterAndNamesTheRoleThatIsMissing(String name, String call, String role) throws IOException {
        HttpResponse<byte[]> answer = nodes.as(name).grpc(nodes.masterPort(), call);

        assertThat(status(answer)).isEqualTo("7");
        assertThat(answer.headers().firstValue("grpc-message").orElse("")).contains(name, role);
    }

    @ParameterizedTest
    @CsvSource({
        "dm-master, pb.Worker/QueryStatus, 0",
        "monitor, pb.Worker/QueryStatus, 0",
        "dm-master, pb.Worker/PurgeRelay, 0",
        "monitor, pb.Worker/PurgeRelay, 7",
        "monitor, dm4j.v1.Trust/Reload, 7",
        "dmctl, pb.Worker/QueryStatus, 7"
    })
    void takesOrdersOnAWorkerFromMastersOnly(String name, String call, String status) throws IOException {
        assertThat(status(nodes.as(name).grpc(nodes.workerPort(), call))).isEqualTo(status);
    }

    @Test
    void letsAnObserverReadPages() throws IOException {
        for (Version version : Version.values()) {
            for (String page : new String[] {"/status", "/health", "/metrics"}) {
                assertThat(nodes.as("monitor")
                                .get(nodes.masterPort(), version, page)
                                .statusCode())
                        .isEqualTo(200);
                assertThat(nodes.as("monitor")
                                .get(nodes.workerPort(), version, page)
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void refusesAPageWith403() throws IOException {
        HttpResponse<String> answer = nodes.as("dm-worker").get(nodes.masterPort(), Version.HTTP_1_1, "/metrics");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(answer.body()).getString("error_msg")).contains("dm-worker", "observer");
    }

    @Test
    void tellsNobodyButAdminsWhatIsNotThere() throws IOException {
        assertThat(nodes.as("monitor")
                        .get(nodes.masterPort(), Version.HTTP_2, "/nowhere")
                        .statusCode())
                .isEqualTo(403);
        assertThat(nodes.as("dmctl")
                        .get(nodes.masterPort(), Version.HTTP_2, "/nowhere")
                        .statusCode())
                .isEqualTo(404);
    }

    private static String status(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("grpc-status").orElse("0");
    }
}
