package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.unit.Handling;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators want done with statements of the stream from a start on. Confined to the unit's context. */
final class Handlings {
    private final Map<BinlogPosition, Handling> byPlace = new HashMap<>();
    private final Deque<Handling> unread = new ArrayDeque<>();

    /** @param start what lies before is over */
    Handlings(List<Handling> all, BinlogPosition start) {
        all.stream()
                .filter(handling -> handling.place().compareTo(start) >= 0)
                .sorted(Comparator.comparing(Handling::place))
                .forEach(handling -> {
                    byPlace.put(handling.place(), handling);
                    unread.add(handling);
                });
    }

    /** For the statement whose event begins there. */
    Optional<Handling> at(BinlogPosition statement) {
        return Optional.ofNullable(byPlace.get(statement));
    }

    /** Of each piece of the stream, in order: fails, coded, if no statement begins where one is to be handled; it must not be applied. */
    void requireInPlace(Work read) {
        while (!unread.isEmpty()
                && read.reaches().filter(end -> isBehind(end, unread.peek())).isPresent()) {
            Handling next = unread.remove();
            if (!read.isStatementAt(next.place())) {
                throw misplaced(next);
            }
        }
    }

    private static boolean isBehind(BinlogPosition end, Handling handling) {
        return end.compareTo(handling.place()) > 0;
    }

    private static DmException misplaced(Handling handling) {
        String what = "no statement on definitions begins at %s, where one is to be handled (%s)"
                .formatted(handling.place().argument(), handling.kind());
        return new DmException(
                SyncError.HANDLING_MISPLACED,
                handling.kind() == Handling.Kind.INJECT
                        ? what + "; to inject before changes of rows is not supported yet"
                        : what);
    }
}
