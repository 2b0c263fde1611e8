package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.SchemaOp;
import io.dm4j.api.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** binlog-schema, and operate-schema, which it was before. */
class BinlogSchemaTest extends MasterFixture {
    private static final String OK =
            """
            {
                "result": true,
                "msg": "",
                "sources": [
                    {
                        "result": true,
                        "msg": "",
                        "source": "mysql-01",
                        "worker": "worker-1"
                    }
                ]
            }
            """;

    @BeforeEach
    void aTaskOnTwoSources() {
        master.source("mysql-01");
        master.source("mysql-02");
        master.subtask("t1", subtask -> subtask.setStage(Stage.Paused));
    }

    @Test
    void showsAStructureAsAStatement() {
        CommandRun run = person("binlog-schema", "list", "t1", "db", "tb", "-s", "mysql-01");

        assertThat(run.out())
                .isEqualTo(
                        """
                        CREATE TABLE `db`.`tb` (
                          `id` int
                        );
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysWhoseStructureIsWhose() {
        assertThat(person("binlog-schema", "list", "t1", "db", "tb").out())
                .startsWith("-- source mysql-01\nCREATE TABLE")
                .contains(");\n-- source mysql-02\nCREATE TABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binlog-schema list t1 db tb -s mysql-01", "operate-schema get -s mysql-01 t1 -d db -t tb"})
    void answersInTheShapeOfDm(String line) {
        CommandRun run = script(line.split(" "));

        assertThat(run.out())
                .isEqualTo(OK.replace(
                        "\"msg\": \"\",\n            \"source\"",
                        "\"msg\": \"CREATE TABLE `db`.`tb`" + " (\\n  `id` int\\n)\",\n            \"source\""));
        assertThat(master.questions())
                .containsExactly(
                        question(SchemaOp.GetSchema).addSources("mysql-01").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binlog-schema update t1 db tb FILE -s mysql-01 --flush=true --sync=true",
                "operate-schema set -s mysql-01 t1 -d db -t tb FILE --flush=true"
            })
    void sendsTheStatementOfAFile(String line) {
        String file = file("tb.sql", "CREATE TABLE tb (id INT)");

        CommandRun run = script(line.replace("FILE", file).split(" "));

        assertThat(run.out()).isEqualTo(OK);
        assertThat(run.exitCode()).isZero();
        assertThat(master.questions())
                .containsExactly(question(SchemaOp.SetSchema)
                        .addSources("mysql-01")
                        .setSchema("CREATE TABLE tb (id INT)")
                        .setFlush(true)
                        .setSync(true)
                        .build());
    }

    @Test
    void asksForTheStructureOfOneSide() {
        script("binlog-schema", "update", "t1", "db", "tb", "--from-source", "-s", "mysql-01", "--sync=false");
        script("binlog-schema", "update", "t1", "db", "tb", "--from-target", "-s", "mysql-01", "--flush=false");

        OperateSchemaRequest.Builder set = question(SchemaOp.SetSchema).addSources("mysql-01");
        assertThat(master.questions())
                .containsExactly(
                        set.clone().setFromSource(true).setFlush(true).build(),
                        set.clone().setFromTarget(true).setSync(true).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"binlog-schema delete t1 db tb -s mysql-01", "operate-schema remove -s mysql-01 t1 -d db -t tb"})
    void hasAStructureForgotten(String line) {
        assertThat(person(line.split(" ")).out())
                .isEqualTo(
                        """
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        assertThat(master.questions())
                .containsExactly(
                        question(SchemaOp.RemoveSchema).addSources("mysql-01").build());
    }

    @Test
    void saysWhyAStructureStays() {
        CommandRun run = person("binlog-schema", "delete", "t2", "db", "tb", "-s", "mysql-01");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        """
                        refused: source mysql-01: task t2 is not paused on source mysql-01
                        Next: dmctl query-status t2
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binlog-schema",
                "binlog-schema list t1 db",
                "binlog-schema delete t1 db tb",
                "binlog-schema update t1 db tb -s mysql-01",
                "binlog-schema update t1 db tb --from-source --from-target -s mysql-01",
                "binlog-schema update t1 db tb --from-source",
                "binlog-schema update t1 db tb --from-source --flush=perhaps -s mysql-01",
                "binlog-schema update t1 db tb nowhere.sql -s mysql-01",
                "operate-schema forget t1 -d db -t tb -s mysql-01",
                "operate-schema get t1 -d db -s mysql-01",
                "operate-schema set t1 -d db -t tb -s mysql-01"
            })
    void refusesWhatIsNoOrder(String line) {
        CommandRun run = person(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(master.questions()).isEmpty();
    }

    private static OperateSchemaRequest.Builder question(SchemaOp op) {
        return OperateSchemaRequest.newBuilder()
                .setOp(op)
                .setTask("t1")
                .setDatabase("db")
                .setTable("tb");
    }
}
