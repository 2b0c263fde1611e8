package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.check.DatabaseChecks;
import io.dm4j.check.Finding;
import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What foreign keys do to rows that are followed, and what the check says of them before. */
class ForeignKeysTest {
    private static final Map<String, String> CHECKED = Map.of("foreign_key_checks", "1");

    private final DatabaseServer source = SharedServers.mysql();
    private final DatabaseServer target = SharedServers.mariadb();
    private final String schema = SharedServers.schema("fk");

    @Test
    void theCheckRefusesToFollowAKeyThatActs() throws Exception {
        create("ON DELETE CASCADE ON UPDATE SET NULL");

        List<Finding> findings = check("all", "0");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.FAIL);
            assertThat(finding.message())
                    .contains("of `" + schema + "`.`child` to `" + schema
                            + "`.`parent` ON DELETE CASCADE ON UPDATE SET NULL")
                    .contains("the target would keep such rows");
        });
        assertThat(check("all", "1")).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("foreign_key_checks = 1", "lose rows"));
    }

    @Test
    void theCheckLetsItBeCopied() throws Exception {
        create("ON DELETE CASCADE");

        assertThat(check("full", "0")).isEmpty();
    }

    @Test
    void theCheckOnlyWarnsOfAKeyThatForbids() throws Exception {
        create("ON DELETE RESTRICT");

        assertThat(check("all", "0")).extracting(Finding::severity).containsExactly(Finding.Severity.WARN);
    }

    @Test
    void aKeyThatForbidsIsFollowedRowForRow() {
        try (Following following = follow(Map.of())) {
            create("");
            fill();
            source.execute(
                    use("DELETE FROM child WHERE p = 1"),
                    use("DELETE FROM parent WHERE id = 1"),
                    use("INSERT INTO parent VALUES (3)"),
                    use("INSERT INTO child VALUES (5, 3)"));
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).schemas(schema, schema))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
            following.stop();
        }
    }

    @Test
    void childrenThatTheUpstreamTookAlongStayOnTheTarget() {
        try (Following following = follow(Map.of())) {
            create("ON DELETE CASCADE");
            fill();
            source.execute(use("DELETE FROM parent WHERE id = 1"));
            following.awaitCaughtUp();

            assertThat(children(source)).isEqualTo("2");
            assertThat(children(target)).isEqualTo("4");
            following.stop();
        }
    }

    @Test
    void aTargetThatChecksKeysTakesChildrenAlongThatTheUpstreamKept() {
        try (Following following = follow(CHECKED)) {
            create("ON DELETE CASCADE");
            fill();
            source.execute("SET SESSION foreign_key_checks = 0", use("DELETE FROM parent WHERE id = 1"));
            following.awaitCaughtUp();

            assertThat(children(source)).isEqualTo("4");
            assertThat(children(target)).isEqualTo("2");
            following.stop();
        }
    }

    private Following follow(Map<String, String> targetSession) {
        Following following = Following.fromNow(source, target, schema, false).withTargetSession(targetSession);
        following.start();
        return following;
    }

    private void create(String actions) {
        source.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".parent (id INT PRIMARY KEY)",
                "CREATE TABLE " + schema + ".child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) "
                        + actions + ")");
    }

    private void fill() {
        source.execute(
                use("INSERT INTO parent VALUES (1), (2)"),
                use("INSERT INTO child VALUES (1, 1), (2, 1), (3, 2), (4, 2)"));
    }

    private String use(String statement) {
        return statement.replace("parent", schema + ".parent").replace("child", schema + ".child");
    }

    private String children(DatabaseServer server) {
        return server.value("SELECT COUNT(*) FROM " + schema + ".child");
    }

    private List<Finding> check(String mode, String foreignKeyChecks) throws Exception {
        SourceConfig from = SourceFile.parse("s", "source-id: s1\nfrom:\n" + database(source, "  "))
                .value();
        Parsed<TaskConfig> task = TaskFile.parse(
                "t",
                """
                name: t1
                task-mode: %s
                target-database:
                %s  session:
                    foreign_key_checks: %s
                mysql-instances:
                  - source-id: s1
                    block-allow-list: ours
                block-allow-list:
                  ours:
                    do-dbs: [%s]
                """
                        .formatted(mode, database(target, "  "), foreignKeyChecks, schema));
        Vertx vertx = Vertx.vertx();
        try {
            return new DatabaseChecks(vertx)
                    .task(task, Map.of("s1", from))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .findings();
        } finally {
            vertx.close().await();
        }
    }

    private static String database(DatabaseServer server, String indent) {
        return indent + "host: " + server.address().host() + "\n" + indent + "port: "
                + server.address().port() + "\n" + indent + "user: " + server.rootUser() + "\n" + indent
                + "password: \""
                + server.rootPassword() + "\"\n";
    }
}
