package io.dm4j.it.demo;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.TaskStatus;
import io.dm4j.it.server.SqlSession;
import io.vertx.mysqlclient.MySQLException;

/** Draws the bar of the full copy. Bytes and speed come from query-status, the rows from the records of finished chunks. */
final class CopyProgress {
    private static final int BAR = 30;
    private static final double MEGABYTE = 1e6;

    private final Screen screen;
    private final SqlSession downstream;
    private final String task;

    CopyProgress(Screen screen, SqlSession downstream, String task) {
        this.screen = screen;
        this.downstream = downstream;
        this.task = task;
    }

    void show(TaskStatus status) {
        if (!status.copies()) {
            return;
        }
        long done = status.loadNumber("finishedBytes");
        long total = Math.max(1, Math.max(done, status.loadNumber("totalBytes")));
        long perSecond = status.loadNumber("bps");
        int filled = (int) (BAR * done / total);
        String left = perSecond == 0 ? "…" : (total - done) / perSecond + " s left";
        screen.progress(String.format(
                "[%s%s] %3d %%  %,9d rows  %6.1f of %.1f MB  %5.1f MB/s  %s",
                "█".repeat(filled),
                "·".repeat(BAR - filled),
                100 * done / total,
                rows(),
                done / MEGABYTE,
                total / MEGABYTE,
                perSecond / MEGABYTE,
                left));
    }

    private long rows() {
        try {
            return Long.parseLong(downstream.value("SELECT CAST(COALESCE(SUM(row_count), 0) AS CHAR) FROM "
                    + Installation.META_SCHEMA + "." + task + "_load_chunk WHERE done"));
        } catch (MySQLException notCreatedYet) {
            return 0;
        }
    }
}
