package io.dm4j.load;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.progress.LoadChunk;
import io.dm4j.progress.LoadProgress;
import io.dm4j.progress.LoadTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.Rules;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings one table to where its chunks can be copied, from scratch or from where an earlier attempt left it. */
final class Preparation {
    private static final long CHUNK_BYTES = 32L << 20;

    private final Rules rules;
    private final TargetTables targetTables;
    private final LoadProgress progress;
    private final Snapshot snapshot;
    private final Map<TableId, UpstreamTable> upstream;
    private final LoadMeter meter;
    private final long chunkRows;

    Preparation(
            Rules rules,
            TargetTables targetTables,
            LoadProgress progress,
            Snapshot snapshot,
            Map<TableId, UpstreamTable> upstream,
            LoadMeter meter,
            long chunkRows) {
        this.rules = rules;
        this.targetTables = targetTables;
        this.progress = progress;
        this.snapshot = snapshot;
        this.upstream = upstream;
        this.meter = meter;
        this.chunkRows = chunkRows;
    }

    /** Uses the copier's sessions; nobody else may at the time. */
    Future<TableCopy> of(LoadTable table, Copier copier) {
        SqlConnection source = copier.snapshot();
        return Snapshot.run(source, "SAVEPOINT dm4j_table")
                .compose(set -> definition(source, table.source()))
                .compose(definition -> prepared(table, definition, copier))
                .compose(copy ->
                        Snapshot.run(source, "ROLLBACK TO SAVEPOINT dm4j_table").map(copy))
                .recover(failure -> Future.failedFuture(coded(failure, table)));
    }

    private static DmException coded(Throwable failure, LoadTable table) {
        return failure instanceof DmException already ? already : CopyFailure.preparing(failure, table.source());
    }

    /** The first read holds the definition as it is until the savepoint's end, and fails if it is newer than the snapshot. */
    private static Future<TableSchema> definition(SqlConnection source, TableId table) {
        return source.query("SELECT 1 FROM " + Identifiers.quote(table) + " LIMIT 1")
                .execute()
                .compose(read -> SchemaReader.read(source, table))
                .map(found -> found.orElseThrow(
                        () -> new DmException(LoadError.DEFINITION_CHANGED, "table " + table + " is gone upstream")));
    }

    private Future<TableCopy> prepared(LoadTable table, TableSchema definition, Copier copier) {
        TableId name = rules.route(table.source()).orElse(table.source());
        return targetTables
                .prepare(copier.snapshot(), copier.target(), definition, name)
                .compose(written -> table.state() == LoadTable.State.PLANNING
                        ? planned(definition, written, copier)
                        : resumed(table, definition, written, copier));
    }

    private Future<TableCopy> planned(TableSchema definition, TableSchema written, Copier copier) {
        return targetTables.verb(copier.target(), written).compose(verb -> chunks(definition, copier)
                .compose(chunks -> progress.plan(copier.target(), definition, chunks)
                        .map(kept -> new TableCopy(definition, written, verb, chunks))));
    }

    private Future<List<LoadChunk>> chunks(TableSchema definition, Copier copier) {
        Optional<KeyRange> range = KeyRange.of(definition);
        if (range.isEmpty()) {
            return Future.succeededFuture(List.of(LoadChunk.open(0, List.of(), List.of())));
        }
        long rows = rowsPerChunk(definition.id());
        return new Planner(copier.snapshot(), range.get(), rows)
                .plan()
                .onSuccess(chunks -> meter.expectRows(definition.id(), (chunks.size() - 1) * rows));
    }

    private long rowsPerChunk(TableId table) {
        UpstreamTable facts = upstream.get(table);
        long weight = facts == null ? 0 : facts.bytesPerRow();
        return weight == 0 ? chunkRows : Math.max(1, Math.min(chunkRows, CHUNK_BYTES / weight));
    }

    private Future<TableCopy> resumed(LoadTable table, TableSchema definition, TableSchema written, Copier copier) {
        if (!table.definition().equals(Optional.of(definition))) {
            return Future.failedFuture(new DmException(
                    LoadError.DEFINITION_CHANGED,
                    "the definition of " + table.source() + " is not that of the copy's start"));
        }
        return progress.chunks(copier.target(), table.source())
                .compose(chunks -> resumed(table, definition, written, chunks, copier));
    }

    private Future<TableCopy> resumed(
            LoadTable table, TableSchema definition, TableSchema written, List<LoadChunk> chunks, Copier copier) {
        List<LoadChunk> left = chunks.stream().filter(chunk -> !chunk.done()).toList();
        chunks.stream()
                .filter(LoadChunk::done)
                .forEach(chunk -> meter.copied(table.source(), chunk.rows(), chunk.bytes()));
        if (definition.rowKey().isEmpty()) {
            return emptied(table, definition, written, left, copier);
        }
        return progress.extend(copier.target(), table.source(), snapshot.at().end())
                .map(extended -> new TableCopy(definition, written, TableCopy.Verb.REPLACE, left));
    }

    /** Rows of a table without a key cannot be told from those of the attempt before. */
    private Future<TableCopy> emptied(
            LoadTable table, TableSchema definition, TableSchema written, List<LoadChunk> left, Copier copier) {
        TableCopy copy = new TableCopy(definition, written, TableCopy.Verb.INSERT, left);
        return left.isEmpty()
                ? Future.succeededFuture(copy)
                : Snapshot.run(copier.target(), "TRUNCATE TABLE " + Identifiers.quote(written.id()))
                        .compose(empty -> progress.restart(
                                copier.target(),
                                table.source(),
                                snapshot.at().end(),
                                snapshot.at().gtids()))
                        .map(copy);
    }
}
