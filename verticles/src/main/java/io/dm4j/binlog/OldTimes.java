package io.dm4j.binlog;

/** Cells of dates and times in the formats before MySQL 5.6, which old tables keep until they are rebuilt. */
final class OldTimes {
    private OldTimes() {}

    /** HHMMSS as a signed decimal number. */
    static Object time(Bytes in) {
        long value = in.littleSigned(3);
        long size = Math.abs(value);
        return Times.time(value < 0, size / 10_000, size / 100 % 100, size % 100);
    }

    /** YYYYMMDDHHMMSS as a decimal number. */
    static Object datetime(Bytes in) {
        long value = in.i64();
        long day = value / 1_000_000;
        long clock = value % 1_000_000;
        return Times.date(day / 10_000, day / 100 % 100, day % 100)
                + ' '
                + Times.time(false, clock / 10_000, clock / 100 % 100, clock % 100);
    }

    static Object timestamp(Bytes in) {
        return Times.instant(in.u32(), true);
    }
}
