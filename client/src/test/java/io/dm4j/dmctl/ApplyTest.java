package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.UpdateTaskRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** apply: what is shown, what is asked, what is done. */
class ApplyTest extends MasterFixture {

    @Test
    void createsWhatIsNotThereAndLeavesTheRest() {
        String source = sourceFile("s.yaml", "mysql-01");
        String task = taskFile("t1");

        CommandRun first = person("apply", "-f", task, source, "--yes");
        CommandRun again = person("apply", "-f", task, source, "--yes");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo(
                        """
                        create source mysql-01
                        create task t1
                        KIND    NAME      CHANGE  RESULT  MESSAGE
                        source  mysql-01  create  ok
                        task    t1        create  ok
                        """);
        assertThat(again.out()).isEqualTo("unchanged source mysql-01\nunchanged task t1\n");
        assertThat(again.exitCode()).isZero();
        assertThat(changes()).hasSize(2);
    }

    @Test
    void showsTheLinesThatDifferWithoutSecrets() {
        person("apply", "-f", task("root", "old-secret"), "--yes");

        CommandRun run = person("apply", "-f", task("dm", "new-secret"), "--yes");

        assertThat(run.out())
                .startsWith(
                        """
                        update task t1
                          -   user: root
                          +   user: dm
                          ? password: sent, cannot be compared
                        """)
                .doesNotContain("secret");
        assertThat(run.exitCode()).isZero();
        assertThat(changes().get(1)).isInstanceOf(UpdateTaskRequest.class);
    }

    @Test
    void sendsPasswordsOnlyWhenToldTo() {
        person("apply", "-f", task("root", "old-secret"), "--yes");

        CommandRun untold = person("apply", "-f", task("root", "new-secret"), "--yes");
        CommandRun told = person("apply", "-f", task("root", "new-secret"), "--yes", "--passwords");

        assertThat(untold.out()).startsWith("passwords? task t1\n").contains("--passwords sends them");
        assertThat(untold.out()).doesNotContain("password: sent");
        assertThat(told.out())
                .startsWith("passwords? task t1\n  ? password: sent, cannot be compared\n")
                .containsPattern("task +t1 +update +ok")
                .doesNotContain("secret");
        assertThat(changes()).hasSize(2);
    }

    @Test
    void saysNothingOfPasswordsWhereThereAreNone() {
        person("apply", "-f", task("root", ""), "--yes");

        CommandRun run = person("apply", "-f", task("dm", ""), "--yes");

        assertThat(run.out()).startsWith("update task t1\n").doesNotContain("password");
    }

    @Test
    void doesNothingInADryRun() {
        CommandRun run = script("apply", "-f", taskFile("t1"), "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(new JsonObject(run.out())
                        .getJsonArray("changes")
                        .getJsonObject(0)
                        .encode())
                .isEqualTo("{\"kind\":\"task\",\"name\":\"t1\",\"change\":\"create\",\"diff\":[]}");
        assertThat(changes()).isEmpty();
    }

    @Test
    void doesNothingIfItCannotAsk() {
        CommandRun run = person("apply", "-f", taskFile("t1"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--yes", "--dry-run");
        assertThat(changes()).isEmpty();
    }

    @Test
    void asksBeforeItDoesAnything() {
        String file = taskFile("t1");

        CommandRun no = CommandRun.ofTyping("n\n", environment(), "apply", "-f", file);
        CommandRun yes = CommandRun.ofTyping("y\n", environment(), "apply", "-f", file);

        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.out()).endsWith("Apply this change? [y/N] ");
        assertThat(no.err()).isEqualTo("Nothing was done.\n");
        assertThat(yes.exitCode()).isZero();
        assertThat(changes()).hasSize(1);
    }

    @Test
    void tellsTheProblemsOfEachFileAndSendsNothing() {
        CommandRun run = person(
                "apply", "-f", file("a.yaml", "source-id: a\n"), file("b.yaml", "source-id: b\nfrm: x\n"), "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a.yaml:", "b.yaml:2: frm: ").endsWith("Nothing was sent.\n");
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void refusesTwoFilesOfOneName() {
        CommandRun run = person("apply", "-f", sourceFile("a.yaml", "s1"), "-f", sourceFile("b.yaml", "s1"), "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("source s1 is in two of the files");
    }

    private String task(String user, String password) {
        return file(
                "t1.yaml",
                """
                name: t1
                task-mode: all
                online-ddl: false
                target-database:
                  host: 127.0.0.1
                  port: 3307
                  user: %s
                  password: %s
                mysql-instances:
                  - source-id: mysql-01
                """
                        .formatted(user, password));
    }

    private List<Object> changes() {
        return master.questions().stream()
                .filter(question -> Stream.of(
                                OperateSourceRequest.class, StartTaskRequest.class, UpdateTaskRequest.class)
                        .anyMatch(type -> type.isInstance(question)))
                .toList();
    }
}
