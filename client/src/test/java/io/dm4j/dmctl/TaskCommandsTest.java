package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.Stage;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.TaskOp;
import org.junit.jupiter.api.Test;

class TaskCommandsTest extends MasterFixture {
    private static final String WARNING =
            """
            fail to check synchronization configuration with type: no errors but some warnings
            \tdetail: {"results":[{"id":3,"name":"source_binlog_format","desc":"binlog format is ROW","state":"warn",\
            "errors":[{"severity":"warn","short_error":"binlog_row_image is MINIMAL"}],\
            "instruction":"Set binlog_row_image to FULL","extra":"mysql-01"}],\
            "summary":{"passed":true,"total":9,"successful":8,"failed":0,"warning":1}}
            t1.yaml: clean-dump-file: there are no dump files {any more}""";

    @Test
    void startsATask() {
        CommandRun run = person("start-task", taskFile("t1"), "--remove-meta", "-s", "mysql-01");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        pre-check is passed.
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        assertThat(run.exitCode()).isZero();
        StartTaskRequest question = (StartTaskRequest) master.questions().get(0);
        assertThat(question.getRemoveMeta()).isTrue();
        assertThat(question.getSourcesList()).containsExactly("mysql-01");
        assertThat(question.getTask()).startsWith("name: t1\n");
    }

    @Test
    void answersAStartInTheShapeOfDm() {
        CommandRun run = script("start-task", taskFile("t1"));

        assertThat(run.out()).isEqualTo(golden("start-task.json"));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void givesTheReasonAndTheNextCommandWhenATaskCannotStart() {
        person("start-task", taskFile("t1"));

        CommandRun again = person("start-task", taskFile("t1"));

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).startsWith("refused: task t1 already exists\nNext: dmctl check-task ");
    }

    @Test
    void readsTheTaskFileBeforeAnythingIsSent() {
        String path = file("bad.yaml", "name: t1\ntask-mod: all\n");

        CommandRun run = person("start-task", path);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(path + ":2: task-mod");
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void sendsATasksNewFile() {
        person("start-task", taskFile("t1"));

        CommandRun run = person("update-task", taskFile("t1"));

        assertThat(run.out())
                .isEqualTo(
                        """
                        pre-check is passed.
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void refusesToUpdateATaskThatIsNotThere() {
        CommandRun run = person("update-task", taskFile("t1"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("refused: task t1 does not exist");
    }

    @Test
    void sendsAStartTimeForAnIncrementalTask() {
        String file = taskFile("t1", "incremental");

        CommandRun start = person("start-task", file, "--start-time", "2026-01-01 00:00:00");
        CommandRun check = person("check-task", file, "--start-time", "2026-01-01T00:00:00Z");

        assertThat(start.exitCode()).as(start.toString()).isZero();
        assertThat(check.exitCode()).as(check.toString()).isZero();
        assertThat(master.questions())
                .extracting(Object::toString)
                .anySatisfy(asked -> assertThat(asked).contains("startTime: \"2026-01-01 00:00:00\""))
                .anySatisfy(asked -> assertThat(asked).contains("startTime: \"2026-01-01T00:00:00Z\""));
    }

    @Test
    void refusesAStartTimeThatIsNoneOrOfNoUse() {
        CommandRun wrong = person("start-task", taskFile("t1", "incremental"), "--start-time", "yesterday");
        CommandRun useless = person("start-task", taskFile("t1"), "--start-time", "2026-01-01 00:00:00");

        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.err()).contains("start-time `yesterday` is no time", "2026-01-31 12:00:00");
        assertThat(useless.exitCode()).isNotZero();
        assertThat(useless.err()).contains("task of mode all, which begins with a copy");
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void checksATask() {
        CommandRun run = person("check-task", taskFile("t1"));

        assertThat(run.out()).isEqualTo("pre-check is passed.\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void showsFindingsAsParagraphs() {
        master.checkSays(WARNING);

        CommandRun run = person("check-task", taskFile("t1"));

        assertThat(run.out())
                .isEqualTo(
                        """
                        fail to check synchronization configuration with type: no errors but some warnings

                        [warn] source_binlog_format: binlog format is ROW
                            binlog_row_image is MINIMAL
                            where: mysql-01
                            do: Set binlog_row_image to FULL

                        9 checks: 8 passed, 0 failed, 1 with a warning
                        t1.yaml: clean-dump-file: there are no dump files {any more}
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void keepsFindingsInsideValidJson() {
        master.checkSays(WARNING);

        CommandRun run = script("check-task", taskFile("t1"));

        assertThat(new io.vertx.core.json.JsonObject(run.out()).getString("msg"))
                .isEqualTo(WARNING);
    }

    @Test
    void refusesByExitCodeWhenACheckFails() {
        master.checkSays("[code=26005:class=dm-master:scope=internal:level=medium], Message: fail to check"
                + " synchronization configuration with type: check was failed, please see detail");

        CommandRun run = person("check-task", taskFile("t1"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("check was failed");
    }

    @Test
    void pausesResumesAndStopsByNameOrFile() {
        master.source("mysql-01");
        master.subtask("t1", subtask -> subtask.setStage(Stage.Running));

        assertThat(person("pause-task", "t1").exitCode()).isZero();
        assertThat(person("resume-task", taskFile("t1")).exitCode()).isZero();
        assertThat(person("stop-task", "t1", "-s", "mysql-01").exitCode()).isZero();

        assertThat(master.questions())
                .containsExactly(
                        operate(TaskOp.Pause).build(),
                        operate(TaskOp.Resume).build(),
                        operate(TaskOp.Delete).addSources("mysql-01").build());
    }

    @Test
    void answersAPauseInTheShapeOfDm() {
        master.source("mysql-01");
        master.subtask("t1", subtask -> subtask.setStage(Stage.Running));

        assertThat(script("pause-task", "t1").out()).isEqualTo(golden("pause-task.json"));
    }

    @Test
    void operatesAllTasksOfOneSource() {
        master.source("mysql-01");
        master.subtask("t2", subtask -> subtask.setStage(Stage.Running));
        master.subtask("t1", subtask -> subtask.setStage(Stage.Running));

        CommandRun run = script("pause-task", "-s", "mysql-01");

        assertThat(run.out()).isEqualTo(golden("pause-source.json"));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void wantsATaskOrExactlyOneSource() {
        CommandRun none = person("stop-task");
        CommandRun two = person("stop-task", "-s", "a,b");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(two.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no task is named");
    }

    @Test
    void saysThatATaskIsNotThere() {
        CommandRun run = script("pause-task", "nobody");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("\"result\": false", "task nobody does not exist");
    }

    private static OperateTaskRequest.Builder operate(TaskOp op) {
        return OperateTaskRequest.newBuilder().setOp(op).setName("t1");
    }
}
