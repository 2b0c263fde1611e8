package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The session variables of every connection: the user's first, then those our statements rely on. */
final class Session {
    /** Known to MySQL, MariaDB and TiDB; binary, so that no comparison of ours finds different texts equal. */
    static final String COLLATION = "utf8mb4_bin";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What our literals and conversions rely on: a user's wish for these is not taken. */
    private static final Set<String> OURS = Set.of("sql_mode", "time_zone", "autocommit", "sql_quote_show_create");

    // No NO_ZERO_DATE and NO_ZERO_IN_DATE: zero and partial dates pass. Strict: a value that does not fit is an error.
    private static final String MODE =
            "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION";

    private final Map<String, String> variables = new LinkedHashMap<>();

    private Session() {}

    /** A session on the upstream. */
    static Session reading(DatabaseConfig config) {
        return new Session().with(config.session()).with(ours());
    }

    /** A session on the target: foreign keys are not checked unless the user asks for it, as rows come in any order. */
    static Session writing(DatabaseConfig config) {
        return new Session()
                .with(Map.of("foreign_key_checks", "0"))
                .with(config.session())
                .with(ours());
    }

    private static Map<String, String> ours() {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("sql_mode", MODE);
        ours.put("time_zone", "+00:00");
        ours.put("autocommit", "1");
        ours.put("sql_quote_show_create", "1");
        return ours;
    }

    private Session with(Map<String, String> more) {
        more.forEach((name, value) -> variables.put(name.toLowerCase(Locale.ROOT), value));
        return this;
    }

    /** As the server does unless it is told not to. */
    boolean checksForeignKeys() {
        return !Set.of("0", "off", "false")
                .contains(variables.getOrDefault("foreign_key_checks", "on").toLowerCase(Locale.ROOT));
    }

    /** Completes with the connection. */
    Future<SqlConnection> start(SqlConnection connection) {
        for (String name : variables.keySet()) {
            if (!NAME.matcher(name).matches()) {
                return Future.failedFuture(new DmException(
                        DatabaseError.SESSION_VARIABLE, "`" + name + "` is no session variable's name"));
            }
        }
        return connection
                .query("SET NAMES utf8mb4 COLLATE " + COLLATION)
                .execute()
                .compose(named -> connection.query(statement()).execute())
                .map(connection);
    }

    private String statement() {
        return "SET "
                + variables.entrySet().stream()
                        .filter(e -> !takenAway(e.getKey()))
                        .map(e -> "SESSION " + e.getKey() + " = " + literal(e.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static boolean takenAway(String name) {
        return !OURS.contains(name) && (name.startsWith("character_set_") || name.startsWith("collation_"));
    }

    /** Numbers bare, as a server refuses '0' for an integer variable. */
    private static String literal(String value) {
        return value.matches("-?\\d+(\\.\\d+)?") ? value : Literals.of(value);
    }
}
