package io.dm4j.load;

import io.dm4j.config.LoadTuning.OnDuplicate;
import io.dm4j.ddl.DdlPlan;
import io.dm4j.ddl.DdlPlanner;
import io.dm4j.ddl.SqlDialect;
import io.dm4j.error.DmException;
import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.row.Column;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the target's schemas and tables from the upstream's definitions. Confined to the unit's context. */
final class TargetTables {
    private final DdlPlanner planner;
    private final OnDuplicate onDuplicate;
    private final Map<String, Future<Void>> schemas = new HashMap<>();

    TargetTables(DdlPlanner planner, OnDuplicate onDuplicate) {
        this.planner = planner;
        this.onDuplicate = onDuplicate;
    }

    /** Creates schema and table if they are not there; completes with the target's columns that the copy writes. */
    Future<TableSchema> prepare(SqlConnection upstream, SqlConnection target, TableSchema source, TableId name) {
        return schema(upstream, target, source.id().schema(), name.schema())
                .compose(made -> SchemaReader.read(target, name))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : create(upstream, target, source.id()).compose(made -> SchemaReader.read(target, name)))
                .map(found -> written(source, found.orElseThrow(() -> missing(name))));
    }

    private static DmException missing(TableId name) {
        return new DmException(
                LoadError.DEFINITION_DIFFERS, "table " + name + " is not on the target after its creation");
    }

    private Future<Void> schema(SqlConnection upstream, SqlConnection target, String source, String name) {
        return schemas.computeIfAbsent(name, absent -> createSchema(upstream, target, source, name));
    }

    private static Future<Void> createSchema(SqlConnection upstream, SqlConnection target, String source, String name) {
        return upstream.preparedQuery("SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?")
                .execute(Tuple.of(source))
                .map(rows -> rows.iterator().next())
                .compose(row -> Snapshot.run(
                        target,
                        "CREATE DATABASE IF NOT EXISTS " + Identifiers.quote(name) + " CHARACTER SET "
                                + row.getString(0) + " COLLATE " + row.getString(1)));
    }

    private Future<Void> create(SqlConnection upstream, SqlConnection target, TableId source) {
        return SchemaReader.createTable(upstream, source)
                .map(sql -> planner.plan(sql, source.schema(), SqlDialect.DEFAULT))
                .compose(plan -> run(target, plan));
    }

    private static Future<Void> run(SqlConnection target, DdlPlan plan) {
        Future<Void> done = Future.succeededFuture();
        for (var step : plan.steps()) {
            done = done.compose(before -> Snapshot.run(target, step.sql()));
        }
        return done;
    }

    /** The target decides which columns are generated; it must have all others of the source. */
    private static TableSchema written(TableSchema source, TableSchema target) {
        List<Column> columns = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (Column column : source.columns()) {
            Optional<Column> there = target.columns().stream()
                    .filter(c -> c.name().equalsIgnoreCase(column.name()))
                    .findFirst();
            if (there.isEmpty() && !column.generated()) {
                lacking.add(column.name());
            }
            there.filter(c -> !c.generated()).ifPresent(columns::add);
        }
        if (!lacking.isEmpty()) {
            throw new DmException(
                    LoadError.DEFINITION_DIFFERS, "target table " + target.id() + " lacks the columns " + lacking);
        }
        return new TableSchema(target.id(), columns, target.uniqueKeys());
    }

    /** How rows are written to a table that has no row of this copy yet. */
    Future<TableCopy.Verb> verb(SqlConnection target, TableSchema written) {
        return target.query("SELECT 1 FROM " + Identifiers.quote(written.id()) + " LIMIT 1")
                .execute()
                .map(rows -> rows.size() == 0 ? TableCopy.Verb.INSERT : notEmpty(written));
    }

    private TableCopy.Verb notEmpty(TableSchema written) {
        if (written.rowKey().isEmpty() || onDuplicate == OnDuplicate.ERROR) {
            throw new DmException(LoadError.TARGET_NOT_EMPTY, "target table " + written.id() + " has rows already");
        }
        return onDuplicate == OnDuplicate.REPLACE ? TableCopy.Verb.REPLACE : TableCopy.Verb.KEEP;
    }
}
