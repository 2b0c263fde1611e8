package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

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

    @Test
    void cannotShowOrChangeTheRestYet() {
        assertThat(person("config", "export").exitCode()).isEqualTo(1);
        assertThat(person("config", "master", "master-1").err()).contains("config master is not supported yet");
        assertThat(person("config", "task", "update", "x").err()).contains("config task update is not supported yet");
    }
}
