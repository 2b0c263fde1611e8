package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.ddl.DdlStep;
import io.dm4j.position.BinlogPosition;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is done at the place of a statement.
 *
 * @param what it is, in a few words without values
 * @param steps on the target, in order
 * @param askedAnew tables, by their upstream names, and schemas, with an empty table, whose definitions are not told by what runs on
 *     the target
 * @param order of the operator's wish that it follows; 0 if it follows the statement as it stands
 */
record Course(BinlogEvent.Ddl ddl, String what, List<DdlStep> steps, List<TableId> askedAnew, long order) {
    Course {
        steps = List.copyOf(steps);
        askedAnew = List.copyOf(askedAnew);
    }

    /** Where the statement ends. */
    BinlogPosition end() {
        return ddl.end().binlog();
    }

    boolean isWished() {
        return order != 0;
    }

    Course without(Predicate<DdlStep> done) {
        return new Course(ddl, what, steps.stream().filter(done.negate()).toList(), askedAnew, order);
    }
}
