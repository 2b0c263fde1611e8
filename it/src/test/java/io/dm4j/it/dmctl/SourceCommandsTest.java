package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code operate-source} on a running cluster: table, DM's JSON, exit code; and what is refused. */
@ExtendWith(LiveCluster.Shared.class)
class SourceCommandsTest {
    private final LiveCluster cluster;

    SourceCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void createsShowsAndStopsASourceInJson() {
        String file = cluster.sourceFile("json-01");

        for (String operation : List.of("create", "show", "stop")) {
            DmctlRun run = cluster.script("operate-source", operation, file);

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                    {
                        "result": true,
                        "msg": "",
                        "sources": [
                            {
                                "result": true,
                                "msg": "",
                                "source": "json-01",
                                "worker": "w1"
                            }
                        ]
                    }
                    """);
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void createsShowsAndStopsASourceAsATable() {
        String file = cluster.sourceFile("table-01");

        for (String operation : List.of("create", "show", "stop")) {
            DmctlRun run = cluster.person("operate-source", operation, file);

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                    SOURCE    WORKER  RESULT  MESSAGE
                    table-01  w1      ok
                    """);
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void refusesASourceThatIsThereAlready() {
        String file = cluster.sourceFile(LiveCluster.SOURCE);

        DmctlRun script = cluster.script("operate-source", "create", file);
        DmctlRun person = cluster.person("operate-source", "create", file);

        assertThat(script.exitCode()).isEqualTo(1);
        assertThat(new JsonObject(script.out()).getBoolean("result")).isFalse();
        assertThat(script.out()).contains("code=46007").contains("\"sources\": []");
        assertThat(person.exitCode()).isEqualTo(1);
        assertThat(person.err()).contains("source config with ID live-01 already exists");
    }

    @Test
    void saysThatASourceIsNotKnown() {
        String file = cluster.taskFile("homeless", "nowhere-01", "any");

        for (DmctlRun run : List.of(
                cluster.person("start-task", file),
                cluster.person("check-task", file),
                cluster.person("operate-source", "stop", "nowhere-01"),
                cluster.person("operate-source", "show", "nowhere-01"),
                cluster.person("config", "source", "nowhere-01"))) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out() + run.err()).contains("source config with ID nowhere-01 not exists");
        }
    }

    @Test
    void namesEveryProblemOfASourceFileWithItsLine() {
        String file = cluster.file(
                "wrong-source.yaml",
                """
                source-id: wrong-01
                enable-gtd: true
                from:
                  host: 127.0.0.1
                  port: many
                """);

        DmctlRun run = cluster.person("operate-source", "create", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(file + ":2: enable-gtd: ")
                .contains(file + ":5: from.port: ")
                .endsWith("Nothing was sent.\n");
    }
}
