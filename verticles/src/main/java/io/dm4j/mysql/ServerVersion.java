package io.dm4j.mysql;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says of itself in {@code @@version}.
 *
 * @param text as the server says it
 */
public record ServerVersion(String text, Dialect dialect, int major, int minor, int patch) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final String MARIADB_PREFIX = "5.5.5-";

    public static Future<ServerVersion> read(SqlConnection connection) {
        return connection
                .query("SELECT @@version")
                .execute()
                .map(rows -> parse(rows.iterator().next().getString(0)));
    }

    public static ServerVersion parse(String text) {
        Dialect dialect = dialectOf(text.toLowerCase(Locale.ROOT));
        String numbers = text;
        if (dialect == Dialect.MARIADB && text.startsWith(MARIADB_PREFIX)) {
            numbers = text.substring(MARIADB_PREFIX.length());
        } else if (dialect == Dialect.TIDB) {
            numbers = text.substring(text.toLowerCase(Locale.ROOT).indexOf("tidb"));
        }
        Matcher found = NUMBERS.matcher(numbers);
        if (!found.find()) {
            return new ServerVersion(text, dialect, 0, 0, 0);
        }
        int patch = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        return new ServerVersion(
                text, dialect, Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), patch);
    }

    private static Dialect dialectOf(String text) {
        if (text.contains("mariadb")) {
            return Dialect.MARIADB;
        }
        return text.contains("tidb") ? Dialect.TIDB : Dialect.MYSQL;
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    /** The statement that tells the end of the binlog: MySQL renamed it in 8.2 and dropped the old name in 8.4. */
    public String binlogStatusStatement() {
        return dialect == Dialect.MYSQL && atLeast(8, 2) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }
}
