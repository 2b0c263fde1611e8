package io.dm4j.binlog;

/**
 * An event as it came: header fields and body, without the checksum.
 *
 * @param type one of {@link EventCode}
 * @param timestamp seconds
 * @param length in the binlog: header, body and checksum
 * @param nextPosition low 32 bits of the file offset behind it; 0 if the server does not tell
 */
record RawEvent(int type, long timestamp, long serverId, long length, long nextPosition, int flags, byte[] body) {
    static final int HEADER_LENGTH = 19;
    private static final int ARTIFICIAL = 0x20;
    private static final int IGNORABLE = 0x80;

    /** Reads header and body; {@code bytes} holds exactly one event without checksum bytes. */
    static RawEvent read(Bytes bytes, int checksumLength) {
        long timestamp = bytes.u32();
        int type = bytes.u8();
        long serverId = bytes.u32();
        long length = bytes.u32();
        long nextPosition = bytes.u32();
        int flags = bytes.u16();
        int bodyLength = (int) length - HEADER_LENGTH - checksumLength;
        return new RawEvent(type, timestamp, serverId, length, nextPosition, flags, bytes.bytes(bodyLength));
    }

    /** Made up by the server for this connection; not in the file. */
    boolean artificial() {
        return (flags & ARTIFICIAL) != 0;
    }

    /** The server says that a reader who does not know it may go on. */
    boolean ignorable() {
        return (flags & IGNORABLE) != 0;
    }

    Bytes reader() {
        return new Bytes(body);
    }

    long timestampMillis() {
        return timestamp * 1000;
    }
}
