package io.dm4j.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of DER as a private key's wrapping needs. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;

    private Der() {}

    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = Arrays.stream(contents).mapToInt(c -> c.length).sum();
        out.write(tag);
        writeLength(out, length);
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }

    /** Reads one element after the other; anything that does not fit is an IllegalArgumentException. */
    static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes) {
            this(bytes, 0, bytes.length);
        }

        private Reader(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        boolean atTag(int tag) {
            return at < end && (bytes[at] & 0xff) == tag;
        }

        /** Steps into the content of the next element, and past it in this reader. */
        Reader enter(int tag) {
            if (!atTag(tag)) {
                throw new IllegalArgumentException("no DER element of tag " + tag + " where one must be");
            }
            at++;
            int length = length();
            if (length > end - at) {
                throw new IllegalArgumentException("a DER element ends after its container");
            }
            Reader content = new Reader(bytes, at, at + length);
            at += length;
            return content;
        }

        private int length() {
            int first = next();
            if (first < 0x80) {
                return first;
            }
            int length = 0;
            for (int i = first & 0x7f; i > 0; i--) {
                length = length << 8 | next();
            }
            if (length < 0) {
                throw new IllegalArgumentException("a DER length is too large");
            }
            return length;
        }

        private int next() {
            if (at >= end) {
                throw new IllegalArgumentException("DER ends too early");
            }
            return bytes[at++] & 0xff;
        }

        byte[] rest() {
            return Arrays.copyOfRange(bytes, at, end);
        }
    }
}
