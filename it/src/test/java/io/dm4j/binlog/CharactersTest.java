package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every character of every supported set is decoded as a real MySQL reads it, or refused. In the package of what it tests,
 * as the decoders are not public.
 */
class CharactersTest {
    private static final int ROWS_A_STATEMENT = 2000;
    private static final List<byte[]> NOTHING_BEFORE = List.of(new byte[0]);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latin1",
                "latin2",
                "latin5",
                "latin7",
                "greek",
                "hebrew",
                "cp1250",
                "cp1251",
                "cp1256",
                "cp1257",
                "cp850",
                "cp852",
                "cp866",
                "koi8r",
                "koi8u",
                "tis620",
                "macroman",
                "macce",
                "ascii"
            })
    void ofOneByteSets(String charset) {
        areReadAsTheServerReadsThem(charset, codes(NOTHING_BEFORE, 0x01, 0xFF));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbk", "gb2312", "gb18030", "big5", "sjis", "cp932", "ujis", "eucjpms", "euckr"})
    void ofManyByteSets(String charset) {
        List<byte[]> all = codes(NOTHING_BEFORE, 0x01, 0xFF);
        all.addAll(codes(codes(NOTHING_BEFORE, 0x80, 0xFF), 0x40, 0xFF));
        if (charset.equals("ujis") || charset.equals("eucjpms")) {
            all.addAll(codes(codes(List.of(new byte[] {(byte) 0x8F}), 0xA1, 0xFF), 0xA1, 0xFF));
        }
        if (charset.equals("gb18030")) {
            all.addAll(codes(codes(codes(List.of(new byte[] {(byte) 0x82}), '0', '9'), 0x81, 0xFE), '0', '9'));
            all.addAll(codes(codes(codes(List.of(new byte[] {(byte) 0x84}), '0', '1'), 0x81, 0xFE), '0', '9'));
        }
        areReadAsTheServerReadsThem(charset, all);
    }

    /** Each of the heads with each of the last bytes. */
    private static List<byte[]> codes(List<byte[]> heads, int from, int to) {
        List<byte[]> codes = new ArrayList<>();
        for (byte[] head : heads) {
            for (int last = from; last <= to; last++) {
                byte[] code = Arrays.copyOf(head, head.length + 1);
                code[head.length] = (byte) last;
                codes.add(code);
            }
        }
        return codes;
    }

    private static void areReadAsTheServerReadsThem(String charset, List<byte[]> codes) {
        assumeTrue(TestServers.mysqlAvailable());
        DatabaseServer server = SharedServers.mysql();
        String schema = SharedServers.schema("characters");
        server.execute("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".raw (b VARBINARY(4))");
        fill(server, schema, codes);
        String text = "CONVERT(b USING " + charset + ")";
        List<List<String>> shown = server.query("SELECT HEX(b), HEX(CONVERT(" + text + " USING utf8mb4)) FROM " + schema
                + ".raw WHERE HEX(" + text + ") = HEX(b) AND CHAR_LENGTH(" + text + ") = 1"
                + " AND CONVERT(" + text + " USING utf8mb4) IS NOT NULL");

        Charsets.TextDecoder decoder = Charsets.of(charset);
        Map<String, String> different = new TreeMap<>();
        for (List<String> row : shown) {
            compare(decoder, row.get(0), row.get(1), different);
        }

        assertThat(shown).hasSizeGreaterThan(100);
        assertThat(different).isEmpty();
    }

    private static void fill(DatabaseServer server, String schema, List<byte[]> codes) {
        for (int from = 0; from < codes.size(); from += ROWS_A_STATEMENT) {
            StringBuilder sql = new StringBuilder("INSERT INTO " + schema + ".raw VALUES ");
            for (byte[] code : codes.subList(from, Math.min(codes.size(), from + ROWS_A_STATEMENT))) {
                sql.append("(x'").append(HexFormat.of().formatHex(code)).append("'),");
            }
            server.execute(sql.substring(0, sql.length() - 1));
        }
    }

    /** A question mark is the server's word for what it cannot show itself. */
    private static void compare(Charsets.TextDecoder decoder, String code, String utf8, Map<String, String> different) {
        String shown = new String(HexFormat.of().parseHex(utf8), StandardCharsets.UTF_8);
        if (shown.isEmpty() || shown.equals("?") && !code.equals("3F")) {
            return;
        }
        try {
            String got = decoder.decode(HexFormat.of().parseHex(code));
            if (!got.equals(shown)) {
                different.put(code, "U+%x, not U+%x".formatted(got.codePointAt(0), shown.codePointAt(0)));
            }
        } catch (Undecodable refused) {
            assertThat(refused.code()).isEqualTo(BinlogError.UNDECODABLE_VALUE);
        }
    }
}
