package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmctlFileTest {
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();
    private static final Map<String, List<String>> NO_FLAGS = Map.of();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeFile() throws Exception {
        file = Files.writeString(
                directory.resolve("dmctl.toml"),
                """
                master-addr = "file:1"
                rpc-timeout = "20s"
                ssl-ca = "/ca"
                cert-allowed-cn = ["dm"]
                """);
    }

    @Test
    void defaults() {
        DmctlConfig config = DmctlFile.read(
                        Optional.empty(), Map.of("master-addr", List.of("m1:1,http://m2:2")), NO_ENVIRONMENT)
                .value();

        assertThat(config)
                .isEqualTo(new DmctlConfig(
                        List.of(new Address("m1", 1), new Address("m2", 2)),
                        Duration.ofMinutes(10),
                        SecurityConfig.NONE));
    }

    @Test
    void theFileCountsWhereNothingElseIsSaid() {
        DmctlConfig config =
                DmctlFile.read(Optional.of(file), NO_FLAGS, NO_ENVIRONMENT).value();

        assertThat(config)
                .isEqualTo(new DmctlConfig(
                        List.of(new Address("file", 1)),
                        Duration.ofSeconds(20),
                        SecurityConfig.of(PemInput.file("/ca"), PemInput.ABSENT, PemInput.ABSENT)
                                .allowing("dm")));
    }

    @Test
    void theEnvironmentWinsOverTheFileAndAFlagOverBoth() {
        Map<String, String> environment = Map.of("DM_MASTER_ADDR", "env:1");

        assertThat(DmctlFile.read(Optional.of(file), NO_FLAGS, environment)
                        .value()
                        .masterAddr())
                .containsExactly(new Address("env", 1));
        assertThat(DmctlFile.read(Optional.of(file), Map.of("master-addr", List.of("flag:1")), environment)
                        .value()
                        .masterAddr())
                .containsExactly(new Address("flag", 1));
    }

    /** The command line of DM's page on TLS. */
    @Test
    void theTlsFlagsWork() {
        DmctlConfig config = DmctlFile.read(
                        Optional.empty(),
                        Map.of(
                                "master-addr", List.of("127.0.0.1:8261"),
                                "ssl-ca", List.of("/path/to/ca.pem"),
                                "ssl-cert", List.of("/path/to/cert.pem"),
                                "ssl-key", List.of("/path/to/key.pem")),
                        NO_ENVIRONMENT)
                .value();

        assertThat(config.security().cert()).isEqualTo(PemInput.file("/path/to/cert.pem"));
    }

    @Test
    void refusesToGuessAMaster() {
        assertThat(Refusals.one(() -> DmctlFile.read(Optional.empty(), NO_FLAGS, NO_ENVIRONMENT))
                        .message())
                .contains("--master-addr")
                .contains("DM_MASTER_ADDR");
    }

    @Test
    void namesTheEnvironmentWhenThatIsWrong() {
        assertThat(Refusals.one(() -> DmctlFile.read(Optional.empty(), NO_FLAGS, Map.of("DM_MASTER_ADDR", "nonsense")))
                        .toString())
                .startsWith("DM_MASTER_ADDR: master-addr: expected addresses");
    }

    @Test
    void refusesUnknownKeysWrongDurationsAndHalfATlsSet() throws Exception {
        Files.writeString(file, "master-adr = \"a:1\"\nrpc-timeout = \"1x\"\nssl-ca = \"/ca\"\nssl-key = \"/key\"\n");

        assertThat(Refusals.of(
                        () -> DmctlFile.read(Optional.of(file), Map.of("master-addr", List.of("a:1")), NO_ENVIRONMENT)))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("master-adr", "rpc-timeout", "ssl-cert");
    }
}
