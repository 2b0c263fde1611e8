package io.dm4j.binlog;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Cells of numbers. */
final class Numbers {
    private static final int DIGITS_A_WORD = 9;
    /** Bytes that a number of 0 to 9 decimal digits takes. */
    private static final int[] BYTES_FOR_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private Numbers() {}

    static Cell signed(int width) {
        return in -> in.littleSigned(width);
    }

    static Cell unsigned(int width) {
        return width < Long.BYTES ? in -> in.little(width) : in -> unsigned(in.i64());
    }

    static Object real32(Bytes in) {
        return Float.intBitsToFloat((int) in.u32());
    }

    static Object real64(Bytes in) {
        return Double.longBitsToDouble(in.i64());
    }

    /** Whole bytes big-endian; metadata holds the count of whole bytes above the count of bits beside them. */
    static Cell bits(int metadata) {
        int width = (metadata >> 8) + ((metadata & 0xFF) + 7) / 8;
        return width < Long.BYTES ? in -> in.big(width) : in -> unsigned(in.big(width));
    }

    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
    }

    static Cell decimal(int metadata) {
        int precision = metadata & 0xFF;
        int scale = metadata >> 8;
        return in -> decimal(in, precision, scale);
    }

    /** Groups of nine digits in four bytes each, the odd ones outside in fewer; all bits turned if negative. */
    static BigDecimal decimal(Bytes in, int precision, int scale) {
        int whole = precision - scale;
        byte[] bytes = in.bytes(bytesFor(whole) + bytesFor(scale));
        boolean negative = bytes.length > 0 && bytes[0] >= 0;
        if (bytes.length > 0) {
            bytes[0] ^= (byte) 0x80;
        }
        for (int i = 0; negative && i < bytes.length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        Bytes groups = new Bytes(bytes);
        StringBuilder digits = new StringBuilder(precision + 1);
        appendDigits(digits, groups, whole % DIGITS_A_WORD);
        for (int i = 0; i < whole / DIGITS_A_WORD + scale / DIGITS_A_WORD; i++) {
            appendDigits(digits, groups, DIGITS_A_WORD);
        }
        appendDigits(digits, groups, scale % DIGITS_A_WORD);
        BigInteger unscaled = new BigInteger(digits.toString());
        return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
    }

    private static int bytesFor(int digits) {
        return digits / DIGITS_A_WORD * 4 + BYTES_FOR_DIGITS[digits % DIGITS_A_WORD];
    }

    private static void appendDigits(StringBuilder digits, Bytes groups, int count) {
        String group = Long.toString(groups.big(BYTES_FOR_DIGITS[count]));
        if (group.length() > count && !(count == 0 && group.equals("0"))) {
            throw new Undecodable(BinlogError.UNDECODABLE_VALUE, "its decimal digits are damaged");
        }
        if (count > 0) {
            digits.append("0".repeat(count - group.length())).append(group);
        }
    }
}
