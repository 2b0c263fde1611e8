package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.row.TableId;

/** A change that an event filter of action {@code Error} does not let pass. */
final class StoppedByFilter {
    private StoppedByFilter() {}

    /**
     * @param kind of the change, by DM's word
     * @param table with an empty name for a schema
     */
    static DmException of(String filter, String kind, TableId table) {
        String where = table.table().isEmpty() ? "schema `" + table.schema() + "`" : table.toString();
        return new DmException(
                SyncError.FILTER_STOPS, "event filter %s has action Error for %s on %s".formatted(filter, kind, where));
    }
}
