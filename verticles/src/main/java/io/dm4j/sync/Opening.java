package io.dm4j.sync;

import io.dm4j.binlog.BinlogSource;
import io.dm4j.binlog.BinlogStream;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.ddl.DdlPlanner;
import io.dm4j.ddl.RoutedNames;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Answers;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import io.dm4j.progress.DdlIntent;
import io.dm4j.progress.DdlIntents;
import io.dm4j.progress.Fence;
import io.dm4j.progress.LoadProgress;
import io.dm4j.progress.MetaSchema;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.progress.SyncProgress;
import io.dm4j.progress.TimedStarts;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.Rules;
import io.dm4j.unit.TimedStart;
import io.dm4j.unit.UnitSetup;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes a {@link Replication}: takes the fence, reads the progress, finds the start, opens the stream. */
final class Opening {
    private static final String SLOT = Fence.LANE;

    /** An old owner's open work on the target may take a while to end. */
    private static final Duration BOUND = Duration.ofMinutes(3);

    private final UnitSetup setup;
    private final SubtaskConfig subtask;
    private final Database upstream;
    private final Database target;
    private final BinlogSource source;
    private final Meter meter;
    private final Fence fence;
    private final SyncProgress progress;
    private final SchemaProgress schemas;
    private final LoadProgress copied;
    private final DdlIntents intents;
    private final TimedStarts timedStarts;
    private Optional<StartTimeSearch> search = Optional.empty();

    Opening(UnitSetup setup, Database upstream, Database target, BinlogSource source, Meter meter) {
        this.setup = setup;
        this.subtask = setup.subtask();
        this.upstream = upstream;
        this.target = target;
        this.source = source;
        this.meter = meter;
        String schema = subtask.metaSchema();
        String id = subtask.sourceId();
        this.fence = new Fence(schema, subtask.task(), id, setup.epoch(), setup.owner());
        this.progress = new SyncProgress(schema, subtask.task(), id);
        this.schemas = new SchemaProgress(schema, subtask.task(), id);
        this.copied = new LoadProgress(schema, subtask.task(), id);
        this.intents = new DdlIntents(schema, subtask.task(), id);
        this.timedStarts = new TimedStarts(schema, subtask.task(), id);
    }

    /** What the meta schema says. */
    private record Memory(
            Optional<Position> watermark,
            Map<TableId, TableSchema> schemas,
            Optional<DdlIntent> intent,
            Optional<TimedStarts.Done> timedStart,
            Handover handover) {

        /** Only the copy is remembered of what came before. */
        Memory movedTo(Position place, TimedStarts.Done done) {
            return new Memory(Optional.of(place), Map.of(), Optional.empty(), Optional.of(done), handover);
        }

        /** The furthest place that replication has ever reached. */
        Optional<BinlogPosition> reached() {
            return Stream.concat(
                            watermark.map(Position::binlog).stream(),
                            timedStart.flatMap(TimedStarts.Done::reached).stream())
                    .max(Comparator.naturalOrder());
        }

        Map<TableId, TableSchema> upstream() {
            Map<TableId, TableSchema> all = new HashMap<>(handover.schemas());
            all.putAll(schemas);
            return all;
        }

        /** Where changes are left out, those that follow may find no row. */
        MissPolicy policy(Rules rules) {
            return handover.isEmpty() || rules.leavesOutSome() ? MissPolicy.COUNT : MissPolicy.FAIL;
        }
    }

    /** Nothing stays open if it fails. */
    Future<Replication> open() {
        return target.connect().compose(connection -> prepared(connection)
                .timeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(SqlFailures.coded(
                        failure, ErrorScope.DOWNSTREAM, "reading the task's progress from the target failed")))
                .compose(memory -> replicate(connection, memory))
                .onFailure(failure -> connection.close()));
    }

    private Future<Memory> prepared(SqlConnection connection) {
        return new MetaSchema(subtask.metaSchema(), subtask.task())
                .create(connection, setup.clusterId())
                .compose(made -> fence.takeOver(setup.vertx(), connection))
                .compose(over -> fence.take(connection, SLOT))
                .compose(taken -> sessionOfLane(connection))
                .compose(ready -> memory(connection));
    }

    /** An idle lane writes the watermark or nothing; the server ends it when this process is gone. */
    private static Future<Void> sessionOfLane(SqlConnection connection) {
        return connection
                .query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
                .execute()
                .compose(set -> connection.query("SET SESSION autocommit = 0").execute())
                .mapEmpty();
    }

    private Future<Memory> memory(SqlConnection connection) {
        return progress.read(connection)
                .compose(watermark -> schemas.read(connection).compose(kept -> intents.read(connection)
                        .compose(intent -> timedStarts.read(connection).compose(timed -> load(connection)
                                .map(handover -> new Memory(watermark, kept, intent, timed, handover))))))
                .compose(memory -> connection.query("ROLLBACK").execute().map(memory));
    }

    private Future<Handover> load(SqlConnection connection) {
        return copied.tables(connection).map(Handover::new);
    }

    private Future<Replication> replicate(SqlConnection connection, Memory memory) {
        Lane lane = new TargetLane(
                setup.vertx(),
                connection,
                Answers.of(connection, target),
                session -> fence.check(session, SLOT),
                progress,
                setup.epoch(),
                meter);
        return atTime(lane, memory).compose(then -> start(lane, then)
                .compose(position -> source.open(position).map(stream -> replication(stream, lane, then, position))));
    }

    /** Where the wish to begin at a time has not been carried out yet, it wins over what is remembered. */
    private Future<Memory> atTime(Lane lane, Memory memory) {
        Optional<TimedStart> asked = setup.timedStart().filter(timed -> memory.timedStart()
                .filter(done -> done.order() == timed.order())
                .isEmpty());
        return asked.isPresent() ? atTime(asked.get(), lane, memory) : Future.succeededFuture(memory);
    }

    private Future<Memory> atTime(TimedStart asked, Lane lane, Memory memory) {
        StartTimeSearch finding = new StartTimeSearch(
                setup.vertx(),
                setup.source(),
                asked.time(),
                upstream,
                new StartPosition(setup.source(), subtask, upstream),
                source.times());
        search = Optional.of(finding);
        TimedStarts.Done done = new TimedStarts.Done(asked.order(), memory.reached());
        return finding.find().onComplete(ended -> search = Optional.empty()).compose(place -> lane.record(List.of(
                        progress.moveTo(place, setup.epoch()),
                        schemas.forgetAll(),
                        intents.clear(),
                        timedStarts.record(done)))
                .map(memory.movedTo(place, done)));
    }

    /** A search for a start time ends, and with it the opening; nothing else is touched. */
    void abandonSearch() {
        search.ifPresent(StartTimeSearch::abandon);
    }

    /** A position found for the first time is stored at once: a restart must not find a later one. */
    private Future<Position> start(Lane lane, Memory memory) {
        return memory.watermark().map(Future::succeededFuture).orElseGet(() -> new StartPosition(
                        setup.source(), subtask, upstream)
                .find(memory.handover())
                .compose(found -> lane.moveTo(found).map(found)));
    }

    private Replication replication(BinlogStream stream, Lane lane, Memory memory, Position start) {
        Rules rules = Rules.of(subtask);
        Definitions definitions = new Definitions(upstream, target);
        WayOut wayOut = new WayOut(subtask.task(), subtask.sourceId());
        Tables tables = new Tables(
                rules, definitions, memory.upstream(), memory.handover().windows(), memory.policy(rules), wayOut);
        Handlings handlings = new Handlings(setup.handlings(), start.binlog());
        DdlBarrier barrier = new DdlBarrier(
                target,
                lane,
                new Courses(
                        new DdlPlanner(new FilteredNames(rules)), new DdlPlanner(new RoutedNames(rules)), handlings),
                tables,
                definitions,
                new DdlBarrier.Records(progress, schemas, copied, intents, setup.epoch(), lockName()),
                meter,
                wayOut,
                memory.intent());
        Replication.Parts parts = new Replication.Parts(
                stream,
                lane,
                tables,
                schemas,
                handlings,
                barrier,
                new Probe(upstream),
                meter,
                Limits.of(subtask.sync()));
        return new Replication(setup.vertx(), parts, start, safeMode(memory), order());
    }

    private SafeMode safeMode(Memory memory) {
        return new SafeMode(subtask.sync().safeMode(), memory.timedStart().flatMap(TimedStarts.Done::reached));
    }

    private Supplier<Order> order() {
        return Database.checksForeignKeys(target.config()) ? Order::asRead : Order::free;
    }

    private String lockName() {
        return DdlSession.lockName(subtask.task(), subtask.sourceId());
    }
}
