package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.position.Position;
import java.util.function.Consumer;

/**
 * Turns raw events into transactions, or throws a coded error that names the position. Called by one thread; it hands on
 * in the order of the events.
 */
final class TransactionReader implements RawEvents {
    private static final int MARIADB_STANDALONE = 1;
    private static final int MARIADB_PREPARED_XA = 64;
    private static final int MARIADB_COMPLETED_XA = 128;

    private final Place place;
    private final GtidTrack gtids;
    private final Consumer<BinlogEvent> out;
    private final TableMaps maps = new TableMaps();
    private final RowDecoders decoders = new RowDecoders();
    private boolean open;
    private boolean rowsGiven;

    TransactionReader(Position from, Consumer<BinlogEvent> out) {
        place = new Place(from.binlog());
        gtids = new GtidTrack(from.gtids());
        this.out = out;
    }

    @Override
    public void accept(RawEvent event) {
        place.pass(event);
        try {
            handle(event);
        } catch (Undecodable e) {
            throw refuse(e.code(), "an event of type " + event.type() + ": " + e.getMessage());
        }
    }

    @Override
    public Place place() {
        return place;
    }

    private void handle(RawEvent event) {
        switch (event.type()) {
            case EventCode.ROTATE -> rotate(event);
            case EventCode.FORMAT_DESCRIPTION -> formatDescription(event);
            case EventCode.HEARTBEAT -> heartbeat(event);
            case EventCode.GTID -> gtids.begin(GtidTrack.mysql(event.reader()));
            case EventCode.ANONYMOUS_GTID -> gtids.begin("");
            case EventCode.MARIADB_GTID -> mariadbGtid(event);
            case EventCode.QUERY -> query(event);
            case EventCode.TABLE_MAP -> maps.put(TableMap.read(event.reader()));
            case EventCode.XID -> commit(event);
            case EventCode.TRANSACTION_PAYLOAD -> TransactionPayload.read(event, this::handle);
            default -> rowsOrOther(event);
        }
    }

    private void rowsOrOther(RawEvent event) {
        switch (event.type()) {
            case EventCode.WRITE_ROWS_V1,
                    EventCode.UPDATE_ROWS_V1,
                    EventCode.DELETE_ROWS_V1,
                    EventCode.WRITE_ROWS,
                    EventCode.UPDATE_ROWS,
                    EventCode.DELETE_ROWS,
                    EventCode.PARTIAL_UPDATE_ROWS,
                    EventCode.WRITE_ROWS_COMPRESSED_V1,
                    EventCode.UPDATE_ROWS_COMPRESSED_V1,
                    EventCode.DELETE_ROWS_COMPRESSED_V1,
                    EventCode.WRITE_ROWS_COMPRESSED,
                    EventCode.UPDATE_ROWS_COMPRESSED,
                    EventCode.DELETE_ROWS_COMPRESSED -> rows(event);
            default -> RefusedEvents.check(event, place);
        }
    }

    private void rotate(RawEvent event) {
        Bytes in = event.reader();
        long offset = in.i64();
        String file = in.name(in.remaining());
        if (!file.equals(place.file())) {
            wantNoOpenTransaction();
        }
        place.moveTo(file, offset);
    }

    /** One that is in the file, not made up for us, is a server's start or a new file. */
    private void formatDescription(RawEvent event) {
        if (event.nextPosition() != 0 && !event.artificial()) {
            wantNoOpenTransaction();
        }
        maps.clear();
    }

    private void wantNoOpenTransaction() {
        if (open) {
            throw refuse(BinlogError.CUT_TRANSACTION, "a file ends in the middle of a transaction");
        }
    }

    private void heartbeat(RawEvent event) {
        if (event.reader().name(event.body().length).equals(place.file())) {
            place.skipTo(event.nextPosition());
        }
        if (!open && gtids.open().isEmpty()) {
            out.accept(new BinlogEvent.Heartbeat(end(), event.timestampMillis(), event.length()));
        }
    }

    private void mariadbGtid(RawEvent event) {
        Bytes in = event.reader();
        in.skip(12);
        int flags = in.u8();
        if ((flags & (MARIADB_PREPARED_XA | MARIADB_COMPLETED_XA)) != 0) {
            throw refuse(BinlogError.XA_TRANSACTION, "an XA transaction");
        }
        gtids.begin(GtidTrack.mariadb(event));
        if ((flags & MARIADB_STANDALONE) == 0) {
            begin(event);
        }
    }

    private void begin(RawEvent event) {
        wantNoOpenTransaction();
        open = true;
        rowsGiven = false;
        out.accept(new BinlogEvent.Begin(gtids.open(), event.timestampMillis(), event.length()));
    }

    private void rows(RawEvent event) {
        if (maps.isDummy(event.reader().little(6))) {
            return;
        }
        if (!open) {
            throw new Undecodable(BinlogError.MALFORMED_EVENT, "rows outside of a transaction");
        }
        rowsGiven = true;
        out.accept(RowsEvent.read(event, maps, place.start(), decoders));
    }

    private void commit(RawEvent event) {
        if (!open) {
            begin(event);
        }
        open = false;
        gtids.commit();
        maps.clear();
        out.accept(new BinlogEvent.Commit(end(), event.timestampMillis(), event.length()));
    }

    private void query(RawEvent event) {
        Query query = Query.read(event);
        switch (query.kind()) {
            case BEGIN -> begin(event);
            case COMMIT -> commit(event);
            case ROLLBACK -> rollback(event);
            case ROLLBACK_TO -> wantNoRows();
            case SAVEPOINT, NOTHING -> {}
            case XA -> throw refuse(BinlogError.XA_TRANSACTION, "an XA transaction");
            case CHANGE ->
                throw refuse(
                        BinlogError.STATEMENT_FORMAT,
                        "a change of rows in statement format, in schema " + query.schema());
            case TEMPORARY -> temporary(event, query);
            case OTHER -> ddl(event, query);
        }
    }

    private void rollback(RawEvent event) {
        wantNoRows();
        commit(event);
    }

    private void wantNoRows() {
        if (rowsGiven && open) {
            throw refuse(BinlogError.ROLLED_BACK_ROWS, "rows are rolled back in the middle of a transaction");
        }
    }

    private void temporary(RawEvent event, Query query) {
        if (!open) {
            ddl(event, query);
        }
    }

    private void ddl(RawEvent event, Query query) {
        if (open) {
            throw refuse(
                    BinlogError.DDL_IN_TRANSACTION,
                    "a statement that commits by itself inside of a transaction, as CREATE TABLE ... SELECT is written");
        }
        String gtid = gtids.open();
        gtids.commit();
        maps.clear();
        out.accept(new BinlogEvent.Ddl(
                place.start(),
                end(),
                gtid,
                query.schema(),
                query.sql(),
                query.session(),
                event.timestampMillis(),
                event.length()));
    }

    private Position end() {
        return new Position(place.end(), gtids.passed());
    }

    private DmException refuse(BinlogError code, String what) {
        return new DmException(code, what + ", at " + place.start());
    }
}
