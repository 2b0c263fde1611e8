package io.dm4j.binlog;

import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The decoders in use, one per table, so that small transactions do not build one each. */
final class RowDecoders {
    private final Map<TableId, RowDecoder> byTable = new ConcurrentHashMap<>();

    RowDecoder of(TableSchema schema, TableMap map, Object where) {
        return byTable.compute(
                map.table(),
                (table, held) -> held != null && held.serves(schema, map) ? held : RowDecoder.of(schema, map, where));
    }
}
