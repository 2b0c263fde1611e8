package io.dm4j.binlog;

import io.dm4j.position.BinlogPosition;

/**
 * Where in the server's files the stream is. Offsets in events have 32 bits, and inside a MariaDB 11.4 transaction they
 * are 0; so the place counts the lengths of what passes and takes each offset as the one nearest to its own count.
 */
final class Place {
    private static final long WRAP = 1L << 32;

    private String file;
    private long start;
    private long end;

    Place(BinlogPosition from) {
        file = from.file();
        start = from.offset();
        end = from.offset();
    }

    /** Of the event that is being read. */
    BinlogPosition start() {
        return new BinlogPosition(file, start);
    }

    /** Behind the event that is being read. */
    BinlogPosition end() {
        return new BinlogPosition(file, end);
    }

    /** Steps over one event of the file. */
    void pass(RawEvent event) {
        start = end;
        if (event.artificial()) {
            return;
        }
        if (event.nextPosition() != 0) {
            end = nearest(end + event.length(), event.nextPosition());
        } else if (event.type() != EventCode.FORMAT_DESCRIPTION) {
            end += event.length();
        }
    }

    /** The stream goes on there; said by the server, truly or made up for this connection. */
    void moveTo(String otherFile, long offset) {
        file = otherFile;
        start = offset;
        end = offset;
    }

    /** A position of this file that the server names by its low 32 bits. */
    void skipTo(long low) {
        end = Math.max(end, nearest(end, low));
        start = end;
    }

    String file() {
        return file;
    }

    private static long nearest(long estimate, long low) {
        long candidate = (estimate & -WRAP) | low;
        if (candidate - estimate > WRAP / 2 && candidate >= WRAP) {
            return candidate - WRAP;
        }
        return estimate - candidate > WRAP / 2 ? candidate + WRAP : candidate;
    }

    @Override
    public String toString() {
        return start().toString();
    }
}
