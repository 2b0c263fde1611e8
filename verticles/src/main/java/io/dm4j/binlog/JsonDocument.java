package io.dm4j.binlog;

import io.dm4j.row.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * MySQL's binary JSON as the text that the server shows. What JSON has no type for (dates, times, decimals, bytes) is
 * written the way the server's own text does.
 */
final class JsonDocument {
    private static final int SMALL_OBJECT = 0x00;
    private static final int LARGE_OBJECT = 0x01;
    private static final int SMALL_ARRAY = 0x02;
    private static final int LARGE_ARRAY = 0x03;
    private static final int LITERAL = 0x04;
    private static final int INT16 = 0x05;
    private static final int UINT16 = 0x06;
    private static final int INT32 = 0x07;
    private static final int UINT32 = 0x08;
    private static final int INT64 = 0x09;
    private static final int UINT64 = 0x0A;
    private static final int DOUBLE = 0x0B;
    private static final int STRING = 0x0C;
    private static final int OPAQUE = 0x0F;
    private static final int MAX_DEPTH = 200;

    private final byte[] document;
    private final StringBuilder text = new StringBuilder();

    private JsonDocument(byte[] document) {
        this.document = document;
    }

    static JsonText text(byte[] document) {
        if (document.length == 0) {
            return new JsonText("null");
        }
        JsonDocument json = new JsonDocument(document);
        json.value(document[0], 1, 0);
        return new JsonText(json.text.toString());
    }

    private Bytes at(int place) {
        if (place < 0 || place > document.length) {
            throw damaged();
        }
        return new Bytes(document, place, document.length);
    }

    private void value(int type, int place, int depth) {
        if (depth > MAX_DEPTH) {
            throw damaged();
        }
        switch (type) {
            case SMALL_OBJECT -> container(place, 2, true, depth);
            case LARGE_OBJECT -> container(place, 4, true, depth);
            case SMALL_ARRAY -> container(place, 2, false, depth);
            case LARGE_ARRAY -> container(place, 4, false, depth);
            default -> scalar(type, at(place));
        }
    }

    private void scalar(int type, Bytes in) {
        switch (type) {
            case LITERAL -> literal(in.u8());
            case INT16 -> text.append(in.littleSigned(2));
            case UINT16 -> text.append(in.u16());
            case INT32 -> text.append(in.littleSigned(4));
            case UINT32 -> text.append(in.u32());
            case INT64 -> text.append(in.i64());
            case UINT64 -> text.append(Long.toUnsignedString(in.i64()));
            case DOUBLE -> number(Double.longBitsToDouble(in.i64()));
            case STRING -> string(new String(in.bytes(length(in)), StandardCharsets.UTF_8));
            case OPAQUE -> opaque(in.u8(), in);
            default -> throw damaged();
        }
    }

    private void literal(int kind) {
        text.append(
                switch (kind) {
                    case 0 -> "null";
                    case 1 -> "true";
                    case 2 -> "false";
                    default -> throw damaged();
                });
    }

    /** The shortest digits that give the same double again; the server's differ in form only (1e20, 1E20). */
    private void number(double value) {
        text.append(value);
    }

    /** Count, size, then entries: keys (offset, 2-byte length) and values (type, offset or the small value itself). */
    private void container(int start, int width, boolean object, int depth) {
        Bytes in = at(start);
        int count = (int) in.little(width);
        in.skip(width);
        int keyEntries = in.place();
        int valueEntries = keyEntries + (object ? Math.multiplyExact(count, width + 2) : 0);
        text.append(object ? '{' : '[');
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ");
            if (object) {
                key(start, at(keyEntries + i * (width + 2)), width);
            }
            entry(start, valueEntries + i * (width + 1), width, depth + 1);
        }
        text.append(object ? '}' : ']');
    }

    private void key(int start, Bytes entry, int width) {
        int offset = (int) entry.little(width);
        int length = entry.u16();
        string(at(start + offset).name(length));
        text.append(": ");
    }

    private void entry(int start, int place, int width, int depth) {
        int type = at(place).u8();
        boolean inline =
                type == LITERAL || type == INT16 || type == UINT16 || width == 4 && (type == INT32 || type == UINT32);
        if (inline) {
            value(type, place + 1, depth);
        } else {
            Bytes offset = at(place + 1);
            value(type, start + (int) offset.little(width), depth);
        }
    }

    /** Seven bits a byte, lowest first, as long as the high bit is set. */
    private static int length(Bytes in) {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in.u8();
            length |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return (int) Math.min(length, Integer.MAX_VALUE);
            }
        }
        throw damaged();
    }

    private void opaque(int type, Bytes in) {
        Bytes content = in.part(length(in));
        switch (type) {
            case ColumnCode.NEWDECIMAL ->
                text.append(Numbers.decimal(content, content.u8(), content.u8()).toPlainString());
            case ColumnCode.DATE -> string(packedDate(content.i64()));
            case ColumnCode.DATETIME, ColumnCode.TIMESTAMP -> string(packedDatetime(content.i64()));
            case ColumnCode.TIME -> string(packedTime(content.i64()));
            default -> string("base64:type" + type + ':' + Base64.getEncoder().encodeToString(content.rest()));
        }
    }

    private static String packedDate(long packed) {
        long day = packed >> 24 + 17;
        return Times.date((day >> 5) / 13, (day >> 5) % 13, day & 31);
    }

    private static String packedDatetime(long packed) {
        return packedDate(packed) + ' ' + clock(packed >> 24 & 0x1FFFF, false) + micros(packed);
    }

    private static String packedTime(long packed) {
        long size = Math.abs(packed);
        return clock(size >> 24, packed < 0) + micros(size);
    }

    private static String clock(long hms, boolean negative) {
        return Times.time(negative, hms >> 12 & 0x3FF, hms >> 6 & 63, hms & 63);
    }

    private static String micros(long packed) {
        return '.' + Times.padded(packed & 0xFFFFFF, 6);
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        text.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
    }

    private static Undecodable damaged() {
        return new Undecodable(BinlogError.UNDECODABLE_VALUE, "its JSON document is damaged");
    }
}
