package io.dm4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildTest {

    @Test
    void theseClassesTellVersionAndTimeOfTheirBuild() {
        Build build = Build.ours();

        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(build.commit()).matches("[0-9a-f]{40}(-dirty)?|unknown");
        assertThat(Instant.parse(build.time()))
                .isBetween(
                        Instant.now().minus(Duration.ofDays(365)), Instant.now().plusSeconds(60));
    }

    @Test
    void whatTheBuildDidNotFillInIsUnknown() {
        Properties properties = new Properties();
        properties.setProperty("version", "1.2.3");
        properties.setProperty("commit", "${dm4j.build.commit}");
        properties.setProperty("branch", "");

        Build build = Build.of(properties);

        assertThat(build).isEqualTo(new Build("1.2.3", "unknown", "unknown", "unknown"));
    }

    @Test
    void printsTheLinesOfDm() {
        String text = new Build("1.2.3", "abc-dirty", "main", "2026-01-02T03:04:05Z").text();

        assertThat(text)
                .isEqualTo(
                        """
                        Release Version: 1.2.3
                        Git Commit Hash: abc-dirty
                        Git Branch: main
                        UTC Build Time: 2026-01-02T03:04:05Z
                        Java Version: %s
                        """
                                .formatted(Runtime.version()));
    }
}
