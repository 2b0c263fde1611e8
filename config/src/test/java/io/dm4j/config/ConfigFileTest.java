package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.ConfigFile.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(100);

    @TempDir
    private Path directory;

    private final Clock clock = new Clock();
    private Path path;
    private ConfigFile<MasterConfig> file;

    private static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("dm-master.toml");
        file = open(Map.of());
    }

    @Test
    void takesAllowListsAndLogLevelWhileTheNodeRuns() throws IOException {
        write("debug", "\"dmctl\"", "30s");

        assertThat(settled()).isEqualTo(Look.TAKEN);

        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("dmctl"));
        assertThat(file.live().log().level()).isEqualTo("debug");
        assertThat(file.status().needsRestart()).isEmpty();
    }

    @Test
    void takesRolesAsATable() throws IOException {
        Files.writeString(
                path,
                text("info", "", "30s").replaceAll("cert-allowed-cn.*", "")
                        + "[cert-allowed-cn]\nadmin = [\"dmctl\"]\nobserver = [\"monitor\"]\n");

        settled();

        assertThat(file.live().security().allowed().names())
                .extracting(AllowedName::toString, name -> name.roles().toString())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("dmctl", "admin"),
                        org.assertj.core.groups.Tuple.tuple("monitor", "observer"));
        assertThat(file.status().needsRestart()).isEmpty();
    }

    @Test
    void saysWhichKeysNeedARestart() throws IOException {
        write("info", "\"dm\"", "5s");

        assertThat(settled()).isEqualTo(Look.TAKEN);
        assertThat(file.status().needsRestart()).containsExactly("rpc-timeout");

        write("info", "\"dm\"", "30s");
        settled();
        assertThat(file.status().needsRestart()).isEmpty();
    }

    @Test
    void doesNotMindWhereAKeyStands() throws IOException {
        Files.writeString(path, "# a comment\n\n" + text("info", "\"dm\"", "30s"));

        assertThat(settled()).isEqualTo(Look.TAKEN);
        assertThat(file.status().needsRestart()).isEmpty();
    }

    @Test
    void keepsTheLastGoodOneAndSaysWhy() throws IOException {
        Files.writeString(path, "name = ");

        assertThat(settled()).isEqualTo(Look.REFUSED);
        Instant since = clock.instant();
        clock.pass(Duration.ofSeconds(9));
        assertThat(file.look()).isEqualTo(Look.REFUSED);

        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("dm"));
        assertThat(file.status().trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.since()).isEqualTo(since);
            assertThat(trouble.cause().getMessage()).contains("dm-master.toml:1", "code=20002");
        });
    }

    @Test
    void forgetsTheTroubleOnceTheFileIsGoodAgain() throws IOException {
        Files.delete(path);
        assertThat(settled()).isEqualTo(Look.REFUSED);
        assertThat(file.status().trouble()).isPresent();

        write("info", "\"dm\"", "30s");
        assertThat(file.look()).isEqualTo(Look.UNCHANGED);

        assertThat(file.status().trouble()).isEmpty();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTaken() throws IOException {
        write("info", "\"half\"", "30s");
        assertThat(file.look()).isEqualTo(Look.SETTLING);
        clock.pass(Duration.ofMillis(60));

        write("info", "\"whole\"", "30s");
        assertThat(file.look()).isEqualTo(Look.SETTLING);
        clock.pass(Duration.ofMillis(60));
        assertThat(file.look()).isEqualTo(Look.SETTLING);
        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("dm"));

        clock.pass(Duration.ofMillis(40));
        assertThat(file.look()).isEqualTo(Look.TAKEN);
        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("whole"));
    }

    @Test
    void somebodyWhoAsksForItIsNotMadeToWait() throws IOException {
        write("info", "\"new\"", "30s");

        assertThat(file.lookAtOnce()).isEqualTo(Look.TAKEN);
    }

    @Test
    void aListThatVanishesDoesNotLetEverybodyIn() throws IOException {
        Files.writeString(path, text("info", "", "30s"));

        assertThat(settled()).isEqualTo(Look.REFUSED);

        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("dm"));
        assertThat(file.status().trouble().orElseThrow().cause().getMessage()).contains("would admit every name");
    }

    @Test
    void aFlagWinsAndIsNotWatched() throws IOException {
        file = open(Map.of("cert-allowed-cn", List.of("flag"), "L", List.of("warn"), "name", List.of("m9")));

        Files.writeString(path, text("debug", "\"other\"", "30s").replace("m1", "m2"));

        assertThat(settled()).isEqualTo(Look.TAKEN);
        assertThat(file.live().security().allowed()).isEqualTo(AllowedCallers.named("flag"));
        assertThat(file.live().log().level()).isEqualTo("warn");
        assertThat(file.status().needsRestart()).isEmpty();
    }

    @Test
    void tellsOfEachChangeOnce() throws IOException {
        List<String> levels = new ArrayList<>();
        file.onChange(config -> levels.add(config.log().level()));
        write("debug", "\"dm\"", "30s");

        settled();
        file.look();

        assertThat(levels).containsExactly("debug");
    }

    @Test
    void refusesAFileThatIsBadAtTheStart() throws IOException {
        Files.writeString(path, "nonsense = 1\n");

        assertThatThrownBy(() -> ConfigFile.open(
                        path, java.util.Set.of(), (name, text) -> MasterFile.parse(name, text, Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nonsense");
    }

    private ConfigFile<MasterConfig> open(Map<String, List<String>> flags) throws IOException {
        write("info", "\"dm\"", "30s");
        return ConfigFile.open(path, flags.keySet(), (name, text) -> MasterFile.parse(name, text, flags), clock);
    }

    private Look settled() {
        file.look();
        clock.pass(LONG_ENOUGH);
        return file.look();
    }

    private void write(String level, String names, String timeout) throws IOException {
        Files.writeString(path, text(level, names, timeout));
    }

    private static String text(String level, String names, String timeout) {
        return """
                name = "m1"
                master-addr = "127.0.0.1:8261"
                log-level = "%s"
                rpc-timeout = "%s"
                ssl-ca = "ca.pem"
                ssl-cert = "cert.pem"
                ssl-key = "key.pem"
                cert-allowed-cn = [%s]
                """
                .formatted(level, timeout, names);
    }
}
