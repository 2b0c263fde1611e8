package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.client.NodeChannel;
import io.dm4j.client.NodeError;
import io.dm4j.client.PeerClient;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three masters under mutual TLS: who reaches their ports for each other, and that they stay together while all their files change. */
class PeerPortTest {
    /** The least there can be of a message: it asks for nothing. */
    private static final byte[] NOTHING = {};

    private ThreeMasters masters;
    private NodeChannel dmctl;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        masters = new ThreeMasters(directory);
        dmctl = masters.channel("dmctl", masters.authority());
    }

    @AfterEach
    void stop() throws Exception {
        masters.close();
    }

    @Test
    void onlyAMasterIsHeardByMasters() {
        for (String name : List.of("dmctl", "w1", "stranger")) {
            NodeChannel channel = masters.channel(name, masters.authority());
            assertThatThrownBy(() -> say(channel, "m1", 1)).as(name).satisfies(e -> assertThat(code(e))
                    .isEqualTo(NodeError.NOT_ALLOWED));
        }
        assertThatThrownBy(() -> say(masters.channelInPlainText(), "m1", 1))
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
        assertThatThrownBy(() -> say(masters.channel("m1", masters.nextAuthority()), "m1", 1))
                .as("of a CA that is not trusted")
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
    }

    @Test
    void aMasterIsHeardWhetherWhatItSaysHasASenseOrNot() {
        NodeChannel master = masters.channel("m2", masters.authority());

        assertThatThrownBy(() -> say(master, "m1", 99))
                .satisfies(e -> assertThat(code(e)).isEqualTo(NodeError.CALL_FAILED));
        assertThat(alive()).isEqualTo(3);
    }

    @Test
    void mastersStayTogetherWhileTheirAuthorityIsReplaced() throws Exception {
        write(1);
        all(files -> files.replaceTrust(masters.authority(), masters.nextAuthority()));
        for (String name : masters.names()) {
            masters.files(name).replaceIdentity(masters.nextAuthority().issue(Leaf.named(name)));
        }
        masters.look();
        dmctl = masters.channel("dmctl", masters.nextAuthority());
        write(2);
        all(files -> files.replaceTrust(masters.nextAuthority()));

        write(3);

        until("all are alive under the new one", () -> alive() == 3);
        assertThatThrownBy(() -> say(masters.channel("m1", masters.authority()), "m2", 1))
                .as("with a certificate of the old authority")
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
    }

    private void all(Consumer<PemFiles> change) throws Exception {
        masters.names().forEach(name -> change.accept(masters.files(name)));
        masters.look();
    }

    private void say(NodeChannel from, String to, int call) throws Exception {
        await(new PeerClient(from).pass(masters.peerAddress(to), call, NOTHING));
    }

    private void write(int number) throws Exception {
        JsonObject place = new JsonObject().put("host", "test").put("port", number);
        String body = new JsonObject().put("grafana_topology", place).encode();
        for (String name : masters.names()) {
            until("written at " + name, () -> ask(name, HttpMethod.PUT, "/api/v1/cluster/info", body)
                    .contains("\"port\""));
        }
    }

    private long alive() {
        String answer = ask("m1", HttpMethod.GET, "/api/v1/cluster/masters", "");
        JsonArray all =
                answer.startsWith("{") ? new JsonObject(answer).getJsonArray("data", new JsonArray()) : new JsonArray();
        return all.stream()
                .map(JsonObject.class::cast)
                .filter(m -> m.getBoolean("alive"))
                .count();
    }

    private String ask(String master, HttpMethod method, String path, String body) {
        try {
            return await(dmctl.request(masters.address(master), method, path)
                            .compose(request -> request.putHeader("content-type", "application/json")
                                    .send(Buffer.buffer(body)))
                            .compose(HttpClientResponse::body))
                    .toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static ErrorCode code(Throwable e) {
        assertThat(e).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(DmException.class);
        return ((DmException) e.getCause()).code();
    }
}
