package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.dm4j.position.Window;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small tables and transactions. */
final class Fixtures {
    static final TableId SOURCE = new TableId("shop", "t");
    static final TableId TARGET = new TableId("mall", "t");

    private Fixtures() {}

    static Column column(String name) {
        return new Column(name, "int", "int(11)", "", "", true, false);
    }

    static TableSchema schema(TableId id, List<Key> keys, String... columns) {
        return new TableSchema(id, Arrays.stream(columns).map(Fixtures::column).toList(), keys);
    }

    static Key primary(String... columns) {
        return new Key("PRIMARY", List.of(columns), true, true);
    }

    static Key unique(String... columns) {
        return new Key("u", List.of(columns), false, false);
    }

    /** {@code id} primary, {@code u} unique, {@code v}. */
    static Track track(Optional<Window> window) {
        List<Key> keys = List.of(primary("id"), unique("u"));
        return Track.of(
                schema(SOURCE, keys, "id", "u", "v"), schema(TARGET, keys, "id", "u", "v"), window, MissPolicy.FAIL);
    }

    /** {@code id}, of this type, is the only key; {@code v}. */
    static Track keyed(String type, MissPolicy policy) {
        List<Column> columns = List.of(new Column("id", type, type, "", "", false, false), column("v"));
        TableSchema source = new TableSchema(SOURCE, columns, List.of(primary("id")));
        return Track.of(source, source.as(TARGET), Optional.empty(), policy);
    }

    static BinlogPosition at(long offset) {
        return new BinlogPosition("binlog.000001", offset);
    }

    static Position position(long offset) {
        return new Position(at(offset), NoGtids.NONE);
    }

    static Rows rows(TableId table, long bytes) {
        return new Rows(table, bytes, List.of());
    }

    /** Rows that know their changes. */
    record Rows(TableId table, long bytes, List<RowChange> changes) implements BinlogEvent.Rows {

        @Override
        public BinlogEvent.Kind kind() {
            return BinlogEvent.Kind.INSERT;
        }

        @Override
        public int columnCount() {
            return 3;
        }

        @Override
        public boolean foreignKeyChecks() {
            return true;
        }

        @Override
        public List<RowChange> decode(TableSchema schema) {
            return changes;
        }

        @Override
        public long timestampMillis() {
            return 1;
        }
    }
}
