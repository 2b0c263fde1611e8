package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterFileTest {
    @TempDir
    private Path directory;

    @Test
    void defaults() {
        MasterConfig config =
                MasterFile.read(Map.of("master-addr", List.of("10.0.0.1:8261"))).value();

        assertThat(config.name()).startsWith("dm-master-");
        assertThat(config)
                .isEqualTo(new MasterConfig(
                        config.name(),
                        new Address("10.0.0.1", 8261),
                        new Address("10.0.0.1", 8261),
                        List.of("http://127.0.0.1:8291"),
                        List.of("http://127.0.0.1:8291"),
                        List.of(config.name() + "=http://127.0.0.1:8291"),
                        List.of(),
                        "default." + config.name(),
                        LogConfig.DEFAULT,
                        Duration.ofSeconds(30),
                        SecurityConfig.NONE));
    }

    @Test
    void anEmbeddedMasterWithoutADataDirRemembersNothing() {
        JsonObject keys = new JsonObject().put("master-addr", "127.0.0.1:0");

        assertThat(MasterFile.from(keys).value().dataDir()).isEmpty();
        assertThat(MasterFile.from(keys.put("data-dir", "/data")).value().dataDir())
                .isEqualTo("/data");
    }

    @Test
    void fullMapping() throws Exception {
        MasterConfig config =
                read("""
                        name = "m1"
                        master-addr = "http://0.0.0.0:1"
                        advertise-addr = "m1.example:2"
                        peer-urls = "http://0.0.0.0:3"
                        advertise-peer-urls = "http://m1.example:4"
                        initial-cluster = "m1=http://m1.example:4"
                        data-dir = "/data"
                        secret-key-path = "/key-of-the-masters"
                        log-level = "debug"
                        log-file = "/log"
                        audit-log-file = "/audit"
                        log-format = "json"
                        rpc-timeout = "1m30s"
                        grpc-reflection = true
                        ssl-ca = "/ca"
                        ssl-cert = "/cert"
                        ssl-key = "/key"
                        cert-allowed-cn = ["dm", "ops"]
                        """)
                        .value();

        assertThat(config)
                .isEqualTo(new MasterConfig(
                        "m1",
                        new Address("0.0.0.0", 1),
                        new Address("m1.example", 2),
                        Optional.of(new Address("0.0.0.0", 3)),
                        List.of("https://0.0.0.0:3"),
                        List.of("https://m1.example:4"),
                        List.of("m1=https://m1.example:4"),
                        List.of(),
                        "/data",
                        "/key-of-the-masters",
                        new LogConfig("debug", "/log", "/audit", LogConfig.Format.JSON),
                        Duration.ofSeconds(90),
                        SecurityConfig.files("/ca", "/cert", "/key").allowing("dm", "ops"),
                        StatusConfig.OFF,
                        true));
    }

    /** The keys and values of the sample that DM ships, and those of its page on TLS. */
    @Test
    void filesOfDmWork() throws Exception {
        MasterConfig config =
                read("""
                        log-file = "dm-master.log"
                        log-level = "info"
                        master-addr = ":8261"
                        advertise-addr = "127.0.0.1:8261"
                        name = "dm-master"
                        data-dir = "default.dm-master"
                        peer-urls = "http://127.0.0.1:8291"
                        advertise-peer-urls = "http://127.0.0.1:8291"
                        initial-cluster = "dm-master=http://127.0.0.1:8291"
                        join = ""
                        rpc-timeout = "30s"
                        rpc-rate-burst = 40
                        rpc-rate-limit = 10.0
                        openapi = false
                        ssl-ca = "/path/to/ca.pem"
                        ssl-cert = "/path/to/cert.pem"
                        ssl-key = "/path/to/key.pem"
                        cert-allowed-cn = ["dm"]
                        """)
                        .value();

        assertThat(config.security().allowed()).isEqualTo(AllowedCallers.named("dm"));
    }

    @Test
    void aFlagWinsOverTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("m.toml"), "name = \"file\"\nmaster-addr = \"a:1\"\n");

        MasterConfig config = MasterFile.read(
                        file, Map.of("name", List.of("flag"), "L", List.of("warn"), "config", List.of("m.toml")))
                .value();

        assertThat(config.name()).isEqualTo("flag");
        assertThat(config.log().level()).isEqualTo("warn");
        assertThat(config.masterAddr()).isEqualTo(new Address("a", 1));
    }

    @Test
    void allowedNamesRepeatTheFlagAndAreNotSplit() {
        MasterConfig config = MasterFile.read(Map.of(
                        "master-addr", List.of("a:1"),
                        "ssl-ca", List.of("/ca"),
                        "ssl-cert", List.of("/cert"),
                        "ssl-key", List.of("/key"),
                        "cert-allowed-cn", List.of("dm", "a,b")))
                .value();

        assertThat(config.security().allowed()).isEqualTo(AllowedCallers.named("dm", "a,b"));
    }

    @Test
    void anEmbedderUsesTheSameKeys() {
        MasterConfig config = MasterFile.from(new JsonObject()
                        .put("name", "m1")
                        .put("master-addr", "127.0.0.1:1")
                        .put("cert-allowed-cn", new JsonArray())
                        .put("rpc-timeout", "5s"))
                .value();

        assertThat(config.name()).isEqualTo("m1");
        assertThat(config.rpcTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void notesWhatHasNoMeaning() throws Exception {
        List<String> notes =
                read("""
                        master-addr = "a:1"
                        max-txn-ops = 2048
                        max-request-bytes = 1572864
                        auto-compaction-mode = "periodic"
                        auto-compaction-retention = "1h"
                        quota-backend-bytes = 2147483648
                        log-rotate = "day"
                        initial-cluster-state = "new"
                        config-file = ""
                        """)
                        .notes();

        assertThat(notes).hasSize(7).allMatch(note -> note.contains("has no meaning here"));
        assertThat(notes).anyMatch(note -> note.contains("m.toml:7: log-rotate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"peer-urls = \"http://a:1,http://b:1\" | peer-urls", "v1-sources-path = \"/x\" | v1-sources-path"})
    void refusesWhatIsNotSupportedYet(String line, String key) {
        Problem problem = Refusals.one(() -> read("master-addr = \"a:1\"\n" + line));

        assertThat(problem.code()).isEqualTo(ConfigError.NOT_SUPPORTED);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.message()).startsWith("not supported yet: ");
    }

    /** Written as DM's own test of TLS writes them: each member in another way. */
    @Test
    void oneOfThreeListensForTheOthers() throws Exception {
        MasterConfig config =
                read("""
                        name = "m1"
                        master-addr = "127.0.0.1:8261"
                        peer-urls = "127.0.0.1:8291"
                        initial-cluster = "m1=https://127.0.0.1:8291,m2=http://127.0.0.1:8292,m3=127.0.0.1:8293"
                        ssl-ca = "/ca"
                        ssl-cert = "/cert"
                        ssl-key = "/key"
                        """)
                        .value();

        assertThat(config.isOneOfSeveral()).isTrue();
        assertThat(config.peerAddr()).contains(new Address("127.0.0.1", 8291));
        assertThat(config.initialCluster())
                .containsExactly("m1=https://127.0.0.1:8291", "m2=https://127.0.0.1:8292", "m3=https://127.0.0.1:8293");
    }

    @Test
    void oneThatJoinsListensForTheOthers() throws Exception {
        MasterConfig config =
                read("""
                        name = "m2"
                        master-addr = "127.0.0.1:8361"
                        join = "http://127.0.0.1:8261,127.0.0.1:8461"
                        """)
                        .value();

        assertThat(config.isOneOfSeveral()).isTrue();
        assertThat(config.peerAddr()).contains(new Address("127.0.0.1", 8291));
        assertThat(config.join()).containsExactly(new Address("127.0.0.1", 8261), new Address("127.0.0.1", 8461));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initial-cluster = \"m2=a:1,m3=b:1\" | initial-cluster | this master, m1, is not among its members",
                "initial-cluster = \"m1=a:1,m1=b:1\" | initial-cluster | a name stands there twice",
                "initial-cluster = \"m1=a\" | initial-cluster | expected name=host:port",
                "peer-urls = \"nowhere\" | peer-urls | expected host:port"
            })
    void refusesAGroupThatCannotBe(String line, String key, String why) {
        Problem problem = Refusals.one(() -> read("name = \"m1\"\nmaster-addr = \"a:1\"\n" + line));

        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.message()).startsWith(why);
    }

    @Test
    void oneOfSeveralNeedsADataDir() {
        JsonObject keys = new JsonObject().put("master-addr", "127.0.0.1:0").put("join", "127.0.0.1:8261");

        Problem problem = Refusals.one(() -> MasterFile.from(keys));

        assertThat(problem.key()).isEqualTo("data-dir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = 5",
                "rpc-timeout = 30",
                "rpc-timeout = \"30\"",
                "log-level = \"loud\"",
                "log-format = \"xml\"",
                "initial-cluster = \"http://a:1\"",
                "openapi = \"yes\"",
                "cert-allowed-cn = \"dm\"",
                "experimental = 1"
            })
    void refusesWrongValuesByLine(String line) {
        Problem problem = Refusals.one(() -> read("master-addr = \"a:1\"\n" + line));

        assertThat(problem.line()).isEqualTo(2);
        assertThat(line).startsWith(problem.key());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 38035",
        "nonsense, 38035",
        ":8261, 38042",
        "0.0.0.0:8261, 38042",
        "'[::]:8261', 38042",
    })
    void refusesAddressesNobodyCanReach(String address, int code) {
        Problem problem = Refusals.one(() -> read("master-addr = \"" + address + "\""));

        assertThat(problem.code().number()).isEqualTo(code);
        assertThat(problem.key()).isEqualTo("master-addr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:1", ":1", "nonsense"})
    void refusesToAdvertiseWhatNobodyCanReach(String address) {
        Problem problem = Refusals.one(() -> read("master-addr = \":1\"\nadvertise-addr = \"" + address + "\""));

        assertThat(problem.code()).isEqualTo(ConfigError.MASTER_ADVERTISE_ADDRESS_WRONG);
        assertThat(problem.key()).isEqualTo("advertise-addr");
    }

    @Test
    void refusesUnknownKeysAndFlagsAndNamesTheNearest() throws Exception {
        Path file = Files.writeString(directory.resolve("m.toml"), "master-addr = \"a:1\"\nsslca = \"/x\"\n");

        List<Problem> problems = Refusals.of(() -> MasterFile.read(file, Map.of("advertise", List.of("b:1"))));

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("unknown flag", "unknown key, did you mean ssl-ca?");
    }

    @Test
    void showsAllProblemsAtOnce() {
        List<Problem> problems =
                Refusals.of(() -> read("nmae = \"x\"\nopenapi = 7\nssl-ca = \"/ca\"\nlog-level = \"x\"\n"));

        assertThat(problems).extracting(Problem::line).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aSingleFlagMayNotBeRepeated() {
        assertThat(Refusals.of(() -> MasterFile.read(Map.of("master-addr", List.of("a:1", "b:1")))))
                .extracting(Problem::toString)
                .contains("--master-addr: is given 2 times");
    }

    private Parsed<MasterConfig> read(String toml) throws Exception {
        return MasterFile.read(Files.writeString(directory.resolve("m.toml"), toml), Map.of());
    }
}
