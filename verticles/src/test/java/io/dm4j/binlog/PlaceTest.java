package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.position.BinlogPosition;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final long GIB = 1L << 30;

    @Test
    void takesTheServersOffsets() {
        Place place = new Place(new BinlogPosition("bin.000001", 4));

        place.pass(event(EventCode.QUERY, 100, 500, 0));

        assertThat(place.end()).isEqualTo(new BinlogPosition("bin.000001", 500));
        assertThat(place.start()).isEqualTo(new BinlogPosition("bin.000001", 4));
    }

    @Test
    void goesOnPastFourGibibytes() {
        Place place = new Place(new BinlogPosition("bin.000001", 4));

        for (int i = 1; i <= 6; i++) {
            place.pass(event(EventCode.WRITE_ROWS, GIB, (4 + i * GIB) & 0xFFFFFFFFL, 0));
        }

        assertThat(place.end().offset()).isEqualTo(4 + 6 * GIB);
    }

    @Test
    void countsWhereTheServerTellsNoOffset() {
        Place place = new Place(new BinlogPosition("bin.000001", 1000));

        place.pass(event(EventCode.WRITE_ROWS, 50, 0, 0));
        assertThat(place.end().offset()).isEqualTo(1050);

        place.pass(event(EventCode.XID, 30, 1090, 0));
        assertThat(place.end().offset()).isEqualTo(1090);
    }

    @Test
    void doesNotMoveByWhatTheServerMadeUp() {
        Place place = new Place(new BinlogPosition("bin.000001", 1000));

        place.pass(event(EventCode.ROTATE, 47, 0, 0x20));
        place.pass(event(EventCode.FORMAT_DESCRIPTION, 120, 0, 0));

        assertThat(place.end().offset()).isEqualTo(1000);
    }

    @Test
    void skipsForwardOnly() {
        Place place = new Place(new BinlogPosition("bin.000001", 1000));

        place.skipTo(900);
        assertThat(place.end().offset()).isEqualTo(1000);

        place.skipTo(2000);
        assertThat(place.end().offset()).isEqualTo(2000);
    }

    private static RawEvent event(int type, long length, long nextPosition, int flags) {
        return new RawEvent(type, 1, 1, length, nextPosition, flags, new byte[0]);
    }
}
