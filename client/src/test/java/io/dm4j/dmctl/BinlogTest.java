package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ErrorOp;
import io.dm4j.api.HandleErrorRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogTest extends MasterFixture {

    @BeforeEach
    void cluster() {
        master.source("mysql-01");
        master.subtask("t1", subtask -> subtask);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binlog skip t1 | Skip",
                "binlog revert t1 | Revert",
                "handle-error t1 skip | Skip",
                "handle-error t1 revert | Revert"
            })
    void asksForTheStatementThatStopsTheTask(String line, ErrorOp op) {
        CommandRun run = person(line.split(" "));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        assertThat(master.questions())
                .containsExactly(
                        HandleErrorRequest.newBuilder().setOp(op).setTask("t1").build());
    }

    @Test
    void asksForAPlaceOfASourceAndGivesTheStatementsAsOneText() {
        person("binlog", "replace", "t1", "DROP TABLE s.t;", "DROP", "TABLE s.u", "-b", "bin.000003:3270", "-s", "a,b");
        person("binlog", "inject", "--binlog-pos=bin.000003:3270", "t1", "DROP TABLE s.t");
        person("handle-error", "t1", "replace", "DROP TABLE s.t");

        assertThat(master.questions())
                .containsExactly(
                        HandleErrorRequest.newBuilder()
                                .setOp(ErrorOp.Replace)
                                .setTask("t1")
                                .addSources("a")
                                .addSources("b")
                                .setBinlogPos("bin.000003:3270")
                                .addSqls("DROP TABLE s.t; DROP TABLE s.u")
                                .build(),
                        HandleErrorRequest.newBuilder()
                                .setOp(ErrorOp.Inject)
                                .setTask("t1")
                                .setBinlogPos("bin.000003:3270")
                                .addSqls("DROP TABLE s.t")
                                .build(),
                        HandleErrorRequest.newBuilder()
                                .setOp(ErrorOp.Replace)
                                .setTask("t1")
                                .addSqls("DROP TABLE s.t")
                                .build());
    }

    @Test
    void showsWhatIsPending() {
        CommandRun run = person("binlog", "list", "t1", "-b", "bin.000001:4");

        assertThat(run.out())
                .isEqualTo(
                        """
                        SOURCE    PLACE         DONE     STATEMENTS
                        mysql-01  bin.000001:4  skip     -
                        mysql-01  bin.000001:9  replace  DROP TABLE s.t; DROP TABLE s.u
                        """);
        assertThat(run.exitCode()).isZero();
        assertThat(script("binlog", "list", "t1").out())
                .startsWith(
                        """
                        {
                            "result": true,
                            "msg": "",
                            "sources": [
                                {
                                    "result": true,
                                    "msg": "[{\\"op\\":1,""");
    }

    @Test
    void tellsWhichSourceRefused() {
        master.source("mysql-02");

        CommandRun run = person("binlog", "skip", "t1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("mysql-02  worker-1  failed");
        assertThat(run.err())
                .isEqualTo(
                        """
                        refused: source mysql-02: no statement stops task t1
                        Next: dmctl query-status t1
                        """);
    }

    @Test
    void tellsThatTheTaskIsUnknown() {
        CommandRun run = person("binlog", "list", "t2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("refused: task t2 has no source");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binlog",
                "binlog skip",
                "binlog replace t1",
                "binlog inject t1",
                "binlog skip t1 DROP",
                "binlog skip t1 -b 3270",
                "binlog skip t1 -b bin|000001.000003:3270",
                "binlog list t1 -b (bin.000003,3270)",
                "handle-error t1",
                "handle-error t1 inject DROP"
            })
    void asksNoMasterAboutWhatIsNoCommand(String line) {
        CommandRun run = person(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error 48522: ");
        assertThat(master.questions()).isEmpty();
    }
}
