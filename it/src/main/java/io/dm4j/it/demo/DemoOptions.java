package io.dm4j.it.demo;

import java.util.Iterator;
import java.util.List;

/**
 * @param rows about how many rows the upstream gets
 * @param keep leave everything running at the end
 */
record DemoOptions(long rows, boolean keep) {
    static final String USAGE = "usage: bin/demo [--rows N] [--keep]   (N from 1000, default 200000)";
    private static final long DEFAULT_ROWS = 200_000;
    private static final long LEAST_ROWS = 1000;

    static DemoOptions parse(List<String> arguments) {
        long rows = DEFAULT_ROWS;
        boolean keep = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            switch (rest.next()) {
                case "--keep" -> keep = true;
                case "--rows" -> rows = number(rest);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new DemoOptions(rows, keep);
    }

    private static long number(Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) < LEAST_ROWS) {
            throw new IllegalArgumentException(USAGE);
        }
        return Long.parseLong(text);
    }
}
