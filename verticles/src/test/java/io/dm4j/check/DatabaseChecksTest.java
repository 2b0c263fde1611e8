package io.dm4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskFile;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseChecksTest {
    private static final String OLD_SERVER =
            """
              host: 127.0.0.1
              user: u
              security:
                ssl-ca: /ca.pem
                tls-min-version: "1.1"
            """;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void tellsOfALoweredTlsFloorOnBothSides() {
        String source = "source-id: s\nfrom:\n" + OLD_SERVER;
        String task = "name: t\ntask-mode: all\nignore-checking-items: [all]\ntarget-database:\n" + OLD_SERVER
                + "mysql-instances:\n  - source-id: s\n";

        Report report = new DatabaseChecks(vertx)
                .task(
                        TaskFile.parse("t.yaml", task),
                        Map.of("s", SourceFile.parse("s.yaml", source).value()))
                .await();

        assertThat(report.notes())
                .anyMatch(note -> note.startsWith("t.yaml") && note.contains("allows TLS 1.1, which is broken"))
                .contains("source s: tls-min-version: allows TLS 1.1, which is broken");
    }
}
