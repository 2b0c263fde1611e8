package io.dm4j.binlog;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Cells of dates and times, as the digits that a server in UTC shows; zero and half-zero dates included. */
final class Times {
    private static final long TIME_OFFSET = 0x800000;
    private static final long DATETIME_OFFSET = 0x8000000000L;
    private static final int MICRO_DIGITS = 6;

    private Times() {}

    static Object year(Bytes in) {
        int year = in.u8();
        return year == 0 ? 0L : 1900L + year;
    }

    static Object date(Bytes in) {
        long value = in.little(3);
        return date(value >> 9, value >> 5 & 15, value & 31);
    }

    /** Three bytes and the fraction, as one number whose middle is zero. */
    static Cell time(int digits) {
        int fractionBytes = (digits + 1) / 2;
        return in -> {
            long whole = in.big(3) - TIME_OFFSET;
            long packed = (whole << 8 * fractionBytes) + in.big(fractionBytes);
            long size = Math.abs(packed);
            long hms = size >> 8 * fractionBytes;
            long fraction = size & (1L << 8 * fractionBytes) - 1;
            return time(packed < 0, hms >> 12 & 0x3FF, hms >> 6 & 63, hms & 63) + fraction(fraction, digits);
        };
    }

    static Cell datetime(int digits) {
        return in -> {
            long value = in.big(5) - DATETIME_OFFSET;
            long yearMonth = value >> 22;
            String day = date(yearMonth / 13, yearMonth % 13, value >> 17 & 31);
            String clock = time(false, value >> 12 & 31, value >> 6 & 63, value & 63);
            return day + ' ' + clock + fraction(in.big((digits + 1) / 2), digits);
        };
    }

    /** Seconds since 1970 UTC; 0 is the zero date. */
    static Cell timestamp(int digits) {
        return in -> {
            long seconds = in.big(4);
            long fraction = in.big((digits + 1) / 2);
            return instant(seconds, fraction == 0) + fraction(fraction, digits);
        };
    }

    static String instant(long seconds, boolean zeroAllowed) {
        if (seconds == 0 && zeroAllowed) {
            return "0000-00-00 00:00:00";
        }
        LocalDateTime at = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return date(at.getYear(), at.getMonthValue(), at.getDayOfMonth())
                + ' '
                + time(false, at.getHour(), at.getMinute(), at.getSecond());
    }

    static String date(long year, long month, long day) {
        return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
    }

    static String time(boolean negative, long hours, long minutes, long seconds) {
        return (negative ? "-" : "") + padded(hours, 2) + ':' + padded(minutes, 2) + ':' + padded(seconds, 2);
    }

    /** A fraction is kept in whole bytes, two decimal digits each, so an odd count of digits has a 0 behind. */
    private static String fraction(long value, int digits) {
        if (digits == 0) {
            return "";
        }
        return '.' + padded(value, Math.min(MICRO_DIGITS, (digits + 1) / 2 * 2)).substring(0, digits);
    }

    static String padded(long value, int digits) {
        String text = Long.toString(value);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }
}
