package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a task file is refused for, each with DM's number where DM has one. */
class TaskRefusalsTest {
    private static final String BASE = "name: t1\ntask-mode: all\ntarget-database: {host: t, user: dm}\n";
    private static final String ONE = "mysql-instances: [{source-id: s1}]\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is-sharding: true | is-sharding",
                "shard-mode: pessimistic | shard-mode",
                "shard-mode: optimistic | shard-mode",
                "strict-optimistic-shard-mode: true | strict-optimistic-shard-mode",
                "collation_compatible: strict | collation_compatible",
                "remove-meta: true | remove-meta",
                "shadow-table-rules: ['^x(.+)$'] | shadow-table-rules",
                "trash-table-rules: ['^x(.+)$'] | trash-table-rules",
                "tidb: {backend: local} | tidb.backend",
                "mariadb2tidb: {mode: on} | mariadb2tidb.mode"
            })
    void notSupportedYetAtTheTop(String line, String key) {
        Problem problem = Refusals.one(() -> parse(BASE + ONE + line));

        assertThat(problem.code()).isEqualTo(ConfigError.NOT_SUPPORTED);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.line()).isEqualTo(5);
        assertThat(problem.message()).startsWith("not supported yet: ");
    }

    @ParameterizedTest
    @CsvSource({"dump", "load", "load&sync"})
    void notSupportedYetModes(String mode) {
        Problem problem = Refusals.one(() -> parse(BASE.replace("all", "'" + mode + "'") + ONE));

        assertThat(problem.code()).isEqualTo(ConfigError.NOT_SUPPORTED);
        assertThat(problem.key()).isEqualTo("task-mode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filters: {x: {schema-pattern: a, events: [precision decrease], action: Do}} | filter-rules: [x] | filters.x.events",
                "expression-filter: {x: {schema: a}} | expression-filters: [x] | expression-filter",
                "validators: {x: {mode: fast}} | validator-config-name: x | validators.x.mode",
                "mydumpers: {x: {where: a > 1}} | mydumper-config-name: x | mydumpers.x.where",
                "mydumpers: {x: {extra-args: -B a}} | mydumper-config-name: x | mydumpers.x.extra-args",
                "mydumpers: {x: {extra-args: --filter=a.*}} | mydumper-config-name: x | mydumpers.x.extra-args",
                "loaders: {x: {import-mode: physical}} | loader-config-name: x | loaders.x.import-mode",
                "loaders: {x: {import-mode: import-into}} | loader-config-name: x | loaders.x.import-mode",
                "routes: {x: {schema-pattern: a, target-schema: b, extract-table: {table-regexp: y, target-column: z}}}"
                        + " | route-rules: [x] | routes.x.extract-table",
                "routes: {x: {schema-pattern: a, target-schema: b, extract-schema: {schema-regexp: y}}}"
                        + " | route-rules: [x] | routes.x.extract-schema",
                "routes: {x: {schema-pattern: a, target-schema: b, extract-source: {source-regexp: y}}}"
                        + " | route-rules: [x] | routes.x.extract-source"
            })
    void notSupportedYetInNamedBlocks(String block, String reference, String key) {
        Problem problem =
                Refusals.one(() -> parse(BASE + "mysql-instances: [{source-id: s1, " + reference + "}]\n" + block));

        assertThat(problem.code()).isEqualTo(ConfigError.NOT_SUPPORTED);
        assertThat(problem.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shard-mode: maybe | shard-mode | 20033",
                "collation_compatible: maybe | collation_compatible | 20052",
                "online-ddl-scheme: maybe | online-ddl-scheme | 20007",
                "timezone: SYSTEM | timezone | 20008",
                "timezone: Local | timezone | 20008",
                "timezone: +25:00 | timezone | 20008",
                "timezone: Mars/Base | timezone | 20008",
                "ignore-checking-items: [server-id] | ignore-checking-items | 20001",
                "column-mappings: {x: {}} | column-mappings | 20064",
                "case-sensitive: 1 | case-sensitive | 20003",
                "target-databas: x | target-databas | 20003",
                "experimental: {async: true} | experimental.async | 20003",
                "routes: {x: {schema-pattern: a, target-schema: b}} | routes.x | 20038",
                "mydumpers: {x: {}} | mydumpers.x | 20038",
                "loaders: {x: {}} | loaders.x | 20038",
                "syncers: {x: {}} | syncers.x | 20038",
                "validators: {x: {}} | validators.x | 20038",
                "block-allow-list: {x: {do-dbs: [a*b]}} | block-allow-list.x.do-dbs | 20044",
                "block-allow-list: {x: {do-dbs: ['']}} | block-allow-list.x.do-dbs | 20044",
                "block-allow-list: {x: {ignore-tables: [{db-name: a}]}} | block-allow-list.x.ignore-tables[0].tbl-name"
                        + " | 20044",
                "block-allow-list: {x: {do-tables: [{tbl-name: a}]}} | block-allow-list.x.do-tables[0].db-name | 20044",
                "block-allow-list: {x: {do-db: [a]}} | block-allow-list.x.do-db | 20003"
            })
    void wrongAtTheTop(String line, String key, int code) {
        Problem problem = Refusals.one(() -> parse(BASE + ONE + line));

        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.code().number()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "route-rules: [x] | route-rules | 20023",
                "filter-rules: [x] | filter-rules | 20024",
                "expression-filters: [x] | expression-filters | 20040",
                "block-allow-list: x | block-allow-list | 20026",
                "black-white-list: x | black-white-list | 20026",
                "mydumper-config-name: x | mydumper-config-name | 20027",
                "loader-config-name: x | loader-config-name | 20029",
                "syncer-config-name: x | syncer-config-name | 20030",
                "validator-config-name: x | validator-config-name | 20056",
                "column-mapping-rules: [x] | column-mapping-rules | 20064",
                "meta: {binlog-pos: 4} | meta | 20011",
                "meta: {binlog-pos: -4, binlog-name: a} | meta.binlog-pos | 20003",
                "syncer: {worker-count: 0} | syncer.worker-count | 20003",
                "syncer: {batch: many} | syncer.batch | 20003",
                "syncer: {safe-mode-duration: 5} | syncer.safe-mode-duration | 20060",
                "syncer: {safe-mode: true, safe-mode-duration: 0s} | syncer.safe-mode-duration | 20061",
                "syncer: {worker-cuont: 3} | syncer.worker-cuont | 20003",
                "loader: {import-mode: maybe} | loader.import-mode | 20053",
                "loader: {on-duplicate-logical: maybe} | loader.on-duplicate-logical | 20054",
                "mydumper: {threads: 0} | mydumper.threads | 20003",
                "mydumper: {extra-args: -r many} | mydumper.extra-args | 20003",
                "syncer: [1] | syncer | 20003",
                "sorce-id: s1 | sorce-id | 20003"
            })
    void wrongInAnInstance(String line, String key, int code) {
        Problem problem = Refusals.one(() -> parse(BASE + "mysql-instances:\n  - source-id: s1\n    " + line));

        assertThat(problem.key()).isEqualTo("mysql-instances[0]." + key);
        assertThat(problem.code().number()).isEqualTo(code);
        assertThat(problem.line()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema-pattern: a | routes.x.target-schema",
                "target-schema: a | routes.x.schema-pattern",
                "schema-pattern: a*b, target-schema: c | routes.x.schema-pattern",
                "schema-pattern: 'a[b', target-schema: c | routes.x.schema-pattern",
                "schema-pattern: a, table-pattern: '*t', target-schema: c | routes.x.table-pattern",
                "schema-pattern: a, target-schema: c, target-table: t | routes.x.target-table",
                "schema-pattern: '~', target-schema: c | routes.x.schema-pattern"
            })
    void wrongRoutes(String rule, String key) {
        Problem problem = Refusals.one(() ->
                parse(BASE + "mysql-instances: [{source-id: s1, route-rules: [x]}]\nroutes: {x: {" + rule + "}}\n"));

        assertThat(problem.code()).isEqualTo(ConfigError.ROUTE_WRONG);
        assertThat(problem.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mydumper: {}, mydumper-config-name: x | mydumpers: {x: {}} | 20015",
                "loader: {}, loader-config-name: x | loaders: {x: {}} | 20016",
                "syncer: {}, syncer-config-name: x | syncers: {x: {}} | 20017",
                "'route-rules: [x, x]' | routes: {x: {schema-pattern: a, target-schema: b}} | 20032"
            },
            quoteCharacter = '\'')
    void saidTwice(String instance, String block, int code) {
        Problem problem =
                Refusals.one(() -> parse(BASE + "mysql-instances: [{source-id: s1, " + instance + "}]\n" + block));

        assertThat(problem.code().number()).isEqualTo(code);
    }

    @Test
    void missingAtTheTop() {
        List<Problem> problems = Refusals.of(() -> parse("meta-schema: m\n"));

        assertThat(problems)
                .extracting(problem -> problem.code().number())
                .containsExactlyInAnyOrder(20019, 20020, 20021, 20013);
    }

    @Test
    void unknownMode() {
        assertThat(Refusals.one(() -> parse(BASE.replace("all", "everything") + ONE))
                        .code())
                .isEqualTo(ConfigError.TASK_MODE_WRONG);
    }

    @Test
    void sourceIdMissingOrTwice() {
        List<Problem> problems =
                Refusals.of(() -> parse(BASE + "mysql-instances:\n- source-id: s1\n- {}\n- source-id: s1\n"));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "task.yaml:6: mysql-instances[1].source-id: is missing",
                        "task.yaml:7: mysql-instances[2].source-id: s1 is there twice");
        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(ConfigError.SOURCE_ID_MISSING_IN_INSTANCE, ConfigError.SOURCE_TWICE);
    }

    @Test
    void namesThatCannotNameTables() {
        String longName = "n".repeat(50);

        parse(BASE.replace("t1", longName) + ONE);
        assertThat(Refusals.one(() -> parse(BASE.replace("t1", longName + "n") + ONE))
                        .code())
                .isEqualTo(ConfigError.TASK_NAME_WRONG);
        assertThat(Refusals.one(() -> parse(BASE.replace("t1", "'t '") + ONE)).code())
                .isEqualTo(ConfigError.TASK_NAME_WRONG);
        assertThat(Refusals.one(() -> parse(BASE.replace("t1", "\"a\\tb\"") + ONE))
                        .code())
                .isEqualTo(ConfigError.TASK_NAME_WRONG);
    }

    @Test
    void anAllowListMayStandUnused() {
        parse(BASE + ONE + "block-allow-list: {x: {do-dbs: [a]}}\n");
    }

    @Test
    void namesTheNearestBlock() {
        Problem problem = Refusals.of(() -> parse(BASE
                        + "mysql-instances: [{source-id: s1, syncer-config-name: globel}]\nsyncers: {global: {}}\n"))
                .get(0);

        assertThat(problem.message()).isEqualTo("syncers has no block named globel, did you mean global?");
    }

    @Test
    void showsAllProblemsOfAllBlocksAtOnce() {
        List<Problem> problems = Refusals.of(
                () -> parse(
                        """
                name: t1
                task-mod: all
                shard-mode: pessimistic
                target-database:
                  host: t
                  user: dm
                  security:
                    ssl-cert: /c
                mysql-instances:
                  - source-id: s1
                    route-rules: [r]
                    syncer: {worker-count: none}
                """));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "task.yaml: task-mode: is missing, expected all, full or incremental",
                        "task.yaml:2: task-mod: unknown key, did you mean task-mode?",
                        "task.yaml:3: shard-mode: not supported yet: the merge of shards",
                        "task.yaml:8: target-database.security.ssl-ca: is missing: without it the other side could not be"
                                + " verified",
                        "task.yaml:8: target-database.security.ssl-key: is missing: a certificate cannot be used without"
                                + " its key",
                        "task.yaml:11: mysql-instances[0].route-rules: routes has no block named r",
                        "task.yaml:12: mysql-instances[0].syncer.worker-count: expected a whole number from 1 to 1024,"
                                + " is \"none\"");
    }

    private static Parsed<TaskConfig> parse(String yaml) {
        return TaskFile.parse("task.yaml", yaml);
    }
}
