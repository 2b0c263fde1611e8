package io.dm4j.position;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MariaDB's GTID position: per replication domain the last transaction, {@code domain-server-sequence}. What lies before
 * it in the same domain is meant too, which holds as far as the server keeps sequence numbers rising
 * ({@code gtid_strict_mode}).
 */
public final class MariadbGtidSet implements GtidSet {
    public static final MariadbGtidSet EMPTY = new MariadbGtidSet(Collections.emptySortedMap());

    private static final Pattern GTID = Pattern.compile("(\\d{1,10})-(\\d{1,10})-(\\d{1,20})");
    private static final long MAX_32_BITS = 0xFFFFFFFFL;

    /** Sequence is an unsigned 64-bit number. */
    private record Last(long server, long sequence) {}

    private final SortedMap<Long, Last> domains;

    private MariadbGtidSet(SortedMap<Long, Last> domains) {
        this.domains = domains;
    }

    /** Reads {@code 0-5-14,1-5-3}; of two entries of one domain the later one counts, as in the server. */
    public static MariadbGtidSet parse(String text) {
        SortedMap<Long, Last> domains = new TreeMap<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                put(domains, part.strip());
            }
        }
        return domains.isEmpty() ? EMPTY : new MariadbGtidSet(domains);
    }

    private static void put(Map<Long, Last> domains, String gtid) {
        Matcher matcher = GTID.matcher(gtid);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("GTID " + gtid + " is not of the form domain-server-sequence");
        }
        domains.put(id(matcher.group(1), gtid), new Last(id(matcher.group(2), gtid), sequence(matcher.group(3), gtid)));
    }

    private static long id(String digits, String gtid) {
        long id = Long.parseLong(digits);
        if (id > MAX_32_BITS) {
            throw new IllegalArgumentException("GTID " + gtid + " has a domain or server above 4294967295");
        }
        return id;
    }

    private static long sequence(String digits, String gtid) {
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("GTID " + gtid + " has a sequence above 18446744073709551615", e);
        }
    }

    @Override
    public boolean isEmpty() {
        return domains.isEmpty();
    }

    @Override
    public boolean contains(GtidSet other) {
        if (!(other instanceof MariadbGtidSet that)) {
            return other.isEmpty();
        }
        return that.domains.entrySet().stream().allMatch(e -> reaches(e.getKey(), e.getValue()));
    }

    private boolean reaches(long domain, Last wanted) {
        Last last = domains.get(domain);
        return last != null && Long.compareUnsigned(last.sequence, wanted.sequence) >= 0;
    }

    @Override
    public MariadbGtidSet plus(String gtid) {
        SortedMap<Long, Last> moved = new TreeMap<>(domains);
        put(moved, gtid);
        return new MariadbGtidSet(moved);
    }

    /** This set moved on to one more transaction; what a stream does for each, so without text in between. */
    public MariadbGtidSet plus(long domain, long server, long sequence) {
        SortedMap<Long, Last> moved = new TreeMap<>(domains);
        moved.put(domain, new Last(server, sequence));
        return new MariadbGtidSet(moved);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MariadbGtidSet that && domains.equals(that.domains);
    }

    @Override
    public int hashCode() {
        return domains.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        domains.forEach((domain, last) -> text.append(text.isEmpty() ? "" : ",")
                .append(domain)
                .append('-')
                .append(last.server)
                .append('-')
                .append(Long.toUnsignedString(last.sequence)));
        return text.toString();
    }
}
