package io.dm4j.it.load;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.Flavor;
import io.dm4j.config.LoadTuning;
import io.dm4j.config.RouteRule;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.SyncTuning;
import io.dm4j.config.TaskMode;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.load.LoadUnit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A copy of one schema between two servers, driven from a test's thread. Each start has a Vert.x of its own. */
final class Copying implements AutoCloseable {
    private static final long BOUND_SECONDS = 120;

    private final DatabaseServer source;
    private final DatabaseServer target;
    private final String schema;
    private final LoadTuning tuning;
    private long epoch;
    private Vertx vertx;
    private LoadUnit unit;
    private CompletableFuture<UnitResult> result;

    /** Rows go to a schema of the same name with {@code _copy} behind. */
    Copying(DatabaseServer source, DatabaseServer target, String schema, int threads, long chunkRows) {
        this.source = source;
        this.target = target;
        this.schema = schema;
        this.tuning = new LoadTuning(threads, chunkRows, 16, LoadTuning.OnDuplicate.REPLACE);
    }

    String copy() {
        return schema + "_copy";
    }

    String task() {
        return "t_" + schema;
    }

    void start() {
        stopVertx();
        vertx = Vertx.vertx();
        result = new CompletableFuture<>();
        UnitSetup setup = new UnitSetup(vertx, sourceConfig(), subtask(), "cluster-1", ++epoch, "worker-" + epoch);
        CompletableFuture<Void> started = new CompletableFuture<>();
        vertx.runOnContext(on -> {
            unit = new LoadUnit(setup);
            unit.run().onSuccess(result::complete).onFailure(result::completeExceptionally);
            started.complete(null);
        });
        started.join();
    }

    private SourceConfig sourceConfig() {
        return new SourceConfig("source-1", true, false, Flavor.DETECT, 0, source.asRoot(), true, true);
    }

    private SubtaskConfig subtask() {
        return new SubtaskConfig(
                task(),
                "source-1",
                TaskMode.FULL,
                "dm_meta",
                target.asRoot(),
                true,
                new BlockAllowList(List.of(schema), List.of(), List.of(), List.of()),
                List.of(new RouteRule("r", schema, "", copy(), "")),
                Optional.empty(),
                tuning,
                SyncTuning.DEFAULT);
    }

    UnitResult result() {
        try {
            return result.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the copy does not end: " + status(), e);
        }
    }

    UnitResult run() {
        start();
        return result();
    }

    boolean isRunning() {
        return !result.isDone();
    }

    UnitStatus.Load status() {
        return (UnitStatus.Load) unit.status();
    }

    void awaitRows(long rows) {
        Await.until(Duration.ofSeconds(60), rows + " rows", () -> status().rowsDone() >= rows || !isRunning());
    }

    void stop() {
        vertx.runOnContext(on -> unit.stop());
    }

    /** The process dies: no stop, no rollback, the sockets just go. */
    void crash() {
        stopVertx();
    }

    /** One value of this task's records, {@code %s} being the prefix of its tables. */
    String record(String sql) {
        return target.value(sql.formatted("`dm_meta`.`" + task()));
    }

    private void stopVertx() {
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            vertx = null;
        }
    }

    @Override
    public void close() {
        stopVertx();
    }
}
