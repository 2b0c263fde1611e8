package io.dm4j.check;

import io.dm4j.mysql.Database;
import io.dm4j.mysql.Dialect;
import io.dm4j.row.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what of an upstream's facts stands in the way of a task. Items and severities are DM's; what it has not, is ours. */
final class UpstreamJudge {
    /** Items that an operator can leave out. */
    static final List<String> ITEMS = List.of(
            "version",
            "server_id",
            "binlog_enable",
            "binlog_format",
            "binlog_row_image",
            "log_bin_compress",
            "binlog_row_value_options",
            "binlog_db",
            "dump_privilege",
            "replication_privilege",
            "table_schema",
            "conn_number");

    private static final int TABLES_NAMED = 5;

    private final UpstreamFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private UpstreamJudge(UpstreamFacts facts) {
        this.facts = facts;
    }

    static List<Finding> judge(UpstreamFacts facts) {
        UpstreamJudge judge = new UpstreamJudge(facts);
        judge.version();
        if (facts.subtask().mode().follows()) {
            judge.binlog();
            judge.replicationPrivilege();
        }
        if (facts.subtask().mode().copies()) {
            judge.dumpPrivilege();
            judge.connections();
        }
        judge.tables();
        return judge.findings;
    }

    private void version() {
        boolean mysql = facts.version().dialect() == Dialect.MYSQL;
        boolean known = mysql
                ? facts.version().atLeast(5, 6) && !facts.version().atLeast(8, 5)
                : facts.version().atLeast(10, 1);
        if (!known) {
            warn("version", "version " + facts.version().text() + " is outside of what was tried", "");
        }
    }

    private void binlog() {
        if (facts.variable("server_id").equals("0")) {
            warn("server_id", "server_id is 0, so no replica can follow", "Set server_id to another number.");
        }
        mustBe("binlog_enable", "log_bin", "ON", "Start the server with log-bin.");
        mustBe("binlog_format", "binlog_format", "ROW", "SET GLOBAL binlog_format = ROW, and reconnect all clients.");
        mustBe(
                "binlog_row_image",
                "binlog_row_image",
                "FULL",
                "SET GLOBAL binlog_row_image = FULL, and reconnect all clients.");
        mustNotBe("log_bin_compress", "log_bin_compress", "ON", "SET GLOBAL log_bin_compress = OFF.");
        mustNotBe(
                "binlog_row_value_options",
                "binlog_row_value_options",
                "PARTIAL_JSON",
                "SET GLOBAL binlog_row_value_options = ''.");
        schemas().stream()
                .filter(s -> !isLogged(s))
                .forEach(s -> fail(
                        "binlog_db",
                        "the binlog leaves schema " + s + " out",
                        "Change binlog-do-db or binlog-ignore-db of the server."));
    }

    /** A variable that a server does not have cannot be wrong. */
    private void mustBe(String item, String variable, String wanted, String instruction) {
        String value = facts.variable(variable);
        if (!value.isEmpty() && !value.equalsIgnoreCase(wanted)) {
            fail(item, variable + " is " + value + ", and should be " + wanted, instruction);
        }
    }

    private void mustNotBe(String item, String variable, String refused, String instruction) {
        if (facts.variable(variable).equalsIgnoreCase(refused)) {
            fail(item, variable + " is " + refused + ", which cannot be read", instruction);
        }
    }

    private Set<String> schemas() {
        return facts.tables().stream().map(TableId::schema).collect(Collectors.toSet());
    }

    private boolean isLogged(String schema) {
        return (facts.doDb().isEmpty() || facts.doDb().contains(schema))
                && !facts.ignoreDb().contains(schema);
    }

    private void replicationPrivilege() {
        if (!facts.grants().globally("REPLICATION SLAVE", "REPLICATION REPLICA")) {
            missing("replication_privilege", "REPLICATION SLAVE");
        }
        if (!facts.grants().globally("REPLICATION CLIENT", "BINLOG MONITOR", "SUPER")) {
            missing("replication_privilege", "REPLICATION CLIENT");
        }
    }

    private void dumpPrivilege() {
        schemas().stream()
                .filter(s -> !facts.grants().on(s, "SELECT"))
                .forEach(s -> missing("dump_privilege", "SELECT on `" + s + "`"));
        if (!facts.grants().globally("RELOAD", "FLUSH_TABLES")) {
            warn("dump_privilege", "no privilege RELOAD, so no global read lock", "GRANT RELOAD to the account.");
        }
    }

    /** Roles may bring it: then it cannot be said for sure. */
    private void missing(String item, String privilege) {
        if (facts.grants().hasRoles()) {
            warn(item, "privilege " + privilege + " is not granted directly, maybe by a role", "");
        } else {
            fail(item, "the account lacks privilege " + privilege, "GRANT it to the account.");
        }
    }

    private void connections() {
        int needed = facts.subtask().load().threads() + 2;
        if (number("max_connections") > 0 && needed > number("max_connections")) {
            fail(
                    "conn_number",
                    "max_connections is " + number("max_connections") + ", the copy needs " + needed,
                    "Lower `mydumpers.threads`.");
        }
    }

    private long number(String variable) {
        String value = facts.variable(variable);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    private void tables() {
        List<TableId> keyless =
                facts.tables().stream().filter(t -> !facts.keyed().contains(t)).toList();
        if (!keyless.isEmpty()) {
            warn(
                    "table_schema",
                    "no primary or unique NOT NULL key: " + named(keyless) + "; rows are found by all their values",
                    "Give them a primary key, or expect them to be slow.");
        }
        facts.foreignKeys().stream()
                .filter(key -> facts.tables().contains(key.child()))
                .forEach(this::foreignKey);
    }

    /** A copy is of one moment, so rows fit together in it; only what is followed afterwards can come apart. */
    private void foreignKey(ForeignKey key) {
        if (!facts.subtask().mode().follows()) {
            return;
        }
        if (key.acts()) {
            fail(
                    "table_schema",
                    key + " changes rows that no binlog names: " + whatComesOfIt(key),
                    "Make it ON DELETE and ON UPDATE RESTRICT, or leave " + key.child()
                            + " out by block-allow-list. If no row of "
                            + key.parent() + " is ever deleted and no key of it changes,"
                            + " name table_schema in ignore-checking-items.");
        } else {
            warn("table_schema", key + " is not checked while rows are written to the target", "");
        }
    }

    private String whatComesOfIt(ForeignKey key) {
        return Database.checksForeignKeys(facts.subtask().target())
                ? "with the task's foreign_key_checks = 1 the target would do the same, but also for sessions of the upstream"
                        + " that had it off, and where a resumed copy replaces rows, and lose rows of " + key.child()
                : "the target would keep such rows of " + key.child() + " as they were";
    }

    private static String named(List<TableId> tables) {
        String names =
                tables.stream().limit(TABLES_NAMED).map(TableId::toString).collect(Collectors.joining(", "));
        return tables.size() > TABLES_NAMED ? names + " and " + (tables.size() - TABLES_NAMED) + " more" : names;
    }

    private void warn(String item, String message, String instruction) {
        findings.add(Finding.warn(item, facts.where(), message, instruction));
    }

    private void fail(String item, String message, String instruction) {
        findings.add(Finding.fail(item, facts.where(), message, instruction));
    }
}
