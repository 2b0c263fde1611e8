package io.dm4j.binlog;

import java.util.Arrays;
import java.util.Map;

/** Decodes by Java's table except for the characters that MySQL's has otherwise. */
final class PatchedDecoder implements Charsets.TextDecoder {
    private final String charset;
    private final Charsets.TextDecoder table;
    private final Map<Integer, Integer> patches;

    PatchedDecoder(String charset, Charsets.TextDecoder table, Map<Integer, Integer> patches) {
        this.charset = charset;
        this.table = table;
        this.patches = patches;
    }

    @Override
    public String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int plain = 0;
        for (int place = 0, length; place < bytes.length; place += length) {
            length = length(bytes, place);
            Integer patch = patches.get(number(bytes, place, length));
            if (patch != null) {
                text.append(table.decode(Arrays.copyOfRange(bytes, plain, place)));
                text.appendCodePoint(known(patch));
                plain = place + length;
            }
        }
        return text.append(table.decode(Arrays.copyOfRange(bytes, plain, bytes.length)))
                .toString();
    }

    private int length(byte[] bytes, int place) {
        int first = bytes[place] & 0xFF;
        int second = place + 1 < bytes.length ? bytes[place + 1] & 0xFF : 0;
        if (CharsetPatches.userDefined(charset, first, second)) {
            throw new Undecodable(BinlogError.UNDECODABLE_VALUE, "it holds a user-defined character of " + charset);
        }
        return Math.min(CharsetPatches.length(charset, first, second), bytes.length - place);
    }

    private static int number(byte[] bytes, int place, int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | bytes[place + i] & 0xFF;
        }
        return number;
    }

    private int known(int patch) {
        if (patch == 0) {
            throw new Undecodable(
                    BinlogError.UNDECODABLE_VALUE,
                    "it holds a character of " + charset + " that Unicode does not tell apart");
        }
        return patch;
    }
}
