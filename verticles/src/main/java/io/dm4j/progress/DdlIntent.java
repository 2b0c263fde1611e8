package io.dm4j.progress;

import io.dm4j.position.BinlogPosition;
import io.dm4j.row.TableId;

/**
 * A DDL statement that is about to run, or ran, on the target.
 *
 * @param at end of the upstream statement
 * @param order of the operator's wish that it belongs to; 0 for the upstream's own statement
 * @param step which of the statements it was split into, from 0
 * @param statement as it is sent to the target
 * @param target what it works on, the table's name empty for a schema
 * @param before definition of the target before the statement, empty if there was none
 * @param connectionId of the session that runs it
 */
public record DdlIntent(
        BinlogPosition at,
        String gtid,
        long order,
        int step,
        String statement,
        TableId target,
        String before,
        long connectionId) {}
