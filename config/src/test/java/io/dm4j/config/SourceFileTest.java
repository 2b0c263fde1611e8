package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFileTest {
    private static final String NEEDED = "source-id: s1\nfrom: {host: db, user: dm}\n";

    @Test
    void defaults() {
        assertThat(parse(NEEDED).value())
                .isEqualTo(new SourceConfig(
                        "s1",
                        true,
                        false,
                        Flavor.DETECT,
                        0,
                        new DatabaseConfig("db", 3306, "dm", Secret.NONE, Map.of(), SecurityConfig.NONE),
                        false,
                        true));
    }

    @Test
    void fullMapping() {
        SourceConfig source = parse(
                        """
                        source-id: s1
                        enable: false
                        enable-gtid: true
                        flavor: mariadb
                        server-id: 4294967295
                        case-sensitive: true
                        checker:
                          check-enable: false
                        filters:
                          - {schema-pattern: shop, table-pattern: "log*", events: [drop table], sql-pattern: [x], action: Error}
                          - {schema-pattern: shop, action: Ignore}
                        from:
                          host: db.example
                          port: 3307
                          user: dm
                          password: 0123
                          session:
                            sql_mode: ""
                            wait_timeout: 60
                          security:
                            ssl-ca: /ca
                            ssl-cert: /cert
                            ssl-key: /key
                            cert-allowed-cn: [db]
                            ssl-mode: verify-ca
                        """)
                .value();

        assertThat(source)
                .isEqualTo(new SourceConfig(
                        "s1",
                        false,
                        true,
                        Flavor.MARIADB,
                        4_294_967_295L,
                        new DatabaseConfig(
                                "db.example",
                                3307,
                                "dm",
                                Secret.of("0123"),
                                Map.of("sql_mode", "", "wait_timeout", "60"),
                                SecurityConfig.files("/ca", "/cert", "/key")
                                        .allowing("db")
                                        .withSslMode(SslMode.VERIFY_CA)),
                        true,
                        false,
                        Labels.NONE,
                        List.of(
                                new EventFilterRule(
                                        "filters[0] of source s1",
                                        "shop",
                                        "log*",
                                        List.of(FilterEvent.DROP_TABLE),
                                        List.of("x"),
                                        EventFilterRule.Action.ERROR),
                                new EventFilterRule(
                                        "filters[1] of source s1",
                                        "shop",
                                        "",
                                        List.of(),
                                        List.of(),
                                        EventFilterRule.Action.IGNORE))));
    }

    @Test
    void oldAndMeaninglessKeysPassWithANote() {
        List<String> notes = parse(
                        NEEDED
                                + """
                        enable-relay: false
                        relay-binlog-name: ''
                        relay-binlog-gtid: ''
                        relay-dir: relay-dir
                        purge: {interval: 3600, expires: 0, remain-space: 15}
                        checker: {check-enable: true, backoff-rollback: 5m0s, backoff-max: 5m0s, check-interval: 5s,
                          backoff-min: 1s, backoff-jitter: true, backoff-factor: 2}
                        filters: []
                        charset: ""
                        meta-dir: ""
                        auto-fix-gtid: false
                        tracer: {}
                        """)
                .notes();

        assertThat(notes)
                .contains(
                        "s.yaml:3: enable-relay: is off, which is all there is here: the relay log is not supported yet")
                .contains("s.yaml:6: relay-dir: has no meaning here: there is no relay log yet")
                .contains("s.yaml:7: purge.interval: has no meaning here: there is no relay log yet");
    }

    @Test
    void theServersTimeZoneIsNotTheSessions() {
        Parsed<SourceConfig> parsed =
                parse("source-id: s1\nfrom: {host: db, user: dm, session: {time_zone: '+08:00', a: b}}\n");

        assertThat(parsed.value().from().session()).isEqualTo(Map.of("a", "b"));
        assertThat(parsed.notes()).singleElement().asString().contains("every connection uses +00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enable-relay: true | enable-relay",
                "filters: [{schema-pattern: a, events: [precision decrease], action: Do}] | filters[0].events"
            })
    void refusesWhatIsNotSupportedYet(String line, String key) {
        Problem problem = Refusals.one(() -> parse(NEEDED + line));

        assertThat(problem.code()).isEqualTo(ConfigError.NOT_SUPPORTED);
        assertThat(problem.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flavor: oracle | flavor | 20501",
                "server-id: 4294967296 | server-id | 20003",
                "enable-gtid: maybe | enable-gtid | 20003",
                "checker: {backoff-rollback: 5m, backoff-max: 1m} | checker.backoff-max | 20043",
                "checker: {backoff-max: 5} | checker.backoff-max | 20003",
                "enable-gtd: true | enable-gtd | 20003"
            })
    void refusesWrongValues(String line, String key, int code) {
        List<Problem> problems = Refusals.of(() -> parse(NEEDED + line));

        assertThat(problems).extracting(Problem::key).contains(key);
        assertThat(problems.get(0).code().number()).isEqualTo(code);
        assertThat(problems.get(0).line()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: {host: db, user: dm} | source-id | 40005",
                "source-id: ''\\nfrom: {host: db, user: dm} | source-id | 40005",
                "source-id: a23456789012345678901234567890123\\nfrom: {host: db, user: dm} | source-id | 40006",
                "source-id: s1 | from | 20503",
                "source-id: s1\\nfrom: {user: dm} | from.host | 20503",
                "source-id: s1\\nfrom: {host: db} | from.user | 20503",
                "source-id: s1\\nfrom: {host: db, user: dm, port: 0} | from.port | 20003",
                "source-id: s1\\nfrom: {host: db, user: dm, prot: 1} | from.prot | 20003",
                "source-id: s1\\nfrom: {host: db, user: dm, session: {'a=1; drop': 1}} | from.session.a=1; drop | 20503",
                "source-id: s1\\nfrom: {host: db, user: dm, security: {ssl-caa: x}} | from.security.ssl-caa | 20003",
                "source-id: s1\\nfrom: {host: db, user: dm, security: {ssl-cert: x, ssl-key: y}} | from.security.ssl-ca | 20502"
            })
    void refusesIncompleteSources(String yaml, String key, int code) {
        Problem problem = Refusals.one(() -> parse(yaml.replace("\\n", "\n")));

        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.code().number()).isEqualTo(code);
    }

    @Test
    void showsAllProblemsAtOnceInTheFilesOrder() {
        List<Problem> problems = Refusals.of(
                () -> parse("sourceid: s1\nenable-relay: true\nfrom:\n  host: db\n  prot: 3306\n  user: dm\n"));

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "s.yaml: source-id: is missing",
                        "s.yaml:1: sourceid: unknown key, did you mean source-id?",
                        "s.yaml:2: enable-relay: not supported yet: the relay log",
                        "s.yaml:5: from.prot: unknown key, did you mean port?");
    }

    private static Parsed<SourceConfig> parse(String yaml) {
        return SourceFile.parse("s.yaml", yaml);
    }
}
