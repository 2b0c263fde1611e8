package io.dm4j.sync;

import io.dm4j.config.Flavor;
import io.dm4j.error.DmException;
import io.dm4j.position.GtidSet;
import io.dm4j.position.Position;
import io.dm4j.position.Window;
import io.dm4j.progress.LoadTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the full copy of a source hands over to replication; empty if nothing was copied. */
record Handover(List<LoadTable> tables) {
    Handover {
        tables = List.copyOf(tables);
        tables.stream()
                .filter(table -> table.state() != LoadTable.State.DONE)
                .findFirst()
                .ifPresent(table -> {
                    throw new DmException(
                            SyncError.COPY_NOT_DONE, "the copy of " + table.source() + " is " + table.state());
                });
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    /** The lowest beginning of all windows. */
    Optional<Position> start() {
        return tables.stream()
                .min(Comparator.comparing(table -> table.window().from()))
                .map(table -> new Position(table.window().from(), GtidSet.parse(Flavor.DETECT, table.gtids())));
    }

    Map<TableId, Window> windows() {
        return tables.stream().collect(Collectors.toMap(LoadTable::source, LoadTable::window));
    }

    Map<TableId, TableSchema> schemas() {
        return tables.stream()
                .filter(table -> table.definition().isPresent())
                .collect(Collectors.toMap(
                        LoadTable::source, table -> table.definition().get()));
    }
}
