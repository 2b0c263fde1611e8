package io.dm4j.binlog;

import java.util.HashMap;
import java.util.Map;

/** The layouts that the events of the current transaction refer to. */
final class TableMaps {
    /** Numbers of the empty event that servers write where a statement's last rows event is missing. */
    private static final long DUMMY_32 = 0xFFFFFFL;

    private static final long DUMMY_48 = 0xFFFFFFFFFFFFL;

    private final Map<Long, TableMap> byId = new HashMap<>();

    void put(TableMap map) {
        byId.put(map.id(), map);
    }

    TableMap get(long id) {
        TableMap map = byId.get(id);
        if (map == null) {
            throw new Undecodable(BinlogError.MALFORMED_EVENT, "rows of a table that no event before has named");
        }
        return map;
    }

    boolean isDummy(long id) {
        return (id == DUMMY_32 || id == DUMMY_48) && !byId.containsKey(id);
    }

    void clear() {
        byId.clear();
    }
}
