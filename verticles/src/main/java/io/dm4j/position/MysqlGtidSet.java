package io.dm4j.position;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * MySQL's GTID set: per server UUID, which transaction numbers. Exact, so a server can be asked for everything outside
 * of it. Tags (MySQL 8.3 and later, {@code uuid:tag:1-5}) are refused by name: the binlog library cannot carry them.
 */
public final class MysqlGtidSet implements GtidSet {
    public static final MysqlGtidSet EMPTY = new MysqlGtidSet(Collections.emptySortedMap());

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
    private static final Pattern TAG = Pattern.compile("[a-z_][a-z0-9_]{0,31}");

    private final SortedMap<String, Intervals> servers;

    private MysqlGtidSet(SortedMap<String, Intervals> servers) {
        this.servers = servers;
    }

    /** Reads {@code uuid:1-5:7,uuid2:9}; white space, line ends and upper case as servers print them are taken. */
    public static MysqlGtidSet parse(String text) {
        SortedMap<String, Intervals> servers = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                addServer(servers, part.strip().toLowerCase(Locale.ROOT));
            }
        }
        return servers.isEmpty() ? EMPTY : new MysqlGtidSet(servers);
    }

    private static void addServer(Map<String, Intervals> servers, String part) {
        String[] pieces = part.split(":", -1);
        String uuid = uuid(pieces[0].strip(), part);
        if (pieces.length < 2) {
            throw new IllegalArgumentException("GTID set part " + part + " has no transaction numbers");
        }
        Intervals run = servers.getOrDefault(uuid, Intervals.EMPTY);
        for (int i = 1; i < pieces.length; i++) {
            run = addRun(run, pieces[i].strip(), part);
        }
        servers.put(uuid, run);
    }

    private static String uuid(String text, String part) {
        if (!UUID.matcher(text).matches()) {
            throw new IllegalArgumentException("GTID set part " + part + " does not begin with a server UUID");
        }
        String hex = text.replace("-", "");
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    private static Intervals addRun(Intervals runs, String run, String part) {
        if (TAG.matcher(run).matches()) {
            throw new IllegalArgumentException("GTID set part " + part + " has the tag " + run
                    + ": tagged GTIDs (MySQL 8.3 and later) are not supported yet");
        }
        int dash = run.indexOf('-');
        long first = number(dash < 0 ? run : run.substring(0, dash), part);
        long last = dash < 0 ? first : number(run.substring(dash + 1), part);
        if (first < 1 || last < first || last == Long.MAX_VALUE) {
            throw new IllegalArgumentException("GTID set part " + part + " has the impossible range " + run);
        }
        return runs.plus(first, last);
    }

    private static long number(String text, String part) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("GTID set part " + part + " has no number at '" + text + "'", e);
        }
    }

    @Override
    public boolean isEmpty() {
        return servers.isEmpty();
    }

    @Override
    public boolean contains(GtidSet other) {
        if (!(other instanceof MysqlGtidSet that)) {
            return other.isEmpty();
        }
        return that.servers.entrySet().stream()
                .allMatch(e -> servers.getOrDefault(e.getKey(), Intervals.EMPTY).contains(e.getValue()));
    }

    @Override
    public MysqlGtidSet plus(String gtid) {
        return plus(parse(gtid));
    }

    /** All transactions of both. */
    public MysqlGtidSet plus(MysqlGtidSet other) {
        SortedMap<String, Intervals> sum = new TreeMap<>(servers);
        other.servers.forEach((uuid, runs) -> sum.merge(uuid, runs, Intervals::plus));
        return new MysqlGtidSet(sum);
    }

    /** This set and one more transaction; what a stream does for each, so without text in between. */
    public MysqlGtidSet plus(String uuid, long number) {
        SortedMap<String, Intervals> sum = new TreeMap<>(servers);
        sum.put(uuid, servers.getOrDefault(uuid, Intervals.EMPTY).plus(number, number));
        return new MysqlGtidSet(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MysqlGtidSet that && servers.equals(that.servers);
    }

    @Override
    public int hashCode() {
        return servers.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        servers.forEach((uuid, runs) ->
                text.append(text.isEmpty() ? "" : ",").append(uuid).append(':').append(runs));
        return text.toString();
    }
}
