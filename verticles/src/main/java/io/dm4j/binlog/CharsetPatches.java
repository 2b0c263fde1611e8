package io.dm4j.binlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where Java's table of a character set differs from MySQL's: the bytes of a character, and what the server means by them;
 * 0 for what it cannot tell itself. Found by asking MySQL 8.0.31 for every character of each set; the test of that is
 * CharactersTest.
 */
final class CharsetPatches {
    private static final Map<String, String> PATCHES = Map.ofEntries(
            Map.entry("gbk", "A892=2295"),
            Map.entry(
                    "gb18030",
                    "A6D9=E78D A6DA=E78E A6DB=E78F A6DC=E790 A6DD=E791 A6DE=E792 A6DF=E793 A6EC=E794 A6ED=E795 A6F3=E796"
                            + " FE59=E81E FE61=E826 FE66=E82B FE67=E82C FE6D=E832 FE7E=E843 FE90=E854 FEA0=E864"
                            + " 82359037=9FB4 82359038=9FB5 82359039=9FB6 82359130=9FB7 82359131=9FB8 82359132=9FB9"
                            + " 82359133=9FBA 82359134=9FBB 84318236=FE10 84318237=FE11 84318238=FE12 84318239=FE13"
                            + " 84318330=FE14 84318331=FE15 84318332=FE16 84318333=FE17 84318334=FE18 84318335=FE19"),
            Map.entry(
                    "big5",
                    "A15A=0 A1C3=0 A1C5=0 A1FE=0 A240=0 A2CC=0 A2CE=0"
                            + " F9D6=7881 F9D7=92B9 F9D8=88CF F9D9=58BB F9DA=6052 F9DB=7CA7 F9DC=5AFA"),
            Map.entry("sjis", "815C=2015 815F=5C"),
            Map.entry("ujis", "A1BD=2015 A1C0=5C 8FA2B7=7E"),
            Map.entry("eucjpms", "A1BD=2015 A1C1=FF5E A1C2=2225 A1DD=FF0D A1F1=FFE0 A1F2=FFE1 A2CC=FFE2 8FA2C3=FFE4"),
            Map.entry("greek", "A1=2BD A2=2BC"),
            Map.entry("hebrew", "AF=203E"),
            Map.entry("cp866", "FC=207F FD=B2"),
            Map.entry("koi8u", "95=2022"),
            Map.entry("tis620", "A0=0"));

    private CharsetPatches() {}

    /** Characters by their bytes as one number; empty if Java's table is MySQL's. */
    static Optional<Map<Integer, Integer>> of(String charset) {
        return Optional.ofNullable(PATCHES.get(charset)).map(CharsetPatches::read);
    }

    private static Map<Integer, Integer> read(String words) {
        Map<Integer, Integer> patches = new HashMap<>();
        for (String word : words.split(" ")) {
            String[] sides = word.split("=");
            patches.put(Integer.parseUnsignedInt(sides[0], 16), Integer.valueOf(sides[1], 16));
        }
        return patches;
    }

    /** Number of bytes of the character that begins here, by its first bytes. */
    static int length(String charset, int first, int second) {
        return switch (charset) {
            case "gbk", "big5" -> first < 0x80 ? 1 : 2;
            case "sjis" -> first < 0x80 || first >= 0xA1 && first <= 0xDF ? 1 : 2;
            case "ujis", "eucjpms" -> first < 0x80 ? 1 : first == 0x8F ? 3 : 2;
            case "gb18030" -> first < 0x80 ? 1 : second >= '0' && second <= '9' ? 4 : 2;
            default -> 1;
        };
    }

    /** True for characters that users define: MySQL gives them places of its own, Java other characters. */
    static boolean userDefined(String charset, int first, int second) {
        return charset.equals("eucjpms") && (first >= 0xF5 || first == 0x8F && second >= 0xF5);
    }
}
