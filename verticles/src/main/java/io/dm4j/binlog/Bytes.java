package io.dm4j.binlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reading place in a byte array, in the number forms of MySQL's protocol. Reading past the end is a coded problem. */
final class Bytes {
    private static final int TWO_BYTES = 0xFC;
    private static final int THREE_BYTES = 0xFD;
    private static final int EIGHT_BYTES = 0xFE;

    private final byte[] array;
    private final int end;
    private int place;

    Bytes(byte[] array) {
        this(array, 0, array.length);
    }

    Bytes(byte[] array, int place, int end) {
        this.array = array;
        this.place = place;
        this.end = end;
    }

    int remaining() {
        return end - place;
    }

    int place() {
        return place;
    }

    void skip(int count) {
        need(count);
        place += count;
    }

    int u8() {
        need(1);
        return array[place++] & 0xFF;
    }

    int u16() {
        return (int) little(2);
    }

    long u32() {
        return little(4);
    }

    long i64() {
        return little(8);
    }

    /** Little-endian, unsigned up to 7 bytes. */
    long little(int count) {
        need(count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | array[place + i] & 0xFF;
        }
        place += count;
        return value;
    }

    /** Little-endian, the first bit is the sign. */
    long littleSigned(int count) {
        int unused = 64 - 8 * count;
        return little(count) << unused >> unused;
    }

    /** Big-endian, unsigned up to 7 bytes. */
    long big(int count) {
        need(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | array[place + i] & 0xFF;
        }
        place += count;
        return value;
    }

    /** A length or count in the protocol's packed form. */
    int packed() {
        int first = u8();
        long value =
                switch (first) {
                    case TWO_BYTES -> little(2);
                    case THREE_BYTES -> little(3);
                    case EIGHT_BYTES -> little(8);
                    default -> first;
                };
        if (value < 0 || value > Integer.MAX_VALUE || first == 0xFB || first == 0xFF) {
            throw new Undecodable(BinlogError.MALFORMED_EVENT, "a length is out of range");
        }
        return (int) value;
    }

    byte[] bytes(int count) {
        need(count);
        place += count;
        return Arrays.copyOfRange(array, place - count, place);
    }

    byte[] rest() {
        return bytes(remaining());
    }

    /** Identifiers travel as UTF-8. */
    String name(int count) {
        return new String(bytes(count), StandardCharsets.UTF_8);
    }

    /** A name and the zero byte behind it. */
    String zeroTerminatedName() {
        int start = place;
        while (u8() != 0) {
            continue;
        }
        return new String(array, start, place - 1 - start, StandardCharsets.UTF_8);
    }

    /** The next {@code count} bytes as a reader of their own. */
    Bytes part(int count) {
        need(count);
        place += count;
        return new Bytes(array, place - count, place);
    }

    private void need(int count) {
        if (count < 0 || count > end - place) {
            throw new Undecodable(BinlogError.MALFORMED_EVENT, "it ends too early");
        }
    }
}
