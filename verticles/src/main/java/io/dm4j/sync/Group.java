package io.dm4j.sync;

import io.dm4j.position.Position;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whole upstream transactions that become one on the target.
 *
 * @param oneByOne the same with one statement a row
 * @param end of the last transaction
 */
record Group(
        List<RowStatement> statements,
        Supplier<List<RowStatement>> oneByOne,
        Position end,
        long transactions,
        long rows,
        long bytes,
        long timestampMillis) {}
