package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerFileTest {
    private static final String NEEDED = "worker-addr = \"w1:8262\"\njoin = \"m1:8261\"\n";

    @TempDir
    private Path directory;

    @Test
    void defaults() throws Exception {
        assertThat(read(NEEDED).value())
                .isEqualTo(new WorkerConfig(
                        "w1:8262",
                        new Address("w1", 8262),
                        new Address("w1", 8262),
                        List.of(new Address("m1", 8261)),
                        LogConfig.DEFAULT,
                        Duration.ofSeconds(60),
                        1,
                        SecurityConfig.NONE));
    }

    @Test
    void fullMapping() throws Exception {
        WorkerConfig config =
                read("""
                        name = "w1"
                        worker-addr = ":1"
                        advertise-addr = "w1.example:2"
                        join = "https://m1:3,m2:3"
                        log-level = "error"
                        log-file = "/log"
                        audit-log-file = "/audit"
                        log-format = "json"
                        keepalive-ttl = 5
                        max-sources = 0
                        grpc-reflection = true
                        ssl-ca = "/ca"
                        ssl-cert = "/cert"
                        ssl-key = "/key"
                        cert-allowed-cn = ["dm"]
                        """)
                        .value();

        assertThat(config)
                .isEqualTo(new WorkerConfig(
                        "w1",
                        new Address("", 1),
                        new Address("w1.example", 2),
                        List.of(new Address("m1", 3), new Address("m2", 3)),
                        new LogConfig("error", "/log", "/audit", LogConfig.Format.JSON),
                        Duration.ofSeconds(5),
                        0,
                        SecurityConfig.files("/ca", "/cert", "/key").allowing("dm"),
                        StatusConfig.OFF,
                        Labels.NONE,
                        true));
    }

    @Test
    void flagsAloneAreEnough() {
        WorkerConfig config = WorkerFile.read(Map.of(
                        "worker-addr", List.of("w1:1"),
                        "join", List.of("m1:1"),
                        "max-sources", List.of("4"),
                        "keepalive-ttl", List.of("10"),
                        "redact-info-log", List.of("true")))
                .value();

        assertThat(config.maxSources()).isEqualTo(4);
        assertThat(config.keepaliveTtl()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anEmbedderUsesTheSameKeys() {
        JsonObject json =
                new JsonObject().put("worker-addr", "w1:1").put("join", "m1:1").put("max-sources", 3);

        assertThat(WorkerFile.from(json).value().maxSources()).isEqualTo(3);
    }

    /** The keys and values of the sample that DM ships. */
    @Test
    void fileOfDmWorks() throws Exception {
        Parsed<WorkerConfig> parsed = read(
                """
                log-level = "info"
                log-file = "dm-worker.log"
                worker-addr = ":8262"
                advertise-addr = "127.0.0.1:8262"
                join = "127.0.0.1:8261"
                relay-dir = "/tmp/relay"
                """);

        assertThat(parsed.value().name()).isEqualTo("127.0.0.1:8262");
        assertThat(parsed.notes()).singleElement().asString().contains("relay-dir: has no meaning here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keepalive-ttl = 0 | keepalive-ttl",
                "keepalive-ttl = \"60\" | keepalive-ttl",
                "max-sources = -1 | max-sources",
                "name = true | name",
                "grpc-reflection = \"perhaps\" | grpc-reflection",
                "max-source = 1 | max-source",
                "ssl-ca = \"/ca\" | ssl-cert"
            })
    void refusesWrongValues(String line, String key) {
        assertThat(Refusals.one(() -> read(NEEDED + line)).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ":1", "0.0.0.0:1"})
    void refusesAnAddressThatNobodyCanReach(String address) {
        Problem problem = Refusals.one(() -> read("worker-addr = \"" + address + "\"\njoin = \"m1:1\""));

        assertThat(problem.code()).isEqualTo(ConfigError.WORKER_ADDRESS_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "join = \"\"", "join = \"m1\"", "join = \":1\""})
    void refusesAWorkerWithoutMasters(String line) {
        assertThat(Refusals.one(() -> read("worker-addr = \"w1:1\"\n" + line)).key())
                .isEqualTo("join");
    }

    private Parsed<WorkerConfig> read(String toml) throws Exception {
        return WorkerFile.read(Files.writeString(directory.resolve("w.toml"), toml), Map.of());
    }
}
