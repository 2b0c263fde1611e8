package io.dm4j.it.sync;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.Flavor;
import io.dm4j.config.Labels;
import io.dm4j.config.LoadTuning;
import io.dm4j.config.RouteRule;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.StartPoint;
import io.dm4j.config.StartTime;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.SyncTuning;
import io.dm4j.config.TaskMode;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.load.LoadUnit;
import io.dm4j.position.BinlogPosition;
import io.dm4j.sync.SyncUnit;
import io.dm4j.unit.Handling;
import io.dm4j.unit.TimedStart;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A sync unit between two servers, driven from a test's thread. Each start has a Vert.x of its own, so that it can die. */
final class Following implements AutoCloseable {
    private final DatabaseServer source;
    private final DatabaseServer target;
    private final String task;
    private final boolean gtid;
    private final List<RouteRule> routes;
    private final BlockAllowList list;
    private final Optional<StartPoint> start;
    private Map<String, String> targetSession = Map.of();
    private List<EventFilterRule> filters = List.of();
    private List<EventFilterRule> sourceFilters = List.of();
    private Optional<TimedStart> timedStart = Optional.empty();
    private List<Handling> handlings = List.of();
    private int sourcePort;
    private long epoch;
    private Vertx vertx;
    private Unit unit;
    private CompletableFuture<UnitResult> result;

    private Following(
            DatabaseServer source,
            DatabaseServer target,
            String task,
            boolean gtid,
            List<RouteRule> routes,
            BlockAllowList list,
            Optional<StartPoint> start) {
        this.source = source;
        this.target = target;
        this.task = task;
        this.gtid = gtid;
        this.routes = routes;
        this.list = list;
        this.start = start;
        this.sourcePort = source.address().port();
    }

    /** Follows the schema from now on, under the same name. */
    static Following fromNow(DatabaseServer source, DatabaseServer target, String schema, boolean gtid) {
        return new Following(
                source,
                target,
                "task_" + schema,
                gtid,
                List.of(),
                new BlockAllowList(List.of(schema + "*"), List.of(), List.of(), List.of()),
                Optional.of(now(source, gtid)));
    }

    /** Copies the schema first, by {@link #copy}. */
    static Following all(DatabaseServer source, DatabaseServer target, String schema, boolean gtid) {
        Following fromNow = fromNow(source, target, schema, gtid);
        return new Following(source, target, fromNow.task, gtid, List.of(), fromNow.list, Optional.empty());
    }

    Following routed(RouteRule... rules) {
        return new Following(source, target, task, gtid, List.of(rules), list, start);
    }

    Following taking(BlockAllowList other) {
        return new Following(source, target, task, gtid, routes, other, start);
    }

    /** With these variables in each session on the target. */
    Following withTargetSession(Map<String, String> variables) {
        targetSession = variables;
        return this;
    }

    /** From the next start on. */
    Following leavingOut(EventFilterRule... rules) {
        filters = List.of(rules);
        return this;
    }

    /** As {@link #leavingOut}, by the source's file. */
    Following leavingOutBySource(EventFilterRule... rules) {
        sourceFilters = List.of(rules);
        return this;
    }

    /** Reaches the source by another port, from the next start on. */
    Following reachingSourceBy(int port) {
        sourcePort = port;
        return this;
    }

    /** From the next start on. */
    Following beginningAt(String time, long order) {
        timedStart = Optional.of(new TimedStart(StartTime.parse(time), order));
        return this;
    }

    /** From the next start on. */
    Following handling(Handling... statements) {
        handlings = List.of(statements);
        return this;
    }

    private static StartPoint now(DatabaseServer source, boolean gtid) {
        // an empty GTID set would be no start point
        source.execute("CREATE DATABASE IF NOT EXISTS warm_up");
        if (!gtid) {
            BinlogPosition end = end(source);
            return new StartPoint(end.file(), end.offset(), "");
        }
        String variable = source.flavor().equals("mariadb") ? "gtid_binlog_pos" : "gtid_executed";
        return new StartPoint("", 0, source.value("SELECT @@global." + variable).replace("\n", ""));
    }

    private static BinlogPosition end(DatabaseServer source) {
        List<String> row = source.query("SHOW MASTER STATUS").get(0);
        return new BinlogPosition(row.get(0), Long.parseLong(row.get(1)));
    }

    void start() {
        start(SyncUnit::new);
    }

    /** Runs the full copy to its end. */
    UnitResult copy() {
        start(LoadUnit::new);
        UnitResult copied = result();
        close();
        return copied;
    }

    private void start(Function<UnitSetup, Unit> kind) {
        vertx = Vertx.vertx();
        result = new CompletableFuture<>();
        SourceConfig from = sourceConfig();
        UnitSetup setup = new UnitSetup(vertx, from, subtask().on(from), "cluster-1", ++epoch, "worker-" + epoch)
                .with(timedStart, handlings);
        CompletableFuture<Void> started = new CompletableFuture<>();
        vertx.runOnContext(on -> {
            unit = kind.apply(setup);
            unit.run().onSuccess(result::complete).onFailure(result::completeExceptionally);
            started.complete(null);
        });
        started.join();
    }

    private SourceConfig sourceConfig() {
        return new SourceConfig(
                "source-1",
                true,
                gtid,
                Flavor.DETECT,
                0,
                database(source, sourcePort, Map.of()),
                false,
                true,
                Labels.NONE,
                sourceFilters);
    }

    private SubtaskConfig subtask() {
        return new SubtaskConfig(
                task,
                "source-1",
                start.isPresent() ? TaskMode.INCREMENTAL : TaskMode.ALL,
                "dm_meta",
                database(target, target.address().port(), targetSession),
                false,
                list,
                routes,
                filters,
                start,
                LoadTuning.DEFAULT,
                SyncTuning.DEFAULT);
    }

    private static DatabaseConfig database(DatabaseServer server, int port, Map<String, String> session) {
        return new DatabaseConfig(
                server.address().host(),
                port,
                server.rootUser(),
                Secret.of(server.rootPassword()),
                session,
                SecurityConfig.NONE);
    }

    UnitStatus.Sync status() {
        CompletableFuture<UnitStatus> status = new CompletableFuture<>();
        vertx.runOnContext(on -> status.complete(unit.status()));
        return (UnitStatus.Sync) status.join();
    }

    /** Until the target holds all that the source has now. */
    void awaitCaughtUp() {
        BinlogPosition end = end(source);
        Await.until(Duration.ofSeconds(60), "caught up with " + end + ", now " + status(), () -> isBehind(end));
    }

    /** Until it has applied so many bytes of binlog since it says where it is. */
    void awaitPassed(long bytes) {
        BinlogPosition first = Await.value(Duration.ofSeconds(60), "a place in the binlog", this::passed);
        BinlogPosition end = new BinlogPosition(first.file(), first.offset() + bytes);
        Await.until(Duration.ofSeconds(60), "the sync passes " + end, () -> isBehind(end));
    }

    private boolean isBehind(BinlogPosition end) {
        return passed().filter(at -> at.compareTo(end) >= 0).isPresent();
    }

    /** Where it says it is; empty before it has begun. */
    private Optional<BinlogPosition> passed() {
        if (result.isDone()) {
            throw new AssertionError("the unit ended: " + result.join());
        }
        String at = status().syncerBinlog();
        if (at.isEmpty()) {
            return Optional.empty();
        }
        int comma = at.indexOf(',');
        return Optional.of(new BinlogPosition(
                at.substring(1, comma),
                Long.parseLong(at.substring(comma + 1, at.length() - 1).trim())));
    }

    UnitResult stop() {
        vertx.runOnContext(on -> unit.stop());
        return result();
    }

    UnitResult result() {
        try {
            return result.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the unit did not end: " + status(), e);
        }
    }

    /** Cuts all connections wherever they are, as a crash does. */
    void die() {
        vertx.close().await();
        vertx = null;
    }

    @Override
    public void close() {
        if (vertx != null) {
            vertx.close().await();
            vertx = null;
        }
    }
}
