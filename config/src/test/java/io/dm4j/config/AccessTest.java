package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What of a source or a task may be exchanged while it runs. */
class AccessTest {
    private static final String SOURCE =
            """
            source-id: s
            from:
              host: h
              user: u
              password: p
              security:
                ssl-ca: /ca.pem
            """;
    private static final String TASK =
            """
            name: t
            task-mode: all
            target-database:
              host: h
              user: u
              password: p
              security:
                ssl-ca: /ca.pem
            mysql-instances:
              - source-id: s
            """;

    @Test
    void aSourcesUserPasswordAndSecurityMayChange() {
        assertThat(mayBecome("password: p", "password: q")).isTrue();
        assertThat(mayBecome("user: u", "user: v")).isTrue();
        assertThat(mayBecome("ssl-ca: /ca.pem", "ssl-ca: /other.pem")).isTrue();
        assertThat(mayBecome("ssl-ca: /ca.pem", "ssl-ca: /ca.pem\n    ssl-mode: verify-ca"))
                .isTrue();
        assertThat(mayBecome("source-id", "source-id")).isTrue();
    }

    @Test
    void aSourceMayBeDisabled() {
        assertThat(mayBecome("source-id: s", "source-id: s\nenable: false")).isTrue();
    }

    @Test
    void allElseOfASourceMayNot() {
        assertThat(mayBecome("host: h", "host: i")).isFalse();
        assertThat(mayBecome("source-id: s", "source-id: r")).isFalse();
        assertThat(mayBecome("source-id: s", "source-id: s\nflavor: mariadb")).isFalse();
        assertThat(mayBecome("source-id: s", "source-id: s\nenable-gtid: true")).isFalse();
        assertThat(mayBecome("  user: u", "  user: u\n  session: {wait_timeout: 9}"))
                .isFalse();
    }

    @Test
    void tlsIsNotSwitchedOff() {
        assertThat(mayBecome("  security:\n    ssl-ca: /ca.pem\n", "")).isFalse();
        assertThat(taskMayBecome("  security:\n    ssl-ca: /ca.pem\n", "")).isFalse();
    }

    @Test
    void onlyATasksWayIntoItsTargetMayChange() {
        assertThat(taskMayBecome("password: p", "password: q")).isTrue();
        assertThat(taskMayBecome("ssl-ca: /ca.pem", "ssl-ca: /other.pem")).isTrue();
        assertThat(taskMayBecome("host: h", "host: i")).isFalse();
        assertThat(taskMayBecome("task-mode: all", "task-mode: all\nmeta-schema: other"))
                .isFalse();
        assertThat(taskMayBecome("- source-id: s", "- source-id: s\n  - source-id: r"))
                .isFalse();
    }

    private static boolean mayBecome(String text, String other) {
        SourceConfig before = SourceFile.parse("s", SOURCE).value();
        return before.differsInAccessOnly(
                SourceFile.parse("s", SOURCE.replace(text, other)).value());
    }

    private static boolean taskMayBecome(String text, String other) {
        TaskConfig before = TaskFile.parse("t", TASK).value();
        return before.differsInAccessOnly(
                TaskFile.parse("t", TASK.replace(text, other)).value());
    }
}
