package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** list-member and config. */
class MembersAndConfigTest extends MasterFixture {

    @Test
    void listsMembersInATable() {
        CommandRun run = person("list-member");

        assertThat(run.out())
                .isEqualTo(
                        """
                        KIND    NAME      ADDRESS                 STATE  SOURCE
                        leader  master-1  127.0.0.1:8261
                        master  master-1  https://127.0.0.1:8261  alive
                        worker  worker-1  127.0.0.1:8262          bound  mysql-01
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void listsMembersInTheShapeOfDm() {
        assertThat(script("list-member").out()).isEqualTo(golden("list-member.json"));
    }

    @Test
    void listsOnlyWorkers() {
        assertThat(person("list-member", "-w").out()).contains("worker-1").doesNotContain("leader");
    }

    @Test
    void showsTheFileOfATask() {
        person("start-task", taskFile("t1"));

        CommandRun run = person("config", "task", "t1");

        assertThat(run.out()).startsWith("name: t1\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void writesTheFileOfASourceForItsOwnerOnly() throws IOException {
        master.source("mysql-01");
        Path target = directory.resolve("kept.yaml");

        CommandRun run = person("config", "source", "mysql-01", "-p", target.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(target).hasContent("source-id: mysql-01\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
    }

    @Test
    void showsConfigInTheShapeOfDm() {
        master.source("mysql-01");

        assertThat(script("config", "source", "mysql-01").out())
                .isEqualTo(
                        """
                        {
                            "result": true,
                            "msg": "",
                            "cfg": "source-id: mysql-01\\n"
                        }
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get-config", "get-task-config"})
    void answersToItsFormerNames(String name) throws IOException {
        master.source("mysql-01");
        Path target = directory.resolve("kept.yaml");

        assertThat(person(name, "source", "mysql-01").out()).startsWith("source-id: mysql-01");
        assertThat(person(name, "source", "mysql-01", "-f", target.toString()).exitCode())
                .isZero();
        assertThat(target).hasContent("source-id: mysql-01\n");
    }

    @Test
    void knowsNoOtherKinds() {
        CommandRun run = person("config", "tsk", "t1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no tsk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "worker", "task-template", "export", "import"})
    void cannotShowTheRestYet(String kind) {
        CommandRun run = person("config", kind, "any");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error 48521: config " + kind + " is not supported yet");
    }

    @Test
    void cannotChangeAnythingYet() {
        assertThat(person("config", "task", "update", "x").err()).contains("config task update is not supported yet");
    }
}
