package io.dm4j.ddl;

import java.util.Locale;

/**
 * How a session's sql_mode changes the reading of quotes.
 *
 * @param ansiQuotes double quotes hold names, not strings
 * @param backslashEscapes a backslash escapes inside strings
 */
public record SqlDialect(boolean ansiQuotes, boolean backslashEscapes) {
    public static final SqlDialect DEFAULT = new SqlDialect(false, true);

    /** By the names in {@code sql_mode}. */
    public static SqlDialect of(String sqlMode) {
        String mode = sqlMode.toUpperCase(Locale.ROOT);
        return new SqlDialect(mode.contains("ANSI_QUOTES"), !mode.contains("NO_BACKSLASH_ESCAPES"));
    }
}
