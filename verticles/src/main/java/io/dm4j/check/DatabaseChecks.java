package io.dm4j.check;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Flavor;
import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.Dialect;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.row.TableId;
import io.dm4j.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The checks on the servers themselves. */
public final class DatabaseChecks implements Checks {
    private static final long SOURCE_SECONDS = 15;
    private static final long TASK_SECONDS = 60;
    private static final String ALL = "all";

    private final Vertx vertx;

    public DatabaseChecks(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Void> source(SourceConfig source) {
        Database upstream = database(source.from(), ErrorScope.UPSTREAM);
        return bounded(upstream.version(), SOURCE_SECONDS, "source " + source.sourceId())
                .compose(version -> isOfFlavor(source, version)
                        ? Future.succeededFuture()
                        : Future.failedFuture(new DmException(
                                CheckError.WRONG_FLAVOR,
                                "source " + source.sourceId() + " at "
                                        + source.from().address() + " is " + version.text() + ", its file says flavor "
                                        + source.flavor())));
    }

    @Override
    public Future<Report> task(Parsed<TaskConfig> task, Map<String, SourceConfig> sources) {
        TaskConfig config = task.value();
        if (config.ignoreCheckingItems().contains(ALL)) {
            return Future.succeededFuture(new Report(0, List.of(), notes(task, sources)));
        }
        List<SubtaskConfig> subtasks = config.subtasks().stream()
                .filter(s -> sources.containsKey(s.sourceId()))
                .map(s -> s.on(sources.get(s.sourceId())))
                .toList();
        List<Future<UpstreamFacts>> asked = subtasks.stream()
                .map(s -> upstream(sources.get(s.sourceId()), s))
                .toList();
        Future<Report> report = Future.all(asked)
                .map(all -> all.<UpstreamFacts>list())
                .compose(facts -> target(config, incoming(facts))
                        .map(target -> report(task, facts, target, notes(task, sources))));
        return bounded(report, TASK_SECONDS, "the checks of task " + config.name());
    }

    private static boolean isOfFlavor(SourceConfig source, ServerVersion version) {
        Flavor said = source.flavor();
        return said == Flavor.DETECT || (said == Flavor.MARIADB) == (version.dialect() == Dialect.MARIADB);
    }

    private Future<UpstreamFacts> upstream(SourceConfig source, SubtaskConfig subtask) {
        String where = source.from().address() + " (source " + source.sourceId() + ")";
        return inquire(database(source.from(), ErrorScope.UPSTREAM), inquiry -> inquiry.upstream(where, subtask));
    }

    private static Set<TableId> incoming(List<UpstreamFacts> facts) {
        Set<TableId> incoming = new HashSet<>();
        for (UpstreamFacts each : facts) {
            Rules rules = Rules.of(each.subtask());
            each.tables().stream().map(rules::route).flatMap(Optional::stream).forEach(incoming::add);
        }
        return incoming;
    }

    private Future<List<Finding>> target(TaskConfig task, Set<TableId> incoming) {
        String where = task.target().address() + " (target)";
        return inquire(database(task.target(), ErrorScope.DOWNSTREAM), inquiry -> inquiry.grants()
                .compose(grants ->
                        inquiry.triggered().map(triggered -> TargetJudge.judge(where, grants, triggered, incoming))));
    }

    /** What the task's file has to tell, and which source's server may be spoken to less safely than today's. */
    private static List<String> notes(Parsed<TaskConfig> task, Map<String, SourceConfig> sources) {
        List<String> notes = new ArrayList<>(task.notes());
        sources.forEach((id, source) -> source.from()
                .security()
                .limits()
                .weakness()
                .ifPresent(weakness -> notes.add("source " + id + ": tls-min-version: " + weakness)));
        return notes;
    }

    private static Report report(
            Parsed<TaskConfig> task, List<UpstreamFacts> facts, List<Finding> target, List<String> notes) {
        List<String> ignored = task.value().ignoreCheckingItems();
        List<Finding> findings = new ArrayList<>();
        facts.forEach(f -> findings.addAll(UpstreamJudge.judge(f)));
        findings.addAll(target);
        findings.removeIf(f -> ignored.contains(f.item()));
        long checks = facts.size()
                        * UpstreamJudge.ITEMS.stream()
                                .filter(i -> !ignored.contains(i))
                                .count()
                + TargetJudge.ITEMS.stream().filter(i -> !ignored.contains(i)).count();
        return new Report((int) checks, findings, notes);
    }

    private Database database(DatabaseConfig config, ErrorScope side) {
        return new Database(vertx, config, side, "check");
    }

    private static <T> Future<T> inquire(Database database, Function<Inquiry, Future<T>> question) {
        return database.connect().compose(connection -> question.apply(new Inquiry(connection))
                .recover(e -> Future.failedFuture(coded(e, database)))
                .eventually(connection::close));
    }

    private static Throwable coded(Throwable failure, Database database) {
        return failure instanceof DmException
                ? failure
                : SqlFailures.coded(
                        failure,
                        database.side(),
                        "a check at " + database.config().address() + " failed");
    }

    private static <T> Future<T> bounded(Future<T> future, long seconds, String what) {
        return future.timeout(seconds, TimeUnit.SECONDS)
                .recover(e -> Future.failedFuture(
                        e instanceof TimeoutException
                                ? new DmException(CheckError.TIMED_OUT, what + " took more than " + seconds + " s")
                                : e));
    }
}
