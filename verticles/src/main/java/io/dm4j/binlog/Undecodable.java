package io.dm4j.binlog;

/** A part of an event that cannot be told; whoever knows table and position turns it into a {@code DmException}. */
final class Undecodable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BinlogError code;

    /** @param what without any value of a row */
    Undecodable(BinlogError code, String what) {
        super(what);
        this.code = code;
    }

    BinlogError code() {
        return code;
    }
}
