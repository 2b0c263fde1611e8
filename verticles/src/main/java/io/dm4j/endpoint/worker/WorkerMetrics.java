package io.dm4j.endpoint.worker;

import io.dm4j.endpoint.NodeMetrics;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitType;
import io.dm4j.worker.SubtaskStatus;
import io.dm4j.worker.UnitExit;
import io.dm4j.worker.Worker;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A worker's metrics, by DM's names where the meaning is the same. */
public final class WorkerMetrics {
    private final Worker worker;

    private WorkerMetrics(Worker worker) {
        this.worker = worker;
    }

    public static NodeMetrics of(Worker worker) {
        WorkerMetrics mine = new WorkerMetrics(worker);
        NodeMetrics metrics = new NodeMetrics();
        metrics.gauge("dm_worker_task_state", "number of the subtask's stage", () -> mine.rows(WorkerMetrics::stage));
        metrics.gauge(
                "dm_syncer_replication_lag_gauge", "seconds behind the upstream", () -> mine.rows(WorkerMetrics::lag));
        metrics.gauge(
                "dm_syncer_binlog_file",
                "number of the binlog file, of the upstream and on the target",
                () -> mine.places(BinlogPlace::file));
        metrics.gauge("dm_syncer_binlog_pos", "offset in that file, in bytes", () -> mine.places(BinlogPlace::offset));
        metrics.counter(
                "dm_syncer_finished_transaction",
                "transactions of the upstream applied since the unit began",
                () -> mine.rows(WorkerMetrics::transactions));
        metrics.gauge(
                "dm_syncer_exit_with_error_count",
                "how often the replication ended with an error",
                () -> mine.exits(UnitType.SYNC));
        metrics.gauge(
                "dm_loader_exit_with_error_count",
                "how often the copy ended with an error",
                () -> mine.exits(UnitType.LOAD));
        metrics.gauge("dm_syncer_rows", "rows applied since the unit began", () -> mine.rows(WorkerMetrics::rows));
        metrics.gauge(
                "dm_loader_progress", "part of the copy that is done, 0 to 1", () -> mine.rows(WorkerMetrics::copied));
        return metrics;
    }

    private Future<List<NodeMetrics.Row>> rows(Function<SubtaskStatus, OptionalDouble> value) {
        return Future.succeededFuture(
                worker.subtasks().stream().flatMap(s -> row(s, value.apply(s))).toList());
    }

    /** One row for where the upstream is, and one for up to where all is on the target. */
    private Future<List<NodeMetrics.Row>> places(ToLongFunction<BinlogPlace> number) {
        return Future.succeededFuture(worker.subtasks().stream()
                .flatMap(s -> Stream.concat(
                        place(s, "master", UnitStatus.Sync::masterBinlog, number),
                        place(s, "syncer", UnitStatus.Sync::syncerBinlog, number)))
                .toList());
    }

    private static Stream<NodeMetrics.Row> place(
            SubtaskStatus status,
            String node,
            Function<UnitStatus.Sync, String> text,
            ToLongFunction<BinlogPlace> number) {
        Tags labels = Tags.of("node", node, "task", status.task(), "source_id", status.source());
        return status.detail().flatMap(d -> d.read(new Kind<>(load -> null, text))).flatMap(BinlogPlace::of).stream()
                .map(place -> new NodeMetrics.Row(labels, number.applyAsLong(place)));
    }

    private Stream<NodeMetrics.Row> row(SubtaskStatus status, OptionalDouble value) {
        Tags labels = Tags.of("task", status.task(), "source_id", status.source(), "worker", worker.name());
        return value.stream().mapToObj(v -> new NodeMetrics.Row(labels, v));
    }

    private static OptionalDouble stage(SubtaskStatus status) {
        return OptionalDouble.of(status.stage().number());
    }

    private static OptionalDouble lag(SubtaskStatus status) {
        return sync(status, UnitStatus.Sync::secondsBehind);
    }

    /** Both rows from the beginning, so that the first error is a rise. */
    private Future<List<NodeMetrics.Row>> exits(UnitType unit) {
        return Future.succeededFuture(worker.subtasks().stream()
                .flatMap(s -> Stream.of(true, false).map(resumable -> exit(s, new UnitExit(unit, resumable))))
                .toList());
    }

    private static NodeMetrics.Row exit(SubtaskStatus status, UnitExit exit) {
        Tags labels = Tags.of(
                "task", status.task(), "source_id", status.source(), "resumable_err", String.valueOf(exit.resumable()));
        return new NodeMetrics.Row(labels, status.exits().getOrDefault(exit, 0L));
    }

    private static OptionalDouble transactions(SubtaskStatus status) {
        return sync(status, UnitStatus.Sync::transactions);
    }

    private static OptionalDouble rows(SubtaskStatus status) {
        return sync(status, UnitStatus.Sync::rows);
    }

    private static OptionalDouble copied(SubtaskStatus status) {
        return value(status.detail().flatMap(d -> d.read(new Kind<>(WorkerMetrics::part, sync -> null))));
    }

    private static Double part(UnitStatus.Load load) {
        return load.bytesEstimated() == 0 ? 0 : (double) load.bytesDone() / load.bytesEstimated();
    }

    private static OptionalDouble sync(SubtaskStatus status, Function<UnitStatus.Sync, Long> number) {
        return value(status.detail()
                .flatMap(d ->
                        d.read(new Kind<>(load -> null, s -> number.apply(s).doubleValue()))));
    }

    private static OptionalDouble value(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private record Kind<T>(Function<UnitStatus.Load, T> ofLoad, Function<UnitStatus.Sync, T> ofSync)
            implements UnitStatus.Reader<Optional<T>> {

        @Override
        public Optional<T> load(UnitStatus.Load load) {
            return Optional.ofNullable(ofLoad.apply(load));
        }

        @Override
        public Optional<T> sync(UnitStatus.Sync sync) {
            return Optional.ofNullable(ofSync.apply(sync));
        }
    }
}
