package io.dm4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.row.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is said of an upstream, fact by fact. */
class UpstreamJudgeTest {
    private static final TableId TABLE = new TableId("shop", "orders");
    private static final TableId PARENT = new TableId("shop", "customers");
    private static final String FILE =
            "name: t1\ntask-mode: all\ntarget-database:\n  host: 127.0.0.1\n  port: 3307\n  user: root\n"
                    + "mysql-instances:\n  - source-id: s1\n";
    private static final List<String> ALL = List.of("GRANT ALL PRIVILEGES ON *.* TO `u`@`%`");

    @Test
    void hasNothingToSayOfAGoodServer() {
        assertThat(UpstreamJudge.judge(facts(Map.of(), ALL))).isEmpty();
    }

    @Test
    void refusesABinlogThatCannotBeFollowed() {
        assertThat(items(facts(Map.of("log_bin", "OFF"), ALL))).containsExactly("FAIL binlog_enable");
        assertThat(items(facts(Map.of("binlog_format", "MIXED"), ALL))).containsExactly("FAIL binlog_format");
        assertThat(items(facts(Map.of("binlog_row_image", "MINIMAL"), ALL))).containsExactly("FAIL binlog_row_image");
        assertThat(items(facts(Map.of("log_bin_compress", "ON"), ALL))).containsExactly("FAIL log_bin_compress");
        assertThat(items(facts(Map.of("binlog_row_value_options", "PARTIAL_JSON"), ALL)))
                .containsExactly("FAIL binlog_row_value_options");
    }

    @Test
    void namesEachMissingPrivilege() {
        UpstreamFacts facts = facts(Map.of(), List.of("GRANT SELECT, RELOAD ON *.* TO `u`@`%`"));

        assertThat(UpstreamJudge.judge(facts))
                .extracting(Finding::message)
                .containsExactly(
                        "the account lacks privilege REPLICATION SLAVE",
                        "the account lacks privilege REPLICATION CLIENT");
    }

    @Test
    void takesMariadbsNamesOfPrivileges() {
        UpstreamFacts facts =
                facts(Map.of(), List.of("GRANT SELECT, RELOAD, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `u`@`%`"));

        assertThat(UpstreamJudge.judge(facts)).isEmpty();
    }

    @Test
    void onlyWarnsWhereARoleMayBringIt() {
        UpstreamFacts facts =
                facts(Map.of(), List.of("GRANT SELECT, RELOAD ON *.* TO `u`@`%`", "GRANT `replica`@`%` TO `u`@`%`"));

        assertThat(items(facts)).containsOnly("WARN replication_privilege");
    }

    @Test
    void warnsOfATableWithoutAKey() {
        UpstreamFacts facts = facts(Map.of(), ALL, Set.of(), List.of(), Set.of());

        assertThat(items(facts)).containsExactly("WARN table_schema");
    }

    @Test
    void refusesAForeignKeyThatActsAndWarnsOfOneThatDoesNot() {
        List<ForeignKey> keys = List.of(
                new ForeignKey(TABLE, "fk1", PARENT, "CASCADE", "NO ACTION"),
                new ForeignKey(TABLE, "fk2", PARENT, "RESTRICT", "SET NULL"),
                new ForeignKey(TABLE, "fk3", PARENT, "RESTRICT", "NO ACTION"));

        List<Finding> findings = UpstreamJudge.judge(facts(Map.of(), ALL, Set.of(TABLE), keys, Set.of()));

        assertThat(findings)
                .extracting(f -> f.severity() + " " + f.message())
                .containsExactly(
                        "fail foreign key fk1 of `shop`.`orders` to `shop`.`customers` ON DELETE CASCADE changes rows that"
                                + " no binlog names: the target would keep such rows of `shop`.`orders` as they were",
                        "fail foreign key fk2 of `shop`.`orders` to `shop`.`customers` ON UPDATE SET NULL changes rows that"
                                + " no binlog names: the target would keep such rows of `shop`.`orders` as they were",
                        "warn foreign key fk3 of `shop`.`orders` to `shop`.`customers` is not checked while rows are"
                                + " written to the target");
    }

    @Test
    void aForeignKeyOfATableThatTakesNoPartIsNoMatter() {
        ForeignKey other = new ForeignKey(PARENT, "fk1", TABLE, "CASCADE", "CASCADE");

        assertThat(items(facts(Map.of(), ALL, Set.of(TABLE), List.of(other), Set.of())))
                .isEmpty();
    }

    @Test
    void everyItemCanBeIgnoredByName() {
        Set<String> items = new TreeSet<>(UpstreamJudge.ITEMS);
        items.addAll(TargetJudge.ITEMS);

        TaskConfig task = TaskFile.parse("t1", FILE + "ignore-checking-items: [" + String.join(", ", items) + "]\n")
                .value();

        assertThat(task.ignoreCheckingItems()).containsExactlyElementsOf(items);
    }

    @Test
    void refusesASchemaThatTheBinlogLeavesOut() {
        assertThat(items(facts(Map.of(), ALL, Set.of(TABLE), List.of(), Set.of("shop"))))
                .containsExactly("FAIL binlog_db");
    }

    private static List<String> items(UpstreamFacts facts) {
        return UpstreamJudge.judge(facts).stream()
                .map(f -> f.severity().name() + " " + f.item())
                .toList();
    }

    private static UpstreamFacts facts(Map<String, String> changed, List<String> grants) {
        return facts(changed, grants, Set.of(TABLE), List.of(), Set.of());
    }

    private static UpstreamFacts facts(
            Map<String, String> changed,
            List<String> grants,
            Set<TableId> keyed,
            List<ForeignKey> foreignKeys,
            Set<String> ignoreDb) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "server_id", "1",
                "log_bin", "ON",
                "binlog_format", "ROW",
                "binlog_row_image", "FULL",
                "max_connections", "151"));
        variables.putAll(changed);
        return new UpstreamFacts(
                "127.0.0.1:3306 (source s1)",
                subtask(),
                ServerVersion.parse("8.0.31"),
                variables,
                Grants.of(grants),
                List.of(TABLE),
                keyed,
                foreignKeys,
                Set.of(),
                ignoreDb);
    }

    private static SubtaskConfig subtask() {
        return TaskFile.parse("t1", FILE).value().subtasks().get(0);
    }
}
