package io.dm4j.unit;

import io.dm4j.position.BinlogPosition;
import java.util.List;

/**
 * What an operator wants done at the place of one statement of the upstream, in place of following it as it stands. It is part of
 * the wish for a subtask, so that it outlives workers and masters, and a unit has all of them from its beginning or none. It is
 * carried out once: a statement behind the watermark is not read again.
 *
 * @param place where the statement's event begins
 * @param statements on definitions, each naming its schema; none for {@link Kind#SKIP}
 * @param order tells one of a cluster from another, also where a later one took its place; more than 0
 */
public record Handling(Kind kind, BinlogPosition place, List<String> statements, long order) {

    public Handling {
        statements = List.copyOf(statements);
    }

    /** What is done. */
    public enum Kind {
        /** The statement is left out. */
        SKIP,
        /** Others run in its place. */
        REPLACE,
        /** Others run first, then it is followed. */
        INJECT
    }

    /** Statements may have values in them. */
    @Override
    public String toString() {
        return kind + " at " + place.argument();
    }
}
