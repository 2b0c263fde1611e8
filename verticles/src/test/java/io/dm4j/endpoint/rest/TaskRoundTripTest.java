package io.dm4j.endpoint.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task file, the form that REST shows of it, and the file that is made of that form: the same task. */
class TaskRoundTripTest {
    private static final String TARGET = "target-database: {host: h, port: 4000, user: u, password: p}\n";

    /** Two sources that have nothing in common, and no value that is the default. */
    static final String EVERY_KEY =
            """
            name: every-key
            task-mode: incremental
            meta-schema: other_meta
            timezone: "+08:00"
            case-sensitive: true
            ignore-checking-items: [dump_privilege, version]
            target-database:
              host: target
              port: 4001
              user: root
              password: secret
              session: {sql_mode: "ANSI", foreign_key_checks: "1"}
              security:
                ssl-ca: /etc/ca.pem
                ssl-cert-base64: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
                ssl-key-base64: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t
                ssl-crl-base64: LS0tLS1CRUdJTiBYNTA5IENSTC0tLS0t
                ssl-key-passphrase-file: /etc/passphrase
                cert-allowed-san: ["ip:10.0.0.1", "dns:target"]
                tls-min-version: "1.3"
                tls-cipher-suites: [TLS_AES_128_GCM_SHA256]
                ssl-server-name: other.example.com
            mysql-instances:
              - source-id: one
                meta: {binlog-name: mysql-bin.000002, binlog-pos: 154, binlog-gtid: "0-1-5"}
                block-allow-list: some
                route-rules: [whole, tables]
                filter-rules: [quiet, only]
                mydumper-config-name: d1
                loader-config-name: l1
                syncer-config-name: s1
              - source-id: two
                meta: {binlog-gtid: "3E11FA47-71CA-11E1-9E33-C80AA9429562:23"}
                block-allow-list: others
                route-rules: [tables]
                filter-rules: [never, only]
                mydumper-thread: 9
                loader: {pool-size: 3, on-duplicate-logical: error}
                syncer: {worker-count: 5, batch: 7, safe-mode: false, checkpoint-flush-interval: 6}
            block-allow-list:
              some:
                do-dbs: [shop, "~^a"]
                do-tables: [{db-name: bar, tbl-name: "t?"}]
                ignore-dbs: [other]
                ignore-tables: [{db-name: shop, tbl-name: "tmp_*"}]
              others:
                do-tables: [{db-name: shop, tbl-name: a}, {db-name: shop, tbl-name: b}]
            routes:
              whole: {schema-pattern: "shop*", target-schema: shop_copy}
              tables: {schema-pattern: shop, table-pattern: "t[0-9]", target-schema: shop_copy, target-table: t}
            filters:
              quiet: {schema-pattern: shop, events: [drop table, truncate table], sql-pattern: ["^DROP"], action: Ignore}
              never: {schema-pattern: shop, sql-pattern: ["^DROP"], action: Error}
              only: {schema-pattern: bar, table-pattern: "*", events: [insert], action: Do}
            mydumpers:
              d1: {threads: 2, rows: 50}
            loaders:
              l1: {pool-size: 8, on-duplicate-logical: ignore}
            syncers:
              s1: {worker-count: 2, batch: 11, safe-mode: true, checkpoint-flush-interval: 12}
            """;

    @Test
    void aFileWithEveryKeyComesBackWhole() {
        TaskConfig task = task(EVERY_KEY);

        assertThat(task(TaskForm.file(TemplateForm.of(task)))).isEqualTo(task);
    }

    @Test
    void theSampleComesBackWhole() {
        TaskConfig task = task(TaskFile.sample());

        assertThat(task(TaskForm.file(TemplateForm.of(task)))).isEqualTo(task);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{source-id: one}]",
                "[{source-id: one, block-allow-list: dbs}]",
                "[{source-id: one, block-allow-list: turned, route-rules: [b]}]",
                "[{source-id: one, route-rules: [a]}, {source-id: two, route-rules: [a, b]}]",
                "[{source-id: one, block-allow-list: dbs, filter-rules: [x]}]",
                "[{source-id: one, block-allow-list: turned, filter-rules: [x, y]}]",
                "[{source-id: one, filter-rules: [x]}, {source-id: two, filter-rules: [x]}]",
                "[{source-id: one}, {source-id: two, syncer: {batch: 3}}]",
                "[{source-id: one, syncer: {batch: 3}}, {source-id: two}]",
            })
    void whatAFormOfDmCannotSayComesBack(String instances) {
        StringBuilder file = new StringBuilder("name: t\ntask-mode: all\n" + TARGET)
                .append("mysql-instances: ")
                .append(instances)
                .append("\nblock-allow-list:\n  dbs: {do-dbs: [shop]}\n")
                .append("  turned: {do-tables: [{db-name: shop, tbl-name: a}, {db-name: shop, tbl-name: b}]}\n");
        named(file, instances, "routes", "a", "{schema-pattern: shop, table-pattern: a, target-schema: copy}");
        named(file, instances, "routes", "b", "{schema-pattern: shop, table-pattern: b, target-schema: copy}");
        named(
                file,
                instances,
                "filters",
                "x",
                "{schema-pattern: shop, table-pattern: b, events: [insert], action: Ignore}");
        named(
                file,
                instances,
                "filters",
                "y",
                "{schema-pattern: shop, table-pattern: a, events: [insert], action: Ignore}");
        TaskConfig task = task(file.toString());

        assertThat(task(TaskForm.file(TemplateForm.of(task)))).isEqualTo(task);
    }

    @Test
    void whatDmCanSayIsSaidInDmsWords() {
        TaskConfig task = task(
                "name: t\ntask-mode: all\n" + TARGET
                        + """
                mysql-instances:
                  - {source-id: one, block-allow-list: l, route-rules: [rule-1], filter-rules: [x]}
                block-allow-list: {l: {do-tables: [{db-name: shop, tbl-name: a}]}}
                routes: {rule-1: {schema-pattern: shop, table-pattern: a, target-schema: copy}}
                filters: {x: {schema-pattern: shop, table-pattern: a, events: [delete], action: Ignore}}
                """);

        JsonObject form = TaskView.of(task, Optional.empty());

        assertThat(form.fieldNames()).doesNotContain("case_sensitive");
        assertThat(form.getJsonArray("table_migrate_rule").getJsonObject(0).fieldNames())
                .containsExactly("source", "target", "binlog_filter_rule");
        assertThat(form.getJsonObject("source_config").getJsonArray("source_conf"))
                .isEqualTo(new JsonArray().add(new JsonObject().put("source_name", "one")));
        assertThat(form.getJsonObject("binlog_filter_rule").getJsonObject("x").fieldNames())
                .containsExactly("ignore_event", "ignore_sql");
    }

    @Test
    void whatHasNoMeaningIsSaidToHaveNone() {
        JsonObject form = TemplateForm.of(task(TaskFile.sample()));
        form.getJsonObject("source_config")
                .getJsonObject("full_migrate_conf")
                .put("data_dir", "./dump")
                .put("consistency", "auto")
                .put("range_concurrency", 16)
                .put("checksum", "off");

        assertThat(TaskFile.parse("task", TaskForm.file(form)).notes())
                .anyMatch(note -> note.contains("loaders.global.dir: has no meaning"))
                .anyMatch(note -> note.contains("--consistency auto has no meaning"))
                .anyMatch(note -> note.contains("range-concurrency: has no meaning"))
                .anyMatch(note -> note.contains("checksum-physical: has no meaning"));
    }

    @Test
    void aFormThatContradictsItselfIsRefusedByTheNameOfTheField() {
        JsonObject form = TemplateForm.of(task(EVERY_KEY));
        JsonArray rules = form.getJsonArray("table_migrate_rule");

        JsonObject beside = rules.getJsonObject(0).copy();
        beside.remove("target");
        beside.getJsonObject("source").put("schema", "elsewhere");
        assertThatThrownBy(() -> TaskForm.file(with(form, beside))).hasMessageContaining("block_allow_list");

        JsonObject twice = rules.getJsonObject(0).copy();
        twice.getJsonObject("target").put("schema", "elsewhere");
        assertThatThrownBy(() -> TaskForm.file(with(form, twice))).hasMessageContaining("route_name whole");

        JsonObject filtered = rules.getJsonObject(0).copy().put("binlog_filter_rule", JsonArray.of("quiet"));
        assertThatThrownBy(() -> TaskForm.file(with(form, filtered))).hasMessageContaining("filter_rules");

        JsonObject half = rules.getJsonObject(0).copy().put("target", new JsonObject().put("table", "t"));
        assertThatThrownBy(() -> TaskForm.file(with(form, half))).hasMessageContaining("no schema");
    }

    private static JsonObject with(JsonObject form, JsonObject rule) {
        JsonObject more = form.copy();
        more.getJsonArray("table_migrate_rule").add(rule);
        return more;
    }

    /** A block that nothing refers to is refused. */
    private static void named(StringBuilder file, String instances, String kind, String name, String block) {
        if (instances.matches(".*[\\[ ]" + name + "[,\\]].*")) {
            String key = kind + ":\n";
            file.append(file.indexOf(key) < 0 ? key : "").append("  " + name + ": " + block + "\n");
        }
    }

    private static TaskConfig task(String file) {
        return TaskFile.parse("task", file).value();
    }
}
