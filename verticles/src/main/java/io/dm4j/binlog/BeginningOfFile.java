package io.dm4j.binlog;

import io.dm4j.position.BinlogPosition;
import java.util.function.LongConsumer;

/** Tells the second in which a file was begun, by the event that is first in it. */
final class BeginningOfFile implements RawEvents {
    private final Place place;
    private final LongConsumer found;
    private boolean done;

    BeginningOfFile(BinlogPosition from, LongConsumer found) {
        this.place = new Place(from);
        this.found = found;
    }

    @Override
    public void accept(RawEvent event) {
        if (!done && event.type() == EventCode.FORMAT_DESCRIPTION) {
            done = true;
            found.accept(event.timestamp());
        }
    }

    @Override
    public Place place() {
        return place;
    }
}
