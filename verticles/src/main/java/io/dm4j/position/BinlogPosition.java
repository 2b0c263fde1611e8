package io.dm4j.position;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in one server's binlog: the end of a transaction, or where an event begins. Positions of one server compare by file number, then offset; the
 * number may have more digits than six ({@code bin.1000000} comes after {@code bin.999999}).
 *
 * @param file name as the server says it, {@code basename.number}
 * @param offset bytes from the file's start; 64 bits, as a large transaction can push a file past 4 GiB
 */
public record BinlogPosition(String file, long offset) implements Comparable<BinlogPosition> {
    private static final Comparator<BinlogPosition> ORDER =
            Comparator.comparingLong(BinlogPosition::number).thenComparingLong(BinlogPosition::offset);

    private static final Pattern ARGUMENT = Pattern.compile("([^|:\\s]+\\.\\d{1,18}):(\\d{1,18})");

    /** Of {@link #argument()}; empty if the text is not in that form. */
    public static Optional<BinlogPosition> ofArgument(String text) {
        Matcher matcher = ARGUMENT.matcher(text);
        return matcher.matches()
                ? Optional.of(new BinlogPosition(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The number behind the last dot. */
    public long number() {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    /** As commands take it, {@code file:offset}. */
    public String argument() {
        return file + ":" + offset;
    }

    /** DM's form, {@code (file, offset)}. */
    @Override
    public String toString() {
        return "(" + file + ", " + offset + ")";
    }
}
