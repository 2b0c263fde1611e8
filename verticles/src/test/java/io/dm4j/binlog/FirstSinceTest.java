package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.GtidSet;
import io.dm4j.position.MariadbGtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events of 100 bytes, in a file that ends at 1000. */
class FirstSinceTest {
    private static final BinlogPosition START = new BinlogPosition("bin.000007", 100);
    private static final BinlogPosition END = new BinlogPosition("bin.000007", 1000);
    private static final int LENGTH = 100;

    private final List<Optional<Position>> found = new ArrayList<>();
    private long at = START.offset();

    @Test
    void findsTheBeginningOfTheFirstTransactionOfTheSecond() {
        read(since(50, NoGtids.NONE), anonymous(40), other(40), anonymous(50), other(50), anonymous(60));

        assertThat(found).containsExactly(Optional.of(place(300, NoGtids.NONE)));
    }

    @Test
    void aTransactionCountsByItsLatestEvent() {
        read(since(50, NoGtids.NONE), anonymous(40), other(40), anonymous(45), other(48), other(51));

        assertThat(found).containsExactly(Optional.of(place(300, NoGtids.NONE)));
    }

    @Test
    void whatIsNoTransactionDoesNotCount() {
        read(
                since(50, NoGtids.NONE),
                event(EventCode.FORMAT_DESCRIPTION, 60, new byte[81]),
                event(EventCode.PREVIOUS_GTIDS, 60, new byte[81]),
                anonymous(40),
                event(EventCode.BINLOG_CHECKPOINT, 60, new byte[81]),
                anonymous(55));

        assertThat(found).containsExactly(Optional.of(place(500, NoGtids.NONE)));
    }

    @Test
    void countsTheGtidsThatLieBefore() {
        read(
                since(50, MariadbGtidSet.parse("0-5-7")),
                mariadb(40, 8),
                other(40),
                mariadb(41, 9),
                mariadb(49, 10),
                other(50));

        assertThat(found).containsExactly(Optional.of(place(400, MariadbGtidSet.parse("0-5-9"))));
    }

    @Test
    void saysOnceThatThereIsNoneUpToTheEnd() {
        FirstSince search = since(50, NoGtids.NONE);
        for (int i = 0; i < 8; i++) {
            read(search, anonymous(40));
            assertThat(found).isEmpty();
        }

        read(search, anonymous(40), anonymous(60));

        assertThat(found).containsExactly(Optional.empty());
    }

    @Test
    void goesOnInTheNextFile() {
        FirstSince search = new FirstSince(
                50, new Position(START, NoGtids.NONE), new BinlogPosition("bin.000008", 900), found::add);
        read(search, anonymous(40));
        byte[] body = new byte[18];
        System.arraycopy("bin.000008".getBytes(StandardCharsets.US_ASCII), 0, body, 8, 10);
        body[0] = 4;
        search.accept(new RawEvent(EventCode.ROTATE, 40, 5, 19 + body.length, 300, 0, body));
        at = 4;
        read(search, anonymous(51));

        assertThat(found).containsExactly(Optional.of(new Position(new BinlogPosition("bin.000008", 4), NoGtids.NONE)));
    }

    @Test
    void cannotCountATaggedGtid() {
        FirstSince counting = since(50, MariadbGtidSet.parse("0-5-7"));

        assertThatThrownBy(() -> read(counting, event(EventCode.TAGGED_GTID, 40, new byte[81])))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(BinlogError.TAGGED_GTID));
    }

    private FirstSince since(long second, GtidSet gtids) {
        return new FirstSince(second, new Position(START, gtids), END, found::add);
    }

    private static Position place(long offset, GtidSet gtids) {
        return new Position(new BinlogPosition("bin.000007", offset), gtids);
    }

    /** With each event's place set to where it comes. */
    private void read(FirstSince search, RawEvent... events) {
        for (RawEvent event : events) {
            at += LENGTH;
            search.accept(new RawEvent(
                    event.type(), event.timestamp(), event.serverId(), LENGTH, at, event.flags(), event.body()));
        }
    }

    private static RawEvent anonymous(long second) {
        return event(EventCode.ANONYMOUS_GTID, second, new byte[81]);
    }

    private static RawEvent mariadb(long second, int number) {
        byte[] body = new byte[81];
        body[0] = (byte) number;
        return event(EventCode.MARIADB_GTID, second, body);
    }

    private static RawEvent other(long second) {
        return event(EventCode.WRITE_ROWS, second, new byte[81]);
    }

    private static RawEvent event(int type, long second, byte[] body) {
        return new RawEvent(type, second, 5, LENGTH, 0, 0, body);
    }
}
