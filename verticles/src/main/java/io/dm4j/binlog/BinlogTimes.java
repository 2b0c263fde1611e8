package io.dm4j.binlog;

import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * When things came into an upstream's binlog, by the headers of its events: one event at a time is held, nothing is decoded, and
 * what a {@link BinlogStream} would refuse is passed over. Confined to the Vert.x context it was made on; one question at a time.
 * All fail with a coded {@code DmException}, and leave nothing open.
 */
public interface BinlogTimes {

    /** When the file was begun; seconds since 1970 by the upstream's clock. */
    Future<Long> begun(String file);

    /**
     * The place before the first transaction that has an event of this second or a later one; empty if there is none up to {@code
     * end}. Needs the marks that servers write before each transaction from MySQL 5.7 and MariaDB 10.0 on.
     *
     * @param from where to begin to read, a file's beginning; its GTIDs are those that lie before, or {@code NoGtids}
     * @param since seconds since 1970
     * @param end where to give up; the binlog must reach that far
     */
    Future<Optional<Position>> before(long since, Position from, BinlogPosition end);

    /** How far {@link #before} has read. */
    Optional<BinlogPosition> reached();

    /** Ends what is asked, which fails with {@link BinlogError#CLOSED}. */
    void close();
}
