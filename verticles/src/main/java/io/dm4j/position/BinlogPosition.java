package io.dm4j.position;

import java.util.Comparator;

/**
 * The end of a transaction in one server's binlog. Positions of one server compare by file number, then offset; the
 * number may have more digits than six ({@code bin.1000000} comes after {@code bin.999999}).
 *
 * @param file name as the server says it, {@code basename.number}
 * @param offset bytes from the file's start; 64 bits, as a large transaction can push a file past 4 GiB
 */
public record BinlogPosition(String file, long offset) implements Comparable<BinlogPosition> {
    private static final Comparator<BinlogPosition> ORDER =
            Comparator.comparingLong(BinlogPosition::number).thenComparingLong(BinlogPosition::offset);

    /** The number behind the last dot. */
    public long number() {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    /** DM's form, {@code (file, offset)}. */
    @Override
    public String toString() {
        return "(" + file + ", " + offset + ")";
    }
}
