package io.dm4j.binlog;

import io.vertx.core.Future;
import java.util.List;

/** The upstream's events from one position on. Confined to the context it was opened on. */
public interface BinlogStream {

    /**
     * The next events, at least one, bounded by bytes (a single larger event comes alone). While nobody reads, at most
     * that many bytes wait in memory and the upstream's connection is not drained. One read at a time: another one while
     * one is open fails with {@link IllegalStateException}. After the last event before a failure every read fails with
     * that failure, a coded {@code DmException}; after {@link #close} it fails too.
     */
    Future<List<BinlogEvent>> read();

    /** Ends the connection, within seconds, whatever the upstream does. Harmless if repeated. An open read fails. */
    Future<Void> close();
}
