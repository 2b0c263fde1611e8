package io.dm4j.unit;

import io.dm4j.position.BinlogPosition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a unit says of itself. */
public sealed interface UnitStatus {

    <T> T read(Reader<T> reader);

    /** Turns each kind of status into something. */
    interface Reader<T> {
        T load(Load load);

        T sync(Sync sync);
    }

    /**
     * The full copy.
     *
     * @param bytesDone of row data read from the upstream
     * @param bytesEstimated of row data in all, by the upstream's statistics; never less than what is done
     * @param bytesPerSecond over the last seconds
     * @param snapshot position of the copy, empty before it is known
     * @param lockHeld how long the global read lock was held; zero when none was taken
     */
    record Load(
            int tables,
            int tablesDone,
            long rowsDone,
            long rowsEstimated,
            long bytesDone,
            long bytesEstimated,
            long bytesPerSecond,
            long rowsPerSecond,
            String snapshot,
            String snapshotGtid,
            Duration lockHeld)
            implements UnitStatus {
        @Override
        public <T> T read(Reader<T> reader) {
            return reader.load(this);
        }
    }

    /**
     * Replication. Counters are since the unit's start.
     *
     * @param masterBinlog the upstream's current position
     * @param syncerBinlog everything up to here is on the target
     * @param secondsBehind by the upstream's clock; 0 when idle and caught up
     * @param synced the target holds all the upstream has
     * @param missing rows that a strict change did not find, by target table
     * @param places what commands on single statements need to know
     */
    record Sync(
            long events,
            long transactions,
            long rows,
            long rowsPerSecond,
            long bytes,
            String masterBinlog,
            String masterBinlogGtid,
            String syncerBinlog,
            String syncerBinlogGtid,
            long secondsBehind,
            boolean synced,
            Map<String, Long> missing,
            Places places)
            implements UnitStatus {
        public Sync {
            missing = Map.copyOf(missing);
        }

        @Override
        public <T> T read(Reader<T> reader) {
            return reader.sync(this);
        }
    }

    /**
     * Where replication of a source is, for commands on single statements.
     *
     * @param passed everything up to here is on the target; empty before it is known
     * @param stoppedAt where the statement begins that could not be followed; empty if that was not the trouble
     */
    record Places(Optional<BinlogPosition> passed, Optional<BinlogPosition> stoppedAt) {
        /** Of what does not follow, or has not begun to. */
        public static final Places NONE = new Places(Optional.empty(), Optional.empty());
    }
}
