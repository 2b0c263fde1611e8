package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks for the first transaction that has an event of some second or a later one. */
final class FirstSince implements RawEvents {
    private final long since;
    private final BinlogPosition end;
    private final Consumer<Optional<Position>> found;
    private final Place place;
    private final GtidTrack gtids;
    private final boolean followed;
    private Optional<BinlogPosition> begin = Optional.empty();
    private volatile BinlogPosition reached;
    private boolean done;

    /**
     * A search that has not begun.
     *
     * @param since seconds
     * @param end given up behind it
     * @param found told once, by the reading thread: the place before that transaction, or that there is none
     */
    FirstSince(long since, Position from, BinlogPosition end, Consumer<Optional<Position>> found) {
        this.since = since;
        this.end = end;
        this.found = found;
        this.place = new Place(from.binlog());
        this.gtids = new GtidTrack(from.gtids());
        this.followed = from.gtids() != NoGtids.NONE;
        this.reached = from.binlog();
    }

    @Override
    public Place place() {
        return place;
    }

    /** The beginning of the transaction that is being looked at. Any thread. */
    BinlogPosition reached() {
        return reached;
    }

    @Override
    public void accept(RawEvent event) {
        if (done) {
            return;
        }
        place.pass(event);
        switch (event.type()) {
            case EventCode.ROTATE -> rotate(event);
            case EventCode.HEARTBEAT -> heartbeat(event);
            case EventCode.FORMAT_DESCRIPTION,
                    EventCode.STOP,
                    EventCode.PREVIOUS_GTIDS,
                    EventCode.MARIADB_GTID_LIST,
                    EventCode.BINLOG_CHECKPOINT,
                    EventCode.START_ENCRYPTION -> leave();
            case EventCode.GTID -> begin(event, GtidTrack.mysql(event.reader()));
            case EventCode.ANONYMOUS_GTID -> begin(event, "");
            case EventCode.MARIADB_GTID -> begin(event, GtidTrack.mariadb(event));
            case EventCode.TAGGED_GTID -> begin(event, tagged());
            default -> look(event);
        }
        if (!done && place.end().compareTo(end) >= 0) {
            finish(Optional.empty());
        }
    }

    private void rotate(RawEvent event) {
        leave();
        Bytes in = event.reader();
        long offset = in.i64();
        place.moveTo(in.name(in.remaining()), offset);
    }

    private void heartbeat(RawEvent event) {
        if (event.reader().name(event.body().length).equals(place.file())) {
            place.skipTo(event.nextPosition());
        }
    }

    private String tagged() {
        if (followed) {
            throw new DmException(BinlogError.TAGGED_GTID, "a GTID with a tag, at " + place.start());
        }
        return "";
    }

    private void begin(RawEvent event, String gtid) {
        leave();
        begin = Optional.of(place.start());
        reached = place.start();
        look(event);
        gtids.begin(gtid);
    }

    private void leave() {
        gtids.commit();
        begin = Optional.empty();
    }

    /** A transaction may be found by a later event than its first; its own GTID is not among those that lie before it. */
    private void look(RawEvent event) {
        if (event.timestamp() >= since && begin.isPresent()) {
            finish(Optional.of(new Position(begin.get(), gtids.passed())));
        }
    }

    private void finish(Optional<Position> outcome) {
        done = true;
        found.accept(outcome);
    }
}
