package io.dm4j.verticles;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.ddl.GivenTable;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.master.StructureStore;
import io.dm4j.master.TableLookup;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.progress.LoadProgress;
import io.dm4j.progress.LoadTable;
import io.dm4j.progress.RestingSource;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.progress.ScratchTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Looks tables up in the databases themselves, and changes what a task keeps of them, one session for each question. */
record DatabaseTables(Vertx vertx) implements TableLookup, StructureStore {
    private static final long SECONDS = 15;
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NO_SUCH_TABLE = 1146;

    @Override
    public Future<List<String>> schemas(SourceConfig source) {
        return upstream(source, SchemaReader::schemas);
    }

    @Override
    public Future<List<String>> tables(SourceConfig source, String schema) {
        return upstream(source, session -> SchemaReader.tables(session, schema));
    }

    @Override
    public Future<List<TableId>> tables(SourceConfig source) {
        return upstream(source, SchemaReader::tables);
    }

    /** As the copy found them, and as statements have changed them since. */
    @Override
    public Future<Map<TableId, TableSchema>> kept(TaskConfig task, String source) {
        LoadProgress copied = new LoadProgress(task.metaSchema(), task.name(), source);
        SchemaProgress changed = new SchemaProgress(task.metaSchema(), task.name(), source);
        return asked(task.target(), ErrorScope.DOWNSTREAM, session -> orNone(copied.tables(session), List.of())
                .map(DatabaseTables::definitions)
                .compose(all -> orNone(changed.read(session), Map.of()).map(later -> {
                    all.putAll(later);
                    return all;
                })));
    }

    @Override
    public Future<Optional<TableSchema>> definition(SourceConfig source, TableId table) {
        return upstream(source, session -> SchemaReader.read(session, table));
    }

    @Override
    public Future<Optional<TableSchema>> definition(TaskConfig task, TableId table) {
        return asked(task.target(), ErrorScope.DOWNSTREAM, session -> SchemaReader.read(session, table));
    }

    @Override
    public Future<TableSchema> read(TaskConfig task, GivenTable given, TableId table) {
        ScratchTable scratch = new ScratchTable(task.metaSchema());
        return asked(task.target(), ErrorScope.DOWNSTREAM, session -> scratch.read(session, given::named, table));
    }

    @Override
    public Future<Void> keep(TaskConfig task, String source, TableSchema definition, long epoch) {
        SchemaProgress changed = new SchemaProgress(task.metaSchema(), task.name(), source);
        return written(task, source, epoch, List.of(changed.keep(definition)));
    }

    @Override
    public Future<Void> forget(TaskConfig task, String source, TableId table, long epoch) {
        LoadProgress copied = new LoadProgress(task.metaSchema(), task.name(), source);
        SchemaProgress changed = new SchemaProgress(task.metaSchema(), task.name(), source);
        return written(task, source, epoch, List.of(changed.forget(table), copied.forget(table)));
    }

    private Future<Void> written(TaskConfig task, String source, long epoch, List<String> statements) {
        RestingSource resting = new RestingSource(task.metaSchema(), task.name(), source, epoch);
        return asked(task.target(), ErrorScope.DOWNSTREAM, session -> resting.write(vertx, session, statements));
    }

    private static Map<TableId, TableSchema> definitions(List<LoadTable> tables) {
        Map<TableId, TableSchema> all = new HashMap<>();
        tables.forEach(table -> table.definition().ifPresent(schema -> all.put(table.source(), schema)));
        return all;
    }

    /** A task that has never begun has no tables there. */
    private static <T> Future<T> orNone(Future<T> read, T none) {
        return read.recover(e -> SqlFailures.is(e, NO_SUCH_SCHEMA) || SqlFailures.is(e, NO_SUCH_TABLE)
                ? Future.succeededFuture(none)
                : Future.failedFuture(e));
    }

    private <T> Future<T> upstream(SourceConfig source, Function<SqlConnection, Future<T>> question) {
        return asked(source.from(), ErrorScope.UPSTREAM, question);
    }

    private <T> Future<T> asked(DatabaseConfig server, ErrorScope side, Function<SqlConnection, Future<T>> question) {
        Database database = new Database(vertx, server, side, "tables");
        String what = "looking at tables of " + server.address();
        return database.connect()
                .compose(session -> question.apply(session).eventually(session::close))
                .timeout(SECONDS, TimeUnit.SECONDS)
                .recover(e -> Future.failedFuture(coded(e, side, what)));
    }

    private static DmException coded(Throwable failure, ErrorScope side, String what) {
        return failure instanceof TimeoutException
                ? SqlFailures.coded(failure, side, what + " took more than " + SECONDS + " s")
                : SqlFailures.coded(failure, side, what + " failed");
    }
}
