package io.dm4j.binlog;

import io.dm4j.position.GtidSet;
import io.dm4j.position.NoGtids;

/** The stream's GTID set, and the GTID of the transaction that is open. In position mode both stay empty. */
final class GtidTrack {
    private final boolean followed;
    private GtidSet passed;
    private String open = "";

    GtidTrack(GtidSet from) {
        followed = from != NoGtids.NONE;
        passed = from;
    }

    void begin(String gtid) {
        open = followed ? gtid : "";
    }

    /** The open transaction's; empty in position mode. */
    String open() {
        return open;
    }

    void commit() {
        if (!open.isEmpty()) {
            passed = passed.plus(open);
            open = "";
        }
    }

    GtidSet passed() {
        return passed;
    }

    /** MySQL's event: flags, the server's UUID, the number. */
    static String mysql(Bytes in) {
        in.skip(1);
        StringBuilder gtid = new StringBuilder(48);
        for (int i = 0; i < 16; i++) {
            gtid.append(i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "");
            int b = in.u8();
            gtid.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
        }
        return gtid.append(':').append(in.i64()).toString();
    }

    /** MariaDB's event: the number, the domain; the server's id is in the header. */
    static String mariadb(RawEvent event) {
        Bytes in = event.reader();
        String sequence = Long.toUnsignedString(in.i64());
        return in.u32() + "-" + event.serverId() + "-" + sequence;
    }
}
