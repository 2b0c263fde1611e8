package io.dm4j.sync;

import io.dm4j.ddl.DdlObject;
import io.dm4j.error.DmException;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.row.Column;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads definitions from the servers, in sessions of its own that live as long as the question. */
final class Definitions {
    private static final Duration BOUND = Duration.ofMinutes(1);

    private final Database upstream;
    private final Database target;

    Definitions(Database upstream, Database target) {
        this.upstream = upstream;
        this.target = target;
    }

    Future<TableSchema> target(TableId table) {
        return read(target, table)
                .map(found -> found.orElseThrow(
                        () -> new DmException(SyncError.NO_TARGET_TABLE, "table " + table + " is not on the target")));
    }

    /** The upstream's definition of now if it has as many columns as its rows, else the target's. */
    Future<TableSchema> upstream(TableId source, int columns, TableSchema there) {
        return read(upstream, source).map(found -> found.filter(
                        schema -> schema.columns().size() == columns)
                .or(() -> Optional.of(there.as(source))
                        .filter(schema -> schema.columns().size() == columns))
                .orElseThrow(() -> new DmException(
                        SyncError.DEFINITION_UNKNOWN,
                        "rows of %s have %d columns, its definition of now has not".formatted(source, columns))));
    }

    /**
     * The upstream's definition behind a statement that has just run on the target: the upstream's of now if it has the
     * very columns that the target has, else the target's. Columns that only the target had before are left out.
     */
    Future<TableSchema> afterStatement(DdlObject object, Set<String> onlyOnTarget) {
        return target(object.target())
                .map(there -> without(there, onlyOnTarget).as(object.source()))
                .compose(there -> read(upstream, object.source())
                        .map(found -> found.filter(here -> names(here).equals(names(there)))
                                .orElse(there)));
    }

    /** Lower-case names of the target's columns that the upstream's definition lacks. */
    static Set<String> onlyOnTarget(TableSchema here, TableSchema there) {
        Set<String> names = new HashSet<>(names(there));
        names.removeAll(new HashSet<>(names(here)));
        return names;
    }

    private static TableSchema without(TableSchema schema, Set<String> columns) {
        List<Column> kept = schema.columns().stream()
                .filter(column -> !columns.contains(column.name().toLowerCase(Locale.ROOT)))
                .toList();
        List<String> names = kept.stream().map(Column::name).toList();
        return new TableSchema(
                schema.id(),
                kept,
                schema.uniqueKeys().stream()
                        .filter(key -> names.containsAll(key.columns()))
                        .toList());
    }

    private static List<String> names(TableSchema schema) {
        return schema.columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private static Future<Optional<TableSchema>> read(Database database, TableId table) {
        return database.connect().compose(connection -> SchemaReader.read(connection, table)
                .timeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(database.coded(failure)))
                .eventually(connection::close));
    }
}
