package io.dm4j.it.cluster;

import io.dm4j.it.server.DatabaseServer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file and an offset in the upstream's binary log; DM writes it {@code (binlog.000001, 154)}. */
public record BinlogPlace(String file, long offset) implements Comparable<BinlogPlace> {
    private static final Pattern TEXT = Pattern.compile("\\(([^,]+), (\\d+)\\)");
    private static final BinlogPlace UNKNOWN = new BinlogPlace("", 0);

    public static BinlogPlace parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? new BinlogPlace(matcher.group(1), Long.parseLong(matcher.group(2))) : UNKNOWN;
    }

    /** Where the server writes next. */
    public static BinlogPlace of(DatabaseServer server) {
        List<String> row = server.query("SHOW MASTER STATUS").get(0);
        return new BinlogPlace(row.get(0), Long.parseLong(row.get(1)));
    }

    @Override
    public int compareTo(BinlogPlace other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return "(" + file + ", " + offset + ")";
    }
}
