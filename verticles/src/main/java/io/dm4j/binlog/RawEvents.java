package io.dm4j.binlog;

/** Who is handed the events of a connection as they came. Called by one thread, in order; what it throws ends the connection. */
interface RawEvents {

    void accept(RawEvent event);

    /** Where the event that is being read begins, for messages. */
    Place place();
}
