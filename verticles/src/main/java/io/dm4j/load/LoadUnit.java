package io.dm4j.load;

import io.dm4j.config.LoadTuning;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.ddl.DdlPlanner;
import io.dm4j.ddl.RoutedNames;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.Dialect;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.mysql.TlsListing;
import io.dm4j.progress.Fence;
import io.dm4j.progress.LoadChunk;
import io.dm4j.progress.LoadProgress;
import io.dm4j.progress.LoadTable;
import io.dm4j.progress.MetaSchema;
import io.dm4j.row.TableId;
import io.dm4j.rule.Rules;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitTimes;
import io.dm4j.unit.UnitType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The full copy of one source's tables. Confined to the context it was made on. */
public final class LoadUnit implements Unit {
    private static final Logger LOG = LogManager.getLogger(LoadUnit.class);
    private static final String CONTROL_SLOT = "load";

    private final UnitSetup setup;
    private final SubtaskConfig subtask;
    private final Vertx vertx;
    private final Database upstream;
    private final Database target;
    private final Fence fence;
    private final LoadProgress progress;
    private final LoadMeter meter = new LoadMeter();
    private final Sessions sessions = new Sessions();
    private final Promise<Void> ended = Promise.promise();
    private boolean stopping;
    private boolean started;
    private boolean failed;

    public LoadUnit(UnitSetup setup) {
        this.setup = setup;
        this.subtask = setup.subtask();
        this.vertx = setup.vertx();
        String purpose = subtask.task() + " load";
        this.upstream = new Database(vertx, setup.upstream(), ErrorScope.UPSTREAM, purpose, TlsListing.upstream(setup));
        this.target = new Database(vertx, setup.target(), ErrorScope.DOWNSTREAM, purpose, TlsListing.target(setup));
        this.fence = new Fence(subtask.metaSchema(), subtask.task(), subtask.sourceId(), setup.epoch(), setup.owner());
        this.progress = new LoadProgress(subtask.metaSchema(), subtask.task(), subtask.sourceId());
    }

    @Override
    public UnitType type() {
        return UnitType.LOAD;
    }

    @Override
    public UnitStatus status() {
        return meter.status();
    }

    @Override
    public Future<UnitResult> run() {
        started = true;
        upstream.whenDistrusted(sessions::end);
        target.whenDistrusted(sessions::end);
        return sessions.during(sessions.open(target).compose(this::copyIfNeeded))
                .map(done -> stopping ? new UnitResult.Stopped() : new UnitResult.Finished())
                .map(UnitResult.class::cast)
                .otherwise(this::failure)
                .eventually(sessions::closeAll)
                .onComplete(end -> unlist())
                .onComplete(end -> ended.tryComplete());
    }

    private void unlist() {
        upstream.close();
        target.close();
    }

    private UnitResult failure(Throwable failure) {
        if (stopping) {
            LOG.debug("task {} of source {}: the copy ended by stop", subtask.task(), subtask.sourceId(), failure);
            return new UnitResult.Stopped();
        }
        boolean heals = SqlFailures.heals(failure);
        return new UnitResult.Failed(SqlFailures.coded(failure, ErrorScope.NOT_SET, "full copy"), heals);
    }

    @Override
    public Future<Void> stop() {
        stopping = true;
        if (!started) {
            return Future.succeededFuture();
        }
        long bound = vertx.setTimer(UnitTimes.STOP.toMillis(), late -> sessions.closeAll());
        return ended.future().onComplete(end -> vertx.cancelTimer(bound));
    }

    private Future<Void> copyIfNeeded(SqlConnection control) {
        return new MetaSchema(subtask.metaSchema(), subtask.task())
                .create(control, setup.clusterId())
                .compose(made -> fence.takeOver(vertx, control))
                .compose(ours -> fence.take(control, CONTROL_SLOT))
                .compose(taken -> progress.tables(control))
                .compose(tables -> isDone(tables) ? recall(tables) : copy(control, tables));
    }

    private static boolean isDone(List<LoadTable> tables) {
        return !tables.isEmpty() && tables.stream().allMatch(t -> t.state() == LoadTable.State.DONE);
    }

    private Future<Void> recall(List<LoadTable> tables) {
        tables.forEach(table -> meter.done(table.source()));
        return Future.succeededFuture();
    }

    private int copiers() {
        LoadTuning tuning = subtask.load();
        return Math.max(1, Math.min(tuning.threads(), tuning.poolSize()));
    }

    private Future<Void> copy(SqlConnection control, List<LoadTable> known) {
        return sessions.open(upstream).compose(locker -> ServerVersion.read(locker)
                .compose(version -> sessions.open(upstream, copiers())
                        .compose(readers -> freshStatistics(readers.get(0), version)
                                .compose(set -> Snapshot.open(locker, readers, version))))
                .eventually(() -> sessions.close(locker))
                .compose(snapshot -> copy(control, known, snapshot)));
    }

    /** MySQL shows statistics of up to a day ago otherwise. */
    private static Future<Void> freshStatistics(SqlConnection session, ServerVersion version) {
        return version.dialect() == Dialect.MYSQL && version.atLeast(8, 0)
                ? Snapshot.run(session, "SET SESSION information_schema_stats_expiry = 0")
                : Future.succeededFuture();
    }

    private Future<Void> copy(SqlConnection control, List<LoadTable> known, Snapshot snapshot) {
        meter.snapshot(snapshot);
        LOG.info(
                "task {} of source {}: snapshot at {}, global read lock held for {} ms",
                subtask.task(),
                subtask.sourceId(),
                snapshot.at().end(),
                snapshot.lockHeld().toMillis());
        Rules rules = Rules.of(subtask);
        return UpstreamTable.all(snapshot.sessions().get(0))
                .map(all -> all.stream()
                        .filter(t -> rules.route(t.id()).isPresent())
                        .toList())
                .compose(all -> tables(control, known, all, snapshot)
                        .compose(tables -> copy(control, tables, all, snapshot, rules)));
    }

    /** A copy that has not begun is of all tables there are now; one that has, of those it began with. */
    private Future<List<LoadTable>> tables(
            SqlConnection control, List<LoadTable> known, List<UpstreamTable> all, Snapshot snapshot) {
        requireInnodb(all);
        if (!known.isEmpty()) {
            return atThisSnapshot(control, known, snapshot);
        }
        if (all.isEmpty()) {
            return Future.failedFuture(new DmException(LoadError.NO_TABLES, "there is no table to copy"));
        }
        List<LoadTable> tables = all.stream()
                .map(table -> LoadTable.at(
                        table.id(), snapshot.at().end(), snapshot.at().gtids()))
                .toList();
        return progress.begin(control, tables).map(tables);
    }

    private static void requireInnodb(List<UpstreamTable> all) {
        List<String> others = all.stream()
                .filter(table -> !table.isInnodb())
                .map(table -> table.id() + " (" + table.engine() + ")")
                .toList();
        if (!others.isEmpty()) {
            throw new DmException(
                    LoadError.NOT_INNODB,
                    "a snapshot does not hold tables of other engines: " + String.join(", ", others));
        }
    }

    /** A table of which nothing is on the target yet starts anew, exactly. */
    private Future<List<LoadTable>> atThisSnapshot(SqlConnection control, List<LoadTable> known, Snapshot snapshot) {
        Future<Void> moved = Future.succeededFuture();
        for (LoadTable table : known) {
            if (table.state() == LoadTable.State.PLANNING) {
                moved = moved.compose(before -> progress.restart(
                        control,
                        table.source(),
                        snapshot.at().end(),
                        snapshot.at().gtids()));
            }
        }
        return moved.map(known);
    }

    private Future<Void> copy(
            SqlConnection control, List<LoadTable> tables, List<UpstreamTable> all, Snapshot snapshot, Rules rules) {
        Map<TableId, UpstreamTable> facts =
                all.stream().collect(Collectors.toMap(UpstreamTable::id, Function.identity()));
        for (LoadTable table : tables) {
            Optional.ofNullable(facts.get(table.source())).ifPresent(meter::expect);
            if (table.state() == LoadTable.State.DONE) {
                meter.done(table.source());
            }
        }
        Preparation preparation = new Preparation(
                rules,
                new TargetTables(
                        new DdlPlanner(new RoutedNames(rules)), subtask.load().onDuplicate()),
                progress,
                snapshot,
                facts,
                meter,
                subtask.load().chunkRows());
        return pairs(snapshot).compose(copiers -> sessions.close(control)
                .compose(closed -> prepared(preparation, tables, copiers, facts))
                .compose(copies -> copyAll(copies, copiers)));
    }

    private Future<List<Copier>> pairs(Snapshot snapshot) {
        Turn largeRows = new Turn();
        List<Future<Copier>> pairs = new ArrayList<>();
        for (int i = 0; i < snapshot.sessions().size(); i++) {
            String slot = CONTROL_SLOT + "-" + i;
            SqlConnection reader = snapshot.sessions().get(i);
            pairs.add(sessions.open(target).compose(writer -> Snapshot.run(writer, "SET SESSION foreign_key_checks = 0")
                    .compose(set -> fence.take(writer, slot))
                    .map(taken -> new Copier(
                            reader,
                            writer,
                            fence,
                            slot,
                            progress,
                            meter,
                            largeRows,
                            subtask.load().chunkRows()))));
        }
        return Future.all(pairs).map(all -> all.<Copier>list());
    }

    /** Completes with the copies, the largest table first. */
    private Future<List<TableCopy>> prepared(
            Preparation preparation, List<LoadTable> tables, List<Copier> copiers, Map<TableId, UpstreamTable> facts) {
        Comparator<TableId> size = Comparator.comparingLong(id ->
                Optional.ofNullable(facts.get(id)).map(UpstreamTable::bytes).orElse(0L));
        List<TableCopy> copies = new ArrayList<>();
        Queue<LoadTable> queue = tables.stream()
                .filter(table -> table.state() != LoadTable.State.DONE)
                .collect(Collectors.toCollection(ArrayDeque::new));
        return each(queue, copiers, (table, copier) -> preparation
                        .of(table, copier)
                        .<Void>map(copy -> {
                            copies.add(copy);
                            return null;
                        }))
                .map(done -> copies.stream()
                        .sorted(Comparator.comparing(TableCopy::id, size.reversed()))
                        .toList());
    }

    private record Job(TableCopy table, LoadChunk chunk) {}

    private Future<Void> copyAll(List<TableCopy> copies, List<Copier> copiers) {
        Queue<Job> jobs = new ArrayDeque<>();
        for (TableCopy copy : copies) {
            copy.chunks().forEach(chunk -> jobs.add(new Job(copy, chunk)));
        }
        return each(jobs, copiers, (job, copier) -> copier.copy(job.table(), job.chunk()))
                .compose(done -> closeRecords(copies, copiers.get(0)));
    }

    /** Tables whose last chunk was done before, but not their record. */
    private Future<Void> closeRecords(List<TableCopy> copies, Copier copier) {
        Future<Void> closed = Future.succeededFuture();
        for (TableCopy copy : copies) {
            if (copy.chunks().isEmpty()) {
                closed = closed.compose(before -> progress.tableDone(copier.target(), copy.id()))
                        .onSuccess(done -> meter.done(copy.id()));
            }
        }
        return closed;
    }

    /** Each copier takes the next item when it is free; ends when all are done, one has failed, or a stop is asked for. */
    private <T> Future<Void> each(Queue<T> items, List<Copier> copiers, BiFunction<T, Copier, Future<Void>> work) {
        List<Future<Void>> all = copiers.stream()
                .map(copier -> Loop.whileTrue(() -> next(items, copier, work)))
                .toList();
        return Future.join(all).mapEmpty();
    }

    private <T> Future<Boolean> next(Queue<T> items, Copier copier, BiFunction<T, Copier, Future<Void>> work) {
        T item = stopping || failed ? null : items.poll();
        return item == null
                ? Future.succeededFuture(false)
                : work.apply(item, copier).map(true).onFailure(failure -> failed = true);
    }
}
