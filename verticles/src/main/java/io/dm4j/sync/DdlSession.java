package io.dm4j.sync;

import io.dm4j.binlog.SessionVariables;
import io.dm4j.ddl.DdlStep;
import io.dm4j.ddl.StatementKind;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Answers;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.Literals;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.progress.DdlIntent;
import io.dm4j.row.TableId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The session on the target that runs one upstream statement, holding the task's DDL lock. */
final class DdlSession {
    /** Rebuilding a large table takes its time. */
    private static final Duration BOUND = Duration.ofHours(24);

    private static final int LOCK_SECONDS = 30;
    private static final int LONGEST_LOCK_NAME = 64;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int NO_SUCH_THREAD = 1094;

    /** Answers that quote a row's value. */
    private static final Set<Integer> WITH_VALUES = Set.of(1062, 1264, 1265, 1292, 1366, 1367, 1406, 1411, 1526, 1586);

    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private final SqlConnection connection;
    private final Answers answers;
    private final long id;

    private DdlSession(SqlConnection connection, Answers answers, long id) {
        this.connection = connection;
        this.answers = answers;
        this.id = id;
    }

    /** Of the lock that whoever runs statements for this task and source holds; a lock's name may have 64 characters. */
    static String lockName(String task, String source) {
        String name = "dm4j:" + task + ":" + source;
        return name.length() <= LONGEST_LOCK_NAME
                ? name
                : name.substring(0, LONGEST_LOCK_NAME - 9) + "#" + Integer.toHexString(name.hashCode());
    }

    /** Takes the lock; a session that still runs the unfinished statement is ended after a while. */
    static Future<DdlSession> open(Database target, String lock, Optional<DdlIntent> unfinished) {
        return target.connect().compose(connection -> {
            Answers answers = Answers.of(connection, target);
            return answers.to(id(connection), BOUND)
                    .map(id -> new DdlSession(connection, answers, id))
                    .compose(session ->
                            answers.to(session.lock(lock, unfinished), BOUND).map(session))
                    .onFailure(failure -> connection.close());
        });
    }

    private static Future<Long> id(SqlConnection connection) {
        return connection
                .query("SELECT CONNECTION_ID()")
                .execute()
                .map(rows -> rows.iterator().next().getNumeric(0).longValue());
    }

    long id() {
        return id;
    }

    Future<Void> close() {
        return connection.close();
    }

    private Future<Void> lock(String name, Optional<DdlIntent> unfinished) {
        return tryLock(name)
                .compose(got -> got || unfinished.isEmpty()
                        ? Future.succeededFuture(got)
                        : end(unfinished.get().connectionId()).compose(ended -> tryLock(name)))
                .compose(got -> got
                        ? Future.succeededFuture()
                        : Future.failedFuture(new DmException(
                                SyncError.DDL_LOCKED, "the lock " + name + " is held by another session")));
    }

    private Future<Boolean> tryLock(String name) {
        return connection
                .preparedQuery("SELECT GET_LOCK(?, ?)")
                .execute(Tuple.of(name, LOCK_SECONDS))
                .map(rows -> {
                    Number got = rows.iterator().next().getNumeric(0);
                    return got != null && got.intValue() == 1;
                });
    }

    private Future<Void> end(long other) {
        return connection
                .query("KILL " + other)
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> SqlFailures.is(failure, NO_SUCH_THREAD)
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /** Takes over what of the upstream session decides about a statement's result. */
    Future<Void> take(SessionVariables session) {
        List<String> settings = new ArrayList<>();
        session.sqlMode().ifPresent(mode -> settings.add("SESSION sql_mode = " + Literals.of(session.sqlModeText())));
        settings.add("SESSION timestamp = %d.%06d"
                .formatted(session.timestampMicros() / 1_000_000, session.timestampMicros() % 1_000_000));
        if (!session.timeZone().isEmpty() && !session.timeZone().equals("SYSTEM")) {
            settings.add("SESSION time_zone = " + Literals.of(session.timeZone()));
        }
        return connection
                .query("SET " + String.join(", ", settings))
                .execute()
                .recover(failure -> Future.failedFuture(SqlFailures.coded(
                        failure, ErrorScope.DOWNSTREAM, "the statement's session variables are refused")))
                .compose(set -> takeServerCollation(session.serverCollation()));
    }

    /** Default of a new database. The two kinds of server do not know all of each other's; then the target's own stays. */
    private Future<Void> takeServerCollation(int number) {
        return number == 0
                ? Future.succeededFuture()
                : connection
                        .query("SET SESSION collation_server = " + number)
                        .execute()
                        .<Void>mapEmpty()
                        .recover(failure -> SqlFailures.errno(failure).isPresent()
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure));
    }

    /** The server's words for the object's definition, comparable; empty if it is not there. */
    Future<String> definition(TableId object) {
        String sql = object.table().isEmpty()
                ? "SHOW CREATE DATABASE " + Identifiers.quote(object.schema())
                : "SHOW CREATE TABLE " + Identifiers.quote(object);
        return connection
                .query(sql)
                .execute()
                .map(rows -> text(rows.iterator().next()))
                .recover(failure -> SqlFailures.is(failure, NO_SUCH_TABLE) || SqlFailures.is(failure, UNKNOWN_DATABASE)
                        ? Future.succeededFuture("")
                        : Future.failedFuture(SqlFailures.coded(
                                failure, ErrorScope.DOWNSTREAM, "reading the definition of " + object)));
    }

    private static String text(Row row) {
        return COUNTER.matcher(row.getString(1)).replaceAll("");
    }

    Future<Void> execute(DdlStep step) {
        Future<Void> run = schemaFor(step)
                .compose(there -> connection.query(step.sql()).execute())
                .mapEmpty();
        return answers.to(run, BOUND).recover(failure -> Future.failedFuture(failed(failure, step)));
    }

    /** Routes may lead a new table into a schema that no statement has created. */
    private Future<Void> schemaFor(DdlStep step) {
        return step.kind() == StatementKind.CREATE_TABLE
                ? connection
                        .query("CREATE DATABASE IF NOT EXISTS "
                                + Identifiers.quote(step.subject().target().schema()))
                        .execute()
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private static DmException failed(Throwable failure, DdlStep step) {
        String what = "%s on %s".formatted(step.kind(), step.subject().target());
        if (SqlFailures.heals(failure) || SqlFailures.errno(failure).isEmpty()) {
            return SqlFailures.coded(failure, ErrorScope.DOWNSTREAM, what);
        }
        int errno = SqlFailures.errno(failure).getAsInt();
        return WITH_VALUES.contains(errno)
                ? new DmException(SyncError.DDL_FAILED, what + ": the target answered with error " + errno)
                : new DmException(SyncError.DDL_FAILED, what, failure);
    }
}
