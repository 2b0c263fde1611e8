package io.dm4j.it.sample;

import java.util.SplittableRandom;

/**
 * One table of the sample.
 *
 * @param share how many of 1,000 rows of the sample go here; 0 = it has a fixed number of rows
 * @param definition what stands between CREATE TABLE name and the end
 * @param columns those that are written, comma separated
 * @param rows SQL values of the row with a number, parentheses included
 */
record SampleTable(String name, int share, String definition, String columns, Rows rows) {
    private static final int FIXED_ROWS = 12;
    private static final int SHARES = 1000;

    /** Makes the values of row number n; equal numbers and seeds give equal rows. */
    interface Rows {
        String row(long number, SplittableRandom random);
    }

    String create() {
        return "CREATE TABLE " + name + " (" + definition + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
    }

    long rowCount(long rowsOfSample) {
        return share == 0 ? FIXED_ROWS : Math.max(1, rowsOfSample * share / SHARES);
    }

    String row(long number, long seed) {
        return rows.row(number, new SplittableRandom(seed * 31 + name.hashCode() + number * 0x9E3779B97F4A7C15L));
    }

    String insert() {
        return "INSERT INTO " + name + " (" + columns + ") VALUES ";
    }
}
