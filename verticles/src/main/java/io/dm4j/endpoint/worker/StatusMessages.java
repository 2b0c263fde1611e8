package io.dm4j.endpoint.worker;

import io.dm4j.api.LoadStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.SyncStatus;
import io.dm4j.api.UnitType;
import io.dm4j.endpoint.SessionMessages;
import io.dm4j.unit.UnitStatus;
import io.dm4j.worker.SubtaskStatus;
import java.util.Locale;

/** A subtask's status as a message. */
final class StatusMessages {
    private StatusMessages() {}

    static SubTaskStatus subtask(SubtaskStatus status) {
        SubTaskStatus.Builder message = SubTaskStatus.newBuilder()
                .setName(status.task())
                .setStage(Stage.forNumber(status.stage().number()))
                .setUnit(status.unit().map(StatusMessages::unit).orElse(UnitType.InvalidUnit));
        if (!status.failures().isEmpty() || status.cancelled()) {
            message.setResult(SessionMessages.result(status.failures(), status.cancelled()));
        }
        status.detail().ifPresent(detail -> detail.read(new Detail(message)));
        return message.build();
    }

    private static UnitType unit(io.dm4j.unit.UnitType type) {
        return switch (type) {
            case CHECK -> UnitType.Check;
            case LOAD -> UnitType.Load;
            case SYNC -> UnitType.Sync;
        };
    }

    private record Detail(SubTaskStatus.Builder message) implements UnitStatus.Reader<SubTaskStatus.Builder> {

        @Override
        public SubTaskStatus.Builder load(UnitStatus.Load load) {
            return message.setLoad(LoadStatus.newBuilder()
                    .setFinishedBytes(load.bytesDone())
                    .setTotalBytes(load.bytesEstimated())
                    .setProgress(progress(load))
                    .setMetaBinlog(load.snapshot())
                    .setMetaBinlogGTID(load.snapshotGtid())
                    .setBps(load.bytesPerSecond()));
        }

        @Override
        public SubTaskStatus.Builder sync(UnitStatus.Sync sync) {
            return message.setSync(SyncStatus.newBuilder()
                    .setTotalEvents(sync.events())
                    .setMasterBinlog(sync.masterBinlog())
                    .setMasterBinlogGtid(sync.masterBinlogGtid())
                    .setSyncerBinlog(sync.syncerBinlog())
                    .setSyncerBinlogGtid(sync.syncerBinlogGtid())
                    .setSynced(sync.synced())
                    .setBinlogType("remote")
                    .setSecondsBehindMaster(sync.secondsBehind())
                    .setTotalRows(sync.rows())
                    .setRecentRps(sync.rowsPerSecond())
                    .setIoTotalBytes(sync.bytes()));
        }

        /** DM's percentage, then what its message has no field for. */
        private static String progress(UnitStatus.Load load) {
            double part = load.bytesEstimated() == 0 ? 0 : 100.0 * load.bytesDone() / load.bytesEstimated();
            return String.format(
                    Locale.ROOT,
                    "%.2f %%, %d/%d tables, %d rows, %d rows/s",
                    part,
                    load.tablesDone(),
                    load.tables(),
                    load.rowsDone(),
                    load.rowsPerSecond());
        }
    }
}
