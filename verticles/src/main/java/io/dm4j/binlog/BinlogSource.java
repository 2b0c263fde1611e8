package io.dm4j.binlog;

import io.dm4j.position.Position;
import io.vertx.core.Future;

/** An upstream whose binlog can be read, any number of times. */
public interface BinlogSource {

    /**
     * Connects and asks for everything behind {@code from}, the end of a transaction. Must be called on a Vert.x context;
     * the future completes there, and the stream is confined to it. Fails with a coded {@code DmException}; nothing is
     * left open then.
     *
     * @param from the binlog position is used when the source follows by position, or holds no GTIDs ({@code NoGtids});
     *     else the GTID set, and the binlog position only names the place until the first event
     */
    Future<BinlogStream> open(Position from);

    /** To ask when things came into the binlog. Must be called on a Vert.x context; connects when asked. */
    BinlogTimes times();
}
