package io.dm4j.binlog;

import java.util.Arrays;

/** Cells of strings: a length, then that many bytes, then what they mean. */
final class Strings {
    private static final int ONE_BYTE_LENGTH = 256;

    private Strings() {}

    /** What a string's bytes mean. */
    interface Content {
        Object of(byte[] bytes);
    }

    /** The bytes themselves. The argument says that the column's type has been looked at. */
    static Content raw(int fittingType) {
        return bytes -> bytes;
    }

    /** VARCHAR and VARBINARY; metadata is the largest length in bytes. */
    static Cell variable(int metadata, Content content) {
        int lengthBytes = metadata < ONE_BYTE_LENGTH ? 1 : 2;
        return in -> content.of(in.bytes((int) in.little(lengthBytes)));
    }

    /** TEXT, BLOB, JSON and what is built on them; metadata is the number of length bytes. */
    static Cell large(int lengthBytes, Content content) {
        return in -> {
            long length = in.little(lengthBytes);
            if (length > Integer.MAX_VALUE) {
                throw new Undecodable(BinlogError.UNDECODABLE_VALUE, "it is larger than 2 GiB");
            }
            return content.of(in.bytes((int) length));
        };
    }

    static Cell fixed(int metadata, Content content) {
        int lengthBytes = maxLength(metadata) < ONE_BYTE_LENGTH ? 1 : 2;
        return in -> content.of(in.bytes((int) in.little(lengthBytes)));
    }

    /** BINARY(n): the server cuts zero bytes off the end, we put them back. */
    static Cell padded(int metadata, int fittingType) {
        int full = maxLength(metadata);
        int lengthBytes = full < ONE_BYTE_LENGTH ? 1 : 2;
        return in -> Arrays.copyOf(in.bytes((int) in.little(lengthBytes)), full);
    }

    /** Bits 8 and 9 of a CHAR's length hide, turned, in bits 4 and 5 of the type byte. */
    static int maxLength(int metadata) {
        int type = metadata & 0xFF;
        int low = metadata >> 8;
        return low | (type & 0x30 ^ 0x30) << 4;
    }
}
