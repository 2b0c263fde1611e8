package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.LoadTuning.OnDuplicate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFileTest {
    private static final DatabaseConfig TARGET =
            new DatabaseConfig("t", 3306, "dm", Secret.NONE, Map.of(), SecurityConfig.NONE);

    @Test
    void defaults() {
        TaskConfig task = parse(
                        """
                        name: t1
                        task-mode: all
                        target-database: {host: t, user: dm}
                        mysql-instances: [{source-id: s1}]
                        """)
                .value();

        SubtaskConfig subtask = new SubtaskConfig(
                "t1",
                "s1",
                TaskMode.ALL,
                "dm_meta",
                TARGET,
                false,
                BlockAllowList.ALL,
                List.of(),
                Optional.empty(),
                new LoadTuning(4, 20_000, 16, OnDuplicate.REPLACE),
                new SyncTuning(16, 100, false, Duration.ofSeconds(30)));
        assertThat(task)
                .isEqualTo(
                        new TaskConfig("t1", TaskMode.ALL, "dm_meta", "", false, TARGET, List.of(), List.of(subtask)));
    }

    @Test
    void fullMapping() {
        TaskConfig task = parse(
                        """
                        ---
                        name: t1
                        task-mode: incremental
                        meta-schema: meta
                        timezone: "+08:00"
                        case-sensitive: true
                        ignore-checking-items: [server_id, binlog_format]
                        target-database: {host: t, user: dm}
                        mysql-instances:
                          - source-id: s1
                            meta: {binlog-name: bin.000001, binlog-pos: 4, binlog-gtid: "a:1-5"}
                            route-rules: [two, one]
                            block-allow-list: list
                            mydumper-config-name: dump
                            loader-config-name: load
                            syncer-config-name: sync
                          - source-id: s2
                            mydumper: {threads: 2}
                            mydumper-thread: 3
                            loader: {pool-size: 5}
                            loader-thread: 6
                            syncer: {batch: 50}
                            syncer-thread: 7
                        routes:
                          one: {schema-pattern: a, target-schema: b}
                          two: {schema-pattern: a*, table-pattern: "t?", target-schema: b, target-table: u}
                        block-allow-list:
                          list:
                            do-dbs: [a, "~^b"]
                            ignore-dbs: [c]
                            do-tables: [{db-name: a, tbl-name: t*}]
                            ignore-tables: [{db-name: a, tbl-name: "[x-z]"}]
                        mydumpers: {dump: {threads: 8, rows: 1000}}
                        loaders: {load: {pool-size: 4, on-duplicate-logical: error}}
                        syncers: {sync: {worker-count: 32, batch: 200, safe-mode: true, checkpoint-flush-interval: 5}}
                        """)
                .value();

        assertThat(task.mode()).isEqualTo(TaskMode.INCREMENTAL);
        assertThat(task.metaSchema()).isEqualTo("meta");
        assertThat(task.timezone()).isEqualTo("+08:00");
        assertThat(task.ignoreCheckingItems()).containsExactly("server_id", "binlog_format");
        assertThat(task.sources()).containsExactly("s1", "s2");
        assertThat(task.subtasks().get(0))
                .isEqualTo(new SubtaskConfig(
                        "t1",
                        "s1",
                        TaskMode.INCREMENTAL,
                        "meta",
                        TARGET,
                        true,
                        new BlockAllowList(
                                List.of("a", "~^b"),
                                List.of(new TablePattern("a", "t*")),
                                List.of("c"),
                                List.of(new TablePattern("a", "[x-z]"))),
                        List.of(new RouteRule("two", "a*", "t?", "b", "u"), new RouteRule("one", "a", "", "b", "")),
                        Optional.of(new StartPoint("bin.000001", 4, "a:1-5")),
                        new LoadTuning(8, 1_000, 4, OnDuplicate.ERROR),
                        new SyncTuning(32, 200, true, Duration.ofSeconds(5))));
        assertThat(task.subtasks().get(1).load()).isEqualTo(new LoadTuning(3, 20_000, 6, OnDuplicate.REPLACE));
        assertThat(task.subtasks().get(1).sync()).isEqualTo(new SyncTuning(7, 50, false, Duration.ofSeconds(30)));
        assertThat(task.subtasks().get(1).start()).isEmpty();
    }

    /** The keys and values of the task files in DM's own TLS test, the one without TLS. */
    @Test
    void fileOfDmsTlsTestWorks() {
        Parsed<TaskConfig> parsed = parse(
                """
                ---
                name: test
                task-mode: all
                is-sharding: false
                meta-schema: "dm_meta"
                target-database:
                  host: "127.0.0.1"
                  port: 4000
                  user: root
                  password: ""
                  max-allowed-packet: null
                  session: {}
                  security:
                    ssl-ca: ""
                    ssl-cert: ""
                    ssl-key: ""
                    cert-allowed-cn: []
                    ssl-ca-bytes: []
                    ssl-key-bytes: []
                    ssl-cert-bytes: []
                    ssl-ca-base64: ""
                    ssl-key-base64: ""
                    ssl-cert-base64: ""
                mysql-instances:
                  - source-id: "mysql-replica-01"
                    black-white-list: "instance"
                    mydumper-config-name: "global"
                    loader-config-name: "global"
                    syncer-config-name: "global"
                black-white-list:
                  instance:
                    do-dbs: ["tls"]
                mydumpers:
                  global: {threads: 4, chunk-filesize: 0, skip-tz-utc: true, extra-args: "--statement-size=100"}
                loaders:
                  global: {pool-size: 16, dir: "./dumped_data"}
                syncers:
                  global: {worker-count: 16, batch: 100}
                tidb:
                  backend: "tidb"
                """);

        assertThat(parsed.value().target().security()).isEqualTo(SecurityConfig.NONE);
        assertThat(parsed.value().subtasks().get(0).blockAllowList().doDbs()).containsExactly("tls");
        assertThat(parsed.notes())
                .contains("task.yaml:4: is-sharding: is off, which is all there is here:"
                        + " the merge of shards is not supported yet");
    }

    @Test
    void oldAndMeaninglessKeysPassWithANote() {
        List<String> notes = parse(
                        BASE
                                + """
                        is-sharding: false
                        strict-optimistic-shard-mode: false
                        shard-mode: ""
                        collation_compatible: loose
                        online-ddl: true
                        online-ddl-scheme: gh-ost
                        shadow-table-rules: ['^_(.+)_(?:new|gho)$']
                        trash-table-rules: ['^_(.+)_(?:ghc|del|old)$']
                        clean-dump-file: true
                        remove-meta: false
                        ansi-quotes: false
                        enable-heartbeat: false
                        heartbeat-update-interval: 1
                        heartbeat-report-interval: 10
                        timezone: Asia/Tokyo
                        experimental: {async-checkpoint-flush: false}
                        mariadb2tidb: {mode: auto, strict-mode: true, enabled-rules: [], disabled-rules: []}
                        filters: {}
                        expression-filter:
                        column-mappings: {}
                        mydumpers:
                          d: {mydumper-path: ./bin/mydumper, threads: 4, chunk-filesize: "64", statement-size: "1", where: "",
                              skip-tz-utc: true, extra-args: "--consistency none -r 500 --threads=9"}
                        loaders:
                          l: {dir: ./dumped_data, import-mode: logical, on-duplicate: replace, on-duplicate-physical: none,
                              sorting-dir-physical: x, disk-quota-physical: 0, checksum-physical: required, analyze: optional,
                              range-concurrency: 0, compress-kv-pairs: "", pd-addr: ""}
                        syncers:
                          s: {queue-size: 1024, compact: true, multiple-rows: true, safe-mode-duration: 60s, meta-file: "",
                              max-retry: 1, auto-fix-gtid: false, enable-gtid: false, disable-detect: false,
                              enable-ansi-quotes: true}
                        validators:
                          v: {mode: none, worker-count: 4, validate-interval: 10s, check-interval: 5s, row-error-delay: 30m,
                              meta-flush-interval: 5m, batch-query-size: 100, max-pending-row-size: 500m,
                              max-pending-row-count: 2147483647}
                        mysql-instances:
                          - {source-id: s1, mydumper-config-name: d, loader-config-name: l, syncer-config-name: s,
                             validator-config-name: v, filter-rules: [], expression-filters: [], column-mapping-rules: []}
                        """)
                .notes();

        assertThat(notes)
                .anyMatch(note -> note.contains("online-ddl: tables of gh-ost and pt-osc"))
                .anyMatch(note -> note.contains("mydumpers.d.mydumper-path: has no meaning here"))
                .anyMatch(note -> note.contains("syncers.s.compact: has no meaning here"))
                .anyMatch(note -> note.contains("validators.v.mode: is none"))
                .anyMatch(note -> note.contains("clean-dump-file: has no meaning here"))
                .anyMatch(note -> note.contains("timezone: has no meaning here"))
                .allMatch(note -> note.startsWith("task.yaml:") || note.startsWith("task.yaml: online-ddl"));
    }

    @Test
    void rowsAndThreadsMayStandInExtraArgs() {
        LoadTuning load = parse(
                        BASE + "mysql-instances: [{source-id: s1, mydumper: {extra-args: \"-r 500 --threads=9\"}}]\n")
                .value()
                .subtasks()
                .get(0)
                .load();

        assertThat(load.chunkRows()).isEqualTo(500);
        assertThat(load.threads()).isEqualTo(9);
    }

    @Test
    void aKeyWinsOverExtraArgs() {
        LoadTuning load = parse(
                        BASE + "mysql-instances: [{source-id: s1, mydumper: {rows: 7, extra-args: \"-r 500\"}}]\n")
                .value()
                .subtasks()
                .get(0)
                .load();

        assertThat(load.chunkRows()).isEqualTo(7);
    }

    @Test
    void blocksMayShareAnAnchor() {
        TaskConfig task = parse(
                        BASE
                                + """
                        mysql-instances:
                          - {source-id: s1, syncer: &s {worker-count: 3}}
                          - {source-id: s2, syncer: *s}
                        """)
                .value();

        assertThat(task.subtasks())
                .extracting(subtask -> subtask.sync().workerCount())
                .containsExactly(3, 3);
    }

    @Test
    void aStartPointIsForIncrementalTasks() {
        Parsed<TaskConfig> parsed =
                parse(BASE + "mysql-instances: [{source-id: s1, meta: {binlog-name: bin.000001}}]\n");

        assertThat(parsed.value().subtasks().get(0).start()).isEmpty();
        assertThat(parsed.notes()).anyMatch(note -> note.endsWith("meta: is used in task-mode incremental only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+00:00", "UTC", "Z", "-03:30", "Asia/Tokyo", "Europe/Berlin"})
    void anyZoneThatExistsPasses(String zone) {
        assertThat(parse(BASE + ONE + "timezone: '" + zone + "'").value().timezone())
                .isEqualTo(zone);
    }

    private static final String BASE = "name: t1\ntask-mode: all\ntarget-database: {host: t, user: dm}\n";
    private static final String ONE = "mysql-instances: [{source-id: s1}]\n";

    private static Parsed<TaskConfig> parse(String yaml) {
        return TaskFile.parse("task.yaml", yaml);
    }
}
