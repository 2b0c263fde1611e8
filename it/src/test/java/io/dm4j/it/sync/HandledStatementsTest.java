package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.EventFilterRule;
import io.dm4j.config.FilterEvent;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.position.BinlogPosition;
import io.dm4j.unit.Handling;
import io.dm4j.unit.UnitResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.sync}: what an operator wants done with a statement that stops the task. */
class HandledStatementsTest {
    private final DatabaseServer source = SharedServers.mysql();
    private final DatabaseServer target = SharedServers.mariadb();
    private final String schema = SharedServers.schema("handled");
    private final String table = schema + ".t";
    private final Following following = Following.fromNow(source, target, schema, true);

    @BeforeEach
    void follow() {
        following.start();
        source.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + table + " VALUES (1, 'one')");
        following.awaitCaughtUp();
    }

    @AfterEach
    void end() {
        following.close();
    }

    @Test
    void namesThePlaceAsCommandsTakeItAndLeavesTheStatementOut() {
        target.execute("ALTER TABLE " + table + " ADD COLUMN n INT");
        source.execute("ALTER TABLE " + table + " ADD COLUMN n INT", "INSERT INTO " + table + " (id, n) VALUES (2, 7)");

        UnitResult.Failed failed = (UnitResult.Failed) following.result();
        BinlogPosition place = following.status().places().stoppedAt().orElseThrow();

        assertThat(failed.reason().getMessage())
                .contains(
                        "code=36507",
                        "statement at " + place.argument() + ": ALTER_TABLE on",
                        "`dmctl binlog skip task_" + schema + " -s source-1 -b " + place.argument() + "`");
        assertThat(startsAt(place)).contains("ADD COLUMN n");

        goOn(new Handling(Handling.Kind.SKIP, place, List.of(), 1));

        assertSameRows();
    }

    private String startsAt(BinlogPosition place) {
        return source.query("SHOW BINLOG EVENTS IN '" + place.file() + "' FROM " + place.offset() + " LIMIT 1")
                .get(0)
                .get(5);
    }

    @Test
    void aColumnThatIsLeftOutStopsAtTheFirstRowThatHasItEvenAfterARestart() {
        BinlogPosition place = stop("ALTER TABLE " + table + " ADD COLUMN n INT, ADD INDEX i (n) INVISIBLE");

        goOn(new Handling(Handling.Kind.SKIP, place, List.of(), 1));
        following.close();
        source.execute("INSERT INTO " + table + " VALUES (2, 'two', 7)");
        following.start();

        UnitResult.Failed failed = (UnitResult.Failed) following.result();
        assertThat(failed.reason().getMessage()).contains("code=36503", "column `n` of `" + schema + "`.`t`");
        assertThat(following.status().places().stoppedAt()).isEmpty();

        following.close();
        target.execute("ALTER TABLE " + table + " ADD COLUMN n INT");
        goOn();

        assertSameRows();
    }

    @Test
    void whatTheCopyFoundIsNoMoreTrueAfterARestartEither() {
        following.close();
        String copied = schema + "_copied";
        source.execute(
                "CREATE DATABASE " + copied,
                "CREATE TABLE " + copied + ".t (id INT PRIMARY KEY)",
                "INSERT INTO " + copied + ".t VALUES (1)");
        try (Following all = Following.all(source, target, copied, true)) {
            assertThat(all.copy()).isEqualTo(new UnitResult.Finished());
            all.start();
            all.awaitCaughtUp();
            target.execute("ALTER TABLE " + copied + ".t ADD COLUMN n INT");
            source.execute("ALTER TABLE " + copied + ".t ADD COLUMN n INT");
            assertThat(all.result()).isInstanceOf(UnitResult.Failed.class);
            BinlogPosition place = all.status().places().stoppedAt().orElseThrow();
            all.close();
            all.handling(new Handling(Handling.Kind.SKIP, place, List.of(), 1)).start();
            all.awaitCaughtUp();
            all.close();
            source.execute("INSERT INTO " + copied + ".t VALUES (2, 7)");
            all.start();
            all.awaitCaughtUp();

            assertThat(new Comparison(source, target).table(copied, "t", copied, "t"))
                    .satisfies(outcome -> assertThat(outcome.difference()).isEmpty())
                    .satisfies(outcome -> assertThat(outcome.rows()).isEqualTo(2));
        }
    }

    @Test
    void runsOthersInItsPlaceAndAnotherListFromItsBeginning() {
        BinlogPosition place = stop("ALTER TABLE " + table + " ADD COLUMN n INT, ADD INDEX i (n) INVISIBLE");
        String add = "ALTER TABLE " + table + " ADD COLUMN n INT";

        following.handling(new Handling(Handling.Kind.REPLACE, place, List.of(add, add), 1));
        following.start();
        UnitResult.Failed failed = (UnitResult.Failed) following.result();
        assertThat(failed.reason().getMessage()).contains("code=36507", "statement at " + place.argument());
        assertThat(following.status().places().stoppedAt()).contains(place);
        following.close();
        source.execute("INSERT INTO " + table + " VALUES (2, 'two', 7)");
        String index = "ALTER TABLE " + table + " ADD INDEX i (n)";
        goOn(new Handling(Handling.Kind.REPLACE, place, List.of(index, "ALTER TABLE " + table + " COMMENT 'x'"), 2));

        assertSameRows();
        assertThat(target.query("SHOW INDEX FROM " + table + " WHERE Key_name = 'i'"))
                .hasSize(1);
    }

    @Test
    void runsEachStatementOnceThoughItDiesInBetween() {
        source.execute("CREATE TABLE " + schema + ".u (id INT PRIMARY KEY)");
        following.awaitCaughtUp();
        BinlogPosition place = stop("ALTER TABLE " + table + " ADD COLUMN n INT, ADD INDEX i (n) INVISIBLE");
        following.handling(new Handling(
                Handling.Kind.REPLACE,
                place,
                List.of("ALTER TABLE " + table + " ADD COLUMN n INT", "ALTER TABLE " + schema + ".u ADD COLUMN m INT"),
                1));
        try (SqlSession holder = target.session()) {
            holder.execute("LOCK TABLES " + schema + ".u WRITE");
            following.start();
            Await.until(
                    Duration.ofSeconds(30),
                    "the first has run, the second waits",
                    () -> target.query("SHOW PROCESSLIST").stream()
                            .anyMatch(row -> String.valueOf(row.get(7)).contains("ADD COLUMN m")));
            following.die();
        }
        following.start();
        following.awaitCaughtUp();

        assertThat(target.query("SHOW COLUMNS FROM " + schema + ".u")).hasSize(2);
        source.execute("INSERT INTO " + table + " VALUES (2, 'two', 7)");
        following.awaitCaughtUp();
        assertThat(new Comparison(source, target).table(schema, "t", schema, "t"))
                .satisfies(outcome -> assertThat(outcome.difference()).isEmpty());
    }

    @Test
    void runsOthersBeforeIt() {
        BinlogPosition place =
                stop("ALTER TABLE " + table + " RENAME COLUMN v TO w", "DROP COLUMN v", "ADD COLUMN x INT");

        goOn(new Handling(Handling.Kind.INJECT, place, List.of("ALTER TABLE " + table + " CHANGE x v VARCHAR(20)"), 1));

        source.execute("UPDATE " + table + " SET w = 'three'");
        following.awaitCaughtUp();
        assertSameRows();
    }

    /** Stops at the statement; the target's table has been changed before. */
    private BinlogPosition stop(String statement, String... onTarget) {
        for (String change : onTarget) {
            target.execute("ALTER TABLE " + table + " " + change);
        }
        source.execute(statement);
        assertThat(following.result()).isInstanceOf(UnitResult.Failed.class);
        BinlogPosition place = following.status().places().stoppedAt().orElseThrow();
        following.close();
        return place;
    }

    @Test
    void stopsWhereAPlaceIsNoStatementsAndGoesOnWithoutIt() {
        BinlogPosition place = stop("ALTER TABLE " + table + " ADD COLUMN n INT, ADD INDEX i (n) INVISIBLE");
        BinlogPosition beside = new BinlogPosition(place.file(), place.offset() + 1);

        following.handling(new Handling(Handling.Kind.SKIP, beside, List.of(), 1));
        following.start();

        UnitResult.Failed failed = (UnitResult.Failed) following.result();
        assertThat(failed.reason().getMessage()).contains("code=36514", "begins at " + beside.argument());
        assertThat(failed.healable()).isFalse();
        following.close();
        goOn(new Handling(Handling.Kind.SKIP, place, List.of(), 2));
        assertThat(following.status().places().passed().orElseThrow()).isGreaterThan(place);
    }

    @Test
    void whatAnOperatorGivesIsNotStoppedByAFilter() {
        following.close();
        following.leavingOut(new EventFilterRule(
                "guard", schema, "t", List.of(FilterEvent.MODIFY_COLUMN), List.of(), EventFilterRule.Action.ERROR));
        following.start();
        BinlogPosition place = stop("ALTER TABLE " + table + " MODIFY v VARCHAR(10)");

        goOn(new Handling(Handling.Kind.REPLACE, place, List.of("ALTER TABLE " + table + " MODIFY v VARCHAR(30)"), 1));

        assertThat(target.query("SHOW COLUMNS FROM " + table + " LIKE 'v'")
                        .get(0)
                        .get(1))
                .isEqualTo("varchar(30)");
    }

    @Test
    void findsTheStatementOfAMariadb() {
        following.close();
        try (Following back = Following.fromNow(target, source, schema + "_back", true)) {
            String other = schema + "_back.t";
            back.start();
            target.execute("CREATE DATABASE " + schema + "_back", "CREATE TABLE " + other + " (id INT PRIMARY KEY)");
            back.awaitCaughtUp();
            target.execute("CREATE SEQUENCE " + schema + "_back.s", "INSERT INTO " + other + " VALUES (1)");

            UnitResult.Failed failed = (UnitResult.Failed) back.result();
            BinlogPosition place = back.status().places().stoppedAt().orElseThrow();
            assertThat(failed.reason().getMessage()).contains("code=44561", "statement at " + place.argument());

            back.close();
            back.handling(new Handling(Handling.Kind.SKIP, place, List.of(), 1)).start();
            back.awaitCaughtUp();
            assertThat(source.query("SELECT id FROM " + other)).isEqualTo(List.of(List.of("1")));
        }
    }

    @Test
    void refusesOthersThatConcernNothingOfTheTask() {
        BinlogPosition place = stop("ALTER TABLE " + table + " ADD COLUMN n INT, ADD INDEX i (n) INVISIBLE");

        following.handling(
                new Handling(Handling.Kind.REPLACE, place, List.of("ALTER TABLE elsewhere.t ADD COLUMN n INT"), 1));
        following.start();

        UnitResult.Failed failed = (UnitResult.Failed) following.result();
        assertThat(failed.reason().getMessage()).contains("code=36515", "statement at " + place.argument());
        assertThat(following.status().places().stoppedAt()).contains(place);
    }

    private void goOn(Handling... handlings) {
        following.close();
        following.handling(handlings);
        following.start();
        following.awaitCaughtUp();
    }

    private void assertSameRows() {
        assertThat(new Comparison(source, target).schemas(schema, schema))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
    }
}
