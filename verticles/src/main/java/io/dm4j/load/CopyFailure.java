package io.dm4j.load;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.progress.LoadChunk;
import io.dm4j.row.TableId;
import java.util.Map;

/** Why a chunk was not copied, with the table's name; never with a row's value. */
final class CopyFailure {
    /**
     * 1412: definition changed since the snapshot; 1054, 1146: column or table is gone; 1115, 1273: the server that writes is older
     * than a character set or a collation, as MariaDB before 11.4.5 is than MySQL 8's default.
     */
    private static final Map<Integer, LoadError> BY_NUMBER = Map.of(
            1412, LoadError.DEFINITION_CHANGED,
            1054, LoadError.DEFINITION_CHANGED,
            1146, LoadError.DEFINITION_CHANGED,
            1115, LoadError.UNKNOWN_COLLATION,
            1273, LoadError.UNKNOWN_COLLATION,
            1153, LoadError.ROW_TOO_LARGE,
            1062, LoadError.DUPLICATE_ROW);

    private CopyFailure() {}

    /** While the table is created and its chunks are laid down. */
    static DmException preparing(Throwable failure, TableId table) {
        return of(failure, "preparing the copy of " + table);
    }

    static DmException of(Throwable failure, TableCopy table, LoadChunk chunk) {
        return failure instanceof DmException coded
                ? coded
                : of(failure, "copy of " + table.id() + " to " + table.written().id() + ", chunk " + chunk.seq());
    }

    private static DmException of(Throwable failure, String what) {
        LoadError known = BY_NUMBER.get(SqlFailures.errno(failure).orElse(0));
        if (known == LoadError.DUPLICATE_ROW) {
            // the server's words hold the key's value
            return new DmException(known, what + ": two rows have one key on the target (error 1062)");
        }
        return known == null
                ? SqlFailures.coded(failure, ErrorScope.NOT_SET, what)
                : new DmException(known, what, failure);
    }
}
