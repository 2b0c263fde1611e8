package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
        assertThat(run.err()).contains("did you mean task?");
    }

    @Test
    void cannotShowTemplatesYet() {
        CommandRun run = person("config", "task-template", "any");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Error 48521: config task-template is not supported yet");
    }

    @Test
    void exportsAndImportsTheFilesOfACluster() throws IOException {
        master.source("mysql/01");
        person("start-task", taskFile("t1"));
        Path configs = directory.resolve("configs");

        CommandRun export = person("config", "export", "-p", configs.toString());

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(export.out()).isEqualTo("exported to " + configs + ": sources 1, tasks 1\n");
        assertThat(configs.resolve("sources/mysql%2F01.yaml")).hasContent("source-id: mysql/01\n");
        assertThat(configs.resolve("tasks/t1.yaml")).content().startsWith("name: t1\n");
        assertThat(configs.resolve("relay_workers.json")).hasContent("{}\n");
        for (String each : List.of("sources/mysql%2F01.yaml", "tasks/t1.yaml", "relay_workers.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configs.resolve(each))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void importsWhatIsNotThereYet() throws IOException {
        Path configs = directory.resolve("configs");
        Files.createDirectories(configs.resolve("sources"));
        Files.createDirectories(configs.resolve("tasks"));
        Files.copy(Path.of(sourceFile("s.yaml", "mysql-01")), configs.resolve("sources/mysql-01.yaml"));
        Files.copy(Path.of(taskFile("t1")), configs.resolve("tasks/t1.yaml"));
        Files.copy(Path.of(taskFile("t2")), configs.resolve("tasks/t2.yaml"));
        person("start-task", taskFile("t1"));

        CommandRun run = person("config", "import", "--dir", configs.toString());

        assertThat(run.out())
                .isEqualTo(
                        """
                        KIND    NAME      CHANGE  RESULT  MESSAGE
                        source  mysql-01  create  ok
                        task    t1        start   ok      is there already
                        task    t2        start   ok
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void importsNothingIfOneFileIsWrong() throws IOException {
        Path configs = directory.resolve("configs");
        Files.createDirectories(configs.resolve("sources"));
        Files.copy(Path.of(sourceFile("s.yaml", "mysql-01")), configs.resolve("sources/mysql-01.yaml"));
        Files.createDirectories(configs.resolve("tasks"));
        Files.writeString(configs.resolve("tasks/t1.yaml"), "nmae: t1\n");

        CommandRun run = person("config", "import", "-p", configs.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tasks/t1.yaml:1: nmae: ").endsWith("Nothing was sent.\n");
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void cannotChangeAnythingYet() {
        assertThat(person("config", "task", "update", "x").err())
                .contains("config task update is not supported yet", "dmctl update-task");
    }
}
