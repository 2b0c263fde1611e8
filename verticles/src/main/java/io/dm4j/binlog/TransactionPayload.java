package io.dm4j.binlog;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * MySQL's compressed transaction ({@code binlog_transaction_compression}). The compressed form is whole in memory, as it
 * is one event; what is in it is unpacked event by event while it is handed on.
 */
final class TransactionPayload {
    private static final int END = 0;
    private static final int SIZE = 1;
    private static final int COMPRESSION = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;
    private static final int LENGTH_PLACE = 9;

    private TransactionPayload() {}

    static void read(RawEvent event, Consumer<RawEvent> out) {
        Bytes in = event.reader();
        int size = in.remaining();
        int compression = NONE;
        for (int field = in.packed(); field != END; field = in.packed()) {
            Bytes value = in.part(in.packed());
            if (field == SIZE) {
                size = value.packed();
            } else if (field == COMPRESSION) {
                compression = value.packed();
            }
        }
        unpack(event.body(), in.place(), Math.min(size, in.remaining()), compression, out);
    }

    private static void unpack(byte[] body, int start, int size, int compression, Consumer<RawEvent> out) {
        InputStream packed = new ByteArrayInputStream(body, start, size);
        try (InputStream events = open(packed, compression)) {
            for (byte[] header = header(events); header.length > 0; header = header(events)) {
                out.accept(event(header, events));
            }
        } catch (IOException e) {
            throw new Undecodable(BinlogError.MALFORMED_EVENT, "its compressed content is damaged");
        }
    }

    private static InputStream open(InputStream packed, int compression) throws IOException {
        return switch (compression) {
            case ZSTD -> new ZstdInputStream(packed);
            case NONE -> packed;
            default ->
                throw new Undecodable(BinlogError.UNKNOWN_EVENT, "its compression " + compression + " is unknown");
        };
    }

    /** Empty at the end. */
    private static byte[] header(InputStream events) throws IOException {
        byte[] header = events.readNBytes(RawEvent.HEADER_LENGTH);
        if (header.length != 0 && header.length != RawEvent.HEADER_LENGTH) {
            throw new EOFException();
        }
        return header;
    }

    private static RawEvent event(byte[] header, InputStream events) throws IOException {
        int length = (int) new Bytes(header, LENGTH_PLACE, header.length).u32();
        byte[] whole = java.util.Arrays.copyOf(header, Math.max(length, header.length));
        if (events.readNBytes(whole, header.length, whole.length - header.length) != whole.length - header.length) {
            throw new EOFException();
        }
        return RawEvent.read(new Bytes(whole), 0);
    }
}
