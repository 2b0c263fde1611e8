package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.MariadbGtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionReaderTest {
    private static final BinlogPosition START = new BinlogPosition("bin.000007", 1000);

    private final List<BinlogEvent> out = new ArrayList<>();
    private final TransactionReader reader = new TransactionReader(new Position(START, NoGtids.NONE), out::add);

    @ParameterizedTest
    @CsvSource({
        "5, STATEMENT_FORMAT",
        "13, STATEMENT_FORMAT",
        "14, STATEMENT_FORMAT",
        "18, STATEMENT_FORMAT",
        "26, INCIDENT",
        "38, XA_TRANSACTION",
        "42, TAGGED_GTID",
        "165, COMPRESSED_EVENT",
        "99, UNKNOWN_EVENT",
        "250, UNKNOWN_EVENT",
        "30, MALFORMED_EVENT",
    })
    void refusesWhatItCannotTell(int type, BinlogError code) {
        assertThatThrownBy(() -> reader.accept(event(type, 0, new byte[20])))
                .hasMessageContaining(START.toString())
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"3", "28", "29", "35", "36", "37", "160", "161", "163", "164"})
    void passesWhatSaysNothingOfRows(int type) {
        reader.accept(event(type, 0, new byte[20]));

        assertThat(out).isEmpty();
    }

    @Test
    void passesUnknownOnesThatAreMarkedSo() {
        reader.accept(event(99, 0x80, new byte[20]));

        assertThat(out).isEmpty();
    }

    @Test
    void readsAnEmptyTransaction() {
        reader.accept(query("BEGIN"));
        reader.accept(query("COMMIT"));

        assertThat(out).hasExactlyElementsOfTypes(BinlogEvent.Begin.class, BinlogEvent.Commit.class);
        assertThat(((BinlogEvent.Commit) out.get(1)).end().binlog().offset()).isGreaterThan(1000);
    }

    @Test
    void takesMariadbsServerIdFromTheHeader() {
        List<BinlogEvent> events = new ArrayList<>();
        TransactionReader byGtid =
                new TransactionReader(new Position(START, MariadbGtidSet.parse("0-1-13")), events::add);

        byGtid.accept(event(EventCode.MARIADB_GTID, 0, new byte[] {14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        byGtid.accept(event(EventCode.XID, 0, new byte[8]));

        assertThat(((BinlogEvent.Begin) events.get(0)).gtid()).isEqualTo("0-5-14");
        assertThat(((BinlogEvent.Commit) events.get(1)).end().gtids()).isEqualTo(MariadbGtidSet.parse("0-5-14"));
    }

    @Test
    void refusesAFileThatEndsInMidTransaction() {
        reader.accept(query("BEGIN"));

        assertThatThrownBy(() -> reader.accept(event(EventCode.ROTATE, 0x20, rotate("bin.000008"))))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(BinlogError.CUT_TRANSACTION));
    }

    @Test
    void namesTheNewFileAfterARotation() {
        reader.accept(event(EventCode.ROTATE, 0, rotate("bin.1000000")));
        reader.accept(query("TRUNCATE t"));

        BinlogEvent.Ddl ddl = (BinlogEvent.Ddl) out.get(0);
        assertThat(ddl.end().binlog().file()).isEqualTo("bin.1000000");
        assertThat(ddl.schema()).isEqualTo("db");
        assertThat(ddl.sql()).isEqualTo("TRUNCATE t");
    }

    @Test
    void heartbeatsAreTakenBetweenTransactionsOnly() {
        byte[] file = "bin.000007".getBytes(StandardCharsets.US_ASCII);
        reader.accept(new RawEvent(EventCode.HEARTBEAT, 0, 5, 40, 2000, 0x20, file));
        reader.accept(query("BEGIN"));
        reader.accept(new RawEvent(EventCode.HEARTBEAT, 0, 5, 40, 3000, 0x20, file));

        assertThat(out).hasExactlyElementsOfTypes(BinlogEvent.Heartbeat.class, BinlogEvent.Begin.class);
        assertThat(((BinlogEvent.Heartbeat) out.get(0)).at().binlog())
                .isEqualTo(new BinlogPosition("bin.000007", 2000));
    }

    private static byte[] rotate(String file) {
        byte[] body = new byte[8 + file.length()];
        body[0] = 4;
        System.arraycopy(file.getBytes(StandardCharsets.US_ASCII), 0, body, 8, file.length());
        return body;
    }

    private static RawEvent query(String sql) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[8]);
        body.write(2);
        body.writeBytes(new byte[4]);
        body.writeBytes(("db\0" + sql).getBytes(StandardCharsets.US_ASCII));
        return event(EventCode.QUERY, 0, body.toByteArray());
    }

    private static RawEvent event(int type, int flags, byte[] body) {
        return new RawEvent(type, 1, 5, RawEvent.HEADER_LENGTH + body.length, 0, flags, body);
    }
}
