package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.dm4j.error.DmException;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * Takes events off the library as bytes, before it can lose or change any, checks their checksums and hands them to our
 * own reader. To the library every event looks like one to ignore.
 */
final class EventReader extends EventDeserializer {
    private static final int CHECKSUM_LENGTH = 4;
    private static final int LENGTH_PLACE = 9;
    private static final int TYPE_PLACE = 4;
    private static final int FLAGS_PLACE = 17;
    private static final int FILE_IN_USE = 0x1;

    private final RawEvents events;
    private int checksumLength;

    EventReader(RawEvents events) {
        this.events = events;
    }

    /** What the server was asked for; each file's first event then says what the file has. */
    @Override
    @SuppressWarnings("deprecation")
    public void setChecksumType(ChecksumType type) {
        checksumLength = type == ChecksumType.CRC32 ? CHECKSUM_LENGTH : 0;
    }

    @Override
    public Event nextEvent(ByteArrayInputStream stream) throws IOException {
        try {
            byte[] whole = whole(stream);
            events.accept(event(whole));
            return ignored();
        } catch (IOException | RuntimeException e) {
            throw new StopReading(e);
        }
    }

    private static byte[] whole(ByteArrayInputStream stream) throws IOException {
        byte[] header = stream.read(RawEvent.HEADER_LENGTH);
        long length = new Bytes(header, LENGTH_PLACE, header.length).u32();
        if (length < header.length || length > Integer.MAX_VALUE) {
            throw new IOException("an event of " + length + " bytes");
        }
        byte[] whole = java.util.Arrays.copyOf(header, (int) length);
        stream.fill(whole, header.length, whole.length - header.length);
        return whole;
    }

    private RawEvent event(byte[] whole) {
        int type = whole[TYPE_PLACE] & 0xFF;
        if (type == EventCode.FORMAT_DESCRIPTION) {
            return formatDescription(whole);
        }
        if (checksumLength > 0) {
            verify(whole);
        }
        return RawEvent.read(new Bytes(whole), checksumLength);
    }

    /** Ends, whatever the file has, with the kind of checksum and the room for one. */
    private RawEvent formatDescription(byte[] whole) {
        boolean sums = whole[whole.length - CHECKSUM_LENGTH - 1] == ChecksumType.CRC32.ordinal();
        checksumLength = sums ? CHECKSUM_LENGTH : 0;
        if (sums) {
            byte[] closed = whole.clone();
            closed[FLAGS_PLACE] &= ~FILE_IN_USE;
            verify(closed);
        }
        return RawEvent.read(new Bytes(whole), CHECKSUM_LENGTH);
    }

    private void verify(byte[] whole) {
        CRC32 sum = new CRC32();
        sum.update(whole, 0, whole.length - CHECKSUM_LENGTH);
        if (sum.getValue() != new Bytes(whole, whole.length - CHECKSUM_LENGTH, whole.length).u32()) {
            throw new DmException(
                    BinlogError.MALFORMED_EVENT,
                    "the event after " + events.place().end() + " has a wrong checksum");
        }
    }

    private static Event ignored() {
        EventHeaderV4 header = new EventHeaderV4();
        header.setEventType(EventType.IGNORABLE);
        return new Event(header, null);
    }
}
