package io.dm4j.progress;

import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.Optional;

/**
 * How far the copy of one table is.
 *
 * @param definition upstream, empty until it is read
 * @param window which changes the copy may hold already
 * @param gtids of the window's start, empty if the upstream has none
 */
public record LoadTable(TableId source, State state, Optional<TableSchema> definition, Window window, String gtids) {
    /** Steps of a table's copy. */
    public enum State {
        /** No row of ours is on the target yet. */
        PLANNING,
        /** Its chunks are laid down; rows may be on the target. */
        COPYING,
        DONE
    }

    /** A copy that starts at this snapshot. */
    public static LoadTable at(TableId source, BinlogPosition snapshot, String gtids) {
        return new LoadTable(source, State.PLANNING, Optional.empty(), new Window(snapshot, snapshot), gtids);
    }
}
