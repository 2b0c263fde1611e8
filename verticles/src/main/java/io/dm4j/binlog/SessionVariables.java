package io.dm4j.binlog;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The session that ran a statement, as far as the event tells it.
 *
 * @param timestampMicros when the statement began; what {@code NOW(6)} gave there
 * @param sqlMode the server's bits; see {@link #sqlModeText}
 * @param autoIncrementIncrement 1 if not told
 * @param autoIncrementOffset 1 if not told
 * @param clientCollation number of {@code character_set_client}'s collation; 0 if not told
 * @param connectionCollation number of {@code collation_connection}; 0 if not told
 * @param serverCollation number of {@code collation_server}: the default of a new database; 0 if not told
 * @param databaseCollation number of {@code collation_database}; 0 if not told
 * @param utf8mb4Collation number of {@code default_collation_for_utf8mb4} (MySQL 8); 0 if not told
 * @param timeZone {@code SYSTEM}, {@code +01:00} or a name; empty if not told
 */
public record SessionVariables(
        long timestampMicros,
        OptionalLong sqlMode,
        boolean foreignKeyChecks,
        boolean uniqueChecks,
        int autoIncrementIncrement,
        int autoIncrementOffset,
        int clientCollation,
        int connectionCollation,
        int serverCollation,
        int databaseCollation,
        int utf8mb4Collation,
        String timeZone) {

    /** Names by bit; empty where MySQL 8 or MariaDB has no such mode, or means a combination of others by it. */
    private static final String[] MODES = {
        "REAL_AS_FLOAT",
        "PIPES_AS_CONCAT",
        "ANSI_QUOTES",
        "IGNORE_SPACE",
        "",
        "ONLY_FULL_GROUP_BY",
        "NO_UNSIGNED_SUBTRACTION",
        "NO_DIR_IN_CREATE",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "NO_AUTO_VALUE_ON_ZERO",
        "NO_BACKSLASH_ESCAPES",
        "STRICT_TRANS_TABLES",
        "STRICT_ALL_TABLES",
        "NO_ZERO_IN_DATE",
        "NO_ZERO_DATE",
        "ALLOW_INVALID_DATES",
        "ERROR_FOR_DIVISION_BY_ZERO",
        "",
        "",
        "HIGH_NOT_PRECEDENCE",
        "NO_ENGINE_SUBSTITUTION",
        "PAD_CHAR_TO_FULL_LENGTH"
    };

    /** The modes' names as {@code SET sql_mode} takes them, those that MySQL 8 and MariaDB both know. */
    public String sqlModeText() {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < MODES.length; bit++) {
            if ((sqlMode.orElse(0) >>> bit & 1) != 0 && !MODES[bit].isEmpty()) {
                names.add(MODES[bit]);
            }
        }
        return String.join(",", names);
    }
}
