package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.FilterVerdict;
import io.dm4j.rule.Rules;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables that have been met, and how their changes are applied. Confined to the unit's context. */
final class Tables {
    private final Rules rules;
    private final Definitions definitions;
    private final Map<TableId, TableSchema> upstream;
    private final Map<TableId, Window> windows;
    private final MissPolicy policy;
    private final WayOut wayOut;
    private final Map<TableId, Map<BinlogEvent.Kind, FilterVerdict>> verdicts = new HashMap<>();
    private final Map<TableId, Track> tracks = new HashMap<>();

    /**
     * No table met yet.
     *
     * @param upstream definitions known from before
     */
    Tables(
            Rules rules,
            Definitions definitions,
            Map<TableId, TableSchema> upstream,
            Map<TableId, Window> windows,
            MissPolicy policy,
            WayOut wayOut) {
        this.rules = rules;
        this.definitions = definitions;
        this.upstream = new HashMap<>(upstream);
        this.windows = Map.copyOf(windows);
        this.policy = policy;
        this.wayOut = wayOut;
    }

    /**
     * True if these changes are to be followed; a coded exception if a filter lets nothing pass them.
     *
     * @param behind the end of what came before their transaction
     */
    boolean takes(BinlogEvent.Rows rows, BinlogPosition behind) {
        FilterVerdict verdict =
                verdicts.computeIfAbsent(rows.table(), this::verdicts).get(rows.kind());
        if (verdict != null && verdict.stops()) {
            String kind = event(rows.kind()) + " in the transaction behind " + behind;
            throw StoppedByFilter.of(verdict.filter(), kind, rows.table());
        }
        return verdict != null && verdict.follows();
    }

    /** None for a table that does not take part. */
    private Map<BinlogEvent.Kind, FilterVerdict> verdicts(TableId source) {
        Map<BinlogEvent.Kind, FilterVerdict> each = new EnumMap<>(BinlogEvent.Kind.class);
        if (rules.takes(source)) {
            for (BinlogEvent.Kind kind : BinlogEvent.Kind.values()) {
                each.put(kind, rules.judge(source, event(kind)));
            }
        }
        return each;
    }

    private static FilterEvent event(BinlogEvent.Kind kind) {
        return FilterEvent.valueOf(kind.name());
    }

    /** Only after {@link #meet}. */
    Track track(TableId source) {
        return tracks.get(source);
    }

    /** Only after {@link #meet}. */
    List<RowChange> decode(BinlogEvent.Rows rows) {
        try {
            return rows.decode(track(rows.table()).source());
        } catch (DmException e) {
            throw (DmException) wayOut.of(e, rows.table());
        }
    }

    /** Columns that only the target had when the table was last used. */
    Set<String> onlyOnTarget(TableId source) {
        Track track = tracks.get(source);
        return track == null ? Set.of() : track.onlyOnTarget();
    }

    /** A statement that ends here is in the table's copy already. */
    boolean isCopied(TableId source, BinlogPosition end) {
        Window window = windows.get(source);
        return window != null && window.of(end) == Window.Rule.SKIP;
    }

    /** True if a table of this schema was copied behind this place, so that the schema is there in its later state. */
    boolean isSchemaCopied(String schema, BinlogPosition end) {
        return windows.entrySet().stream()
                .anyMatch(window -> window.getKey().schema().equals(schema)
                        && window.getValue().of(end) == Window.Rule.SKIP);
    }

    /** Learns the definitions of all tables in these changes; those found on a server are returned, to be kept. */
    Future<List<TableSchema>> meet(Collection<BinlogEvent.Rows> changes) {
        Map<TableId, Integer> unknown = new HashMap<>();
        for (BinlogEvent.Rows rows : changes) {
            if (!tracks.containsKey(rows.table())) {
                unknown.put(rows.table(), rows.columnCount());
            }
        }
        return unknown.isEmpty() ? Future.succeededFuture(List.of()) : learn(unknown);
    }

    private Future<List<TableSchema>> learn(Map<TableId, Integer> unknown) {
        Set<TableSchema> found = new LinkedHashSet<>();
        Future<Void> last = Future.succeededFuture();
        for (Map.Entry<TableId, Integer> table : unknown.entrySet()) {
            last = last.compose(done -> learn(table.getKey(), table.getValue(), found));
        }
        return last.map(done -> List.copyOf(found));
    }

    private Future<Void> learn(TableId source, int columns, Set<TableSchema> found) {
        TableId target = rules.route(source).orElseThrow();
        return definitions
                .target(target)
                .compose(there ->
                        upstreamDefinition(source, columns, there, found).map(here -> track(source, here, there)))
                .onSuccess(track -> tracks.put(source, track))
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(wayOut.of(failure, source)));
    }

    private Future<TableSchema> upstreamDefinition(
            TableId source, int columns, TableSchema target, Set<TableSchema> found) {
        if (upstream.containsKey(source)) {
            return Future.succeededFuture(upstream.get(source));
        }
        return definitions.upstream(source, columns, target).onSuccess(schema -> {
            upstream.put(source, schema);
            found.add(schema);
        });
    }

    private Track track(TableId source, TableSchema here, TableSchema there) {
        return Track.of(here, there, Optional.ofNullable(windows.get(source)), policy);
    }

    /** The definition changed; the next row reads the target's anew. */
    void changed(TableSchema schema) {
        upstream.put(schema.id(), schema);
        tracks.remove(schema.id());
    }

    void dropped(TableId source) {
        upstream.remove(source);
        tracks.remove(source);
    }

    void droppedSchema(String schema) {
        upstream.keySet().removeIf(table -> table.schema().equals(schema));
        tracks.keySet().removeIf(table -> table.schema().equals(schema));
    }
}
