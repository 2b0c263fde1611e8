package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.LoadStatus;
import io.dm4j.api.ProcessError;
import io.dm4j.api.ProcessResult;
import io.dm4j.api.Stage;
import io.dm4j.api.SyncStatus;
import io.dm4j.api.UnitType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueryStatusTest extends MasterFixture {

    @Test
    void drawsACopyAsABar() {
        master.source("mysql-01");
        copying();

        CommandRun run = person("query-status");

        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "TASK SOURCE WORKER STAGE UNIT PROGRESS POSITION",
                        "t1 mysql-01 worker-1 Running Load [#####...............] 25.0 % 2.5 MB/s 0:30 left (bin.000003, 4512)");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void tellsTheLagOfReplication() {
        master.source("mysql-01");
        following();

        CommandRun run = person("query-status", "t1");

        assertThat(run.out()).contains("Running  Sync  lag 7 s, 1,200 rows/s  (bin.000003, 4512)");
    }

    @Test
    void showsMoreColumns() {
        master.source("mysql-01");
        following();

        CommandRun run = person("query-status", "t1", "--more");

        assertThat(run.out()).contains("UPSTREAM AT", "(bin.000003, 9000)", "uuid:1-17");
    }

    @Test
    void putsTheErrorBeneathTheTable() {
        master.source("mysql-01");
        broken();

        CommandRun run = person("query-status");

        assertThat(run.out())
                .isEqualTo(
                        """
                        TASK  SOURCE    WORKER    STAGE   UNIT  PROGRESS  POSITION
                        t1    mysql-01  worker-1  Paused  Sync  lag 0 s

                        task t1 of source mysql-01: error 36027 (sync-unit, upstream)
                          binlog file bin.000001 is no longer there (purged). Restart the task in mode full
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void givesTheSummaryWithoutArguments() {
        master.source("mysql-01");
        following();

        assertThat(script("query-status").out()).isEqualTo(golden("query-status-summary.json"));
    }

    @Test
    void marksABrokenTaskInTheSummary() {
        master.source("mysql-01");
        broken();

        assertThat(script("query-status").out())
                .contains("\"taskStatus\": \"Error - Some error occurred in subtask."
                        + " Please run `query-status t1` to get more details.\"");
    }

    @Test
    void givesTheWholeStatusOfATask() {
        master.source("mysql-01");
        following();

        assertThat(script("query-status", "t1").out()).isEqualTo(golden("query-status-sync.json"));
    }

    @Test
    void givesTheErrorsOfATask() {
        master.source("mysql-01");
        broken();

        assertThat(script("query-status", "t1").out()).isEqualTo(golden("query-status-error.json"));
    }

    @Test
    void saysThatATaskIsNotThere() {
        CommandRun run = person("query-status", "nobody");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("refused: task nobody has no source or not exist\nNext: ");
    }

    @Test
    void watchesUntilItIsInterrupted() throws InterruptedException {
        master.source("mysql-01");
        following();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(
                new java.io.BufferedReader(java.io.Reader.nullReader()), false, print, print, false, 0, environment());
        Thread watcher = new Thread(
                () -> new Dmctl(terminal).run("query-status", "t1", "--watch", "--interval", "0.05", "-o", "json"));

        watcher.start();
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (out.toString(StandardCharsets.UTF_8).lines().count() < 3
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        watcher.interrupt();
        watcher.join(10_000);

        assertThat(watcher.isAlive()).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(
                        line -> assertThat(line).startsWith("{\"result\":true,").endsWith("}"));
    }

    private void copying() {
        master.subtask("t1", subtask -> subtask.setStage(Stage.Running)
                .setUnit(UnitType.Load)
                .setLoad(LoadStatus.newBuilder()
                        .setFinishedBytes(25_000_000)
                        .setTotalBytes(100_000_000)
                        .setBps(2_500_000)
                        .setMetaBinlog("(bin.000003, 4512)")));
    }

    private void following() {
        master.subtask("t1", subtask -> subtask.setStage(Stage.Running)
                .setUnit(UnitType.Sync)
                .setSync(SyncStatus.newBuilder()
                        .setTotalEvents(42)
                        .setMasterBinlog("(bin.000003, 9000)")
                        .setSyncerBinlog("(bin.000003, 4512)")
                        .setSyncerBinlogGtid("uuid:1-17")
                        .setBinlogType("remote")
                        .setSecondsBehindMaster(7)
                        .setRecentRps(1200)
                        .setIoTotalBytes(-1L)));
    }

    private void broken() {
        master.subtask("t1", subtask -> subtask.setStage(Stage.Paused)
                .setUnit(UnitType.Sync)
                .setSync(SyncStatus.getDefaultInstance())
                .setResult(ProcessResult.newBuilder()
                        .addErrors(ProcessError.newBuilder()
                                .setErrCode(36027)
                                .setErrClass("sync-unit")
                                .setErrScope("upstream")
                                .setErrLevel("high")
                                .setMessage("binlog file bin.000001 is no longer there")
                                .setRawCause("purged")
                                .setWorkaround("Restart the task in mode full"))));
    }
}
