package io.dm4j.binlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** MySQL's character sets in Java's words. A set without a true equal here is refused, never guessed. */
final class Charsets {
    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("utf8mb4", "UTF-8"),
            Map.entry("utf8mb3", "UTF-8"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("ascii", "US-ASCII"),
            Map.entry("ucs2", "UTF-16BE"),
            Map.entry("utf16", "UTF-16BE"),
            Map.entry("utf16le", "UTF-16LE"),
            Map.entry("utf32", "UTF-32BE"),
            Map.entry("gbk", "GBK"),
            Map.entry("gb2312", "GB2312"),
            Map.entry("gb18030", "GB18030"),
            Map.entry("big5", "Big5"),
            Map.entry("sjis", "Shift_JIS"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ujis", "EUC-JP"),
            Map.entry("eucjpms", "x-eucJP-Open"),
            Map.entry("euckr", "x-windows-949"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "ISO-8859-9"),
            Map.entry("latin7", "ISO-8859-13"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "ISO-8859-8"),
            Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("cp1256", "windows-1256"),
            Map.entry("cp1257", "windows-1257"),
            Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"),
            Map.entry("cp866", "IBM866"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("tis620", "TIS-620"),
            Map.entry("macroman", "x-MacRoman"),
            Map.entry("macce", "x-MacCentralEurope"));

    private Charsets() {}

    /** Turns bytes of one character set into text, or throws {@link Undecodable}. Not for use by two threads at once. */
    interface TextDecoder {
        String decode(byte[] bytes);
    }

    /**
     * The decoder of a character set by MySQL's name.
     *
     * @throws Undecodable with {@link BinlogError#UNKNOWN_CHARSET}
     */
    static TextDecoder of(String charset) {
        String name = charset.toLowerCase(Locale.ROOT);
        if (name.equals("latin1")) {
            return Latin1::decode;
        }
        String javaName = JAVA_NAMES.get(name);
        if (javaName == null || !Charset.isSupported(javaName)) {
            throw new Undecodable(
                    BinlogError.UNKNOWN_CHARSET, "its character set " + charset + " is not supported yet");
        }
        TextDecoder table = new Strict(charset, Charset.forName(javaName).newDecoder());
        return CharsetPatches.of(name)
                .<TextDecoder>map(patches -> new PatchedDecoder(name, table, patches))
                .orElse(table);
    }

    /** A statement's text by the session's client character set; what is ASCII needs none. */
    static String statement(byte[] sql, int clientCollation) {
        for (byte b : sql) {
            if (b < 0) {
                return of(Collations.charsetOf(clientCollation)).decode(sql);
            }
        }
        return new String(sql, StandardCharsets.US_ASCII);
    }

    private static final class Strict implements TextDecoder {
        private final String name;
        private final CharsetDecoder decoder;

        Strict(String name, CharsetDecoder decoder) {
            this.name = name;
            this.decoder =
                    decoder.onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        @Override
        public String decode(byte[] bytes) {
            try {
                return decoder.decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                throw new Undecodable(BinlogError.UNDECODABLE_VALUE, "its bytes are not valid " + name);
            }
        }
    }

    /** MySQL's latin1 is windows-1252 whose five undefined bytes stand for the control characters of their number. */
    private static final class Latin1 {
        private static final String HIGH = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039"
                + "\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
                + "\u009d\u017e\u0178";

        static String decode(byte[] bytes) {
            char[] text = new char[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                int code = bytes[i] & 0xFF;
                text[i] = code >= 0x80 && code < 0xA0 ? HIGH.charAt(code - 0x80) : (char) code;
            }
            return new String(text);
        }
    }
}
