package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.process.Wire;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync unit that begins at a time of the upstream's binlog, which has other files before and behind it. */
class StartTimeTest {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Test
    void mysqlToMariadbByGtid() {
        followsFromTheTimeOn(SharedServers.mysql(), SharedServers.mariadb(), true);
    }

    @Test
    void mysqlToMariadbByPosition() {
        followsFromTheTimeOn(SharedServers.mysql(), SharedServers.mariadb(), false);
    }

    @Test
    void mariadbToMysqlByGtid() {
        followsFromTheTimeOn(SharedServers.mariadb(), SharedServers.mysql(), true);
    }

    @Test
    void mariadbToMysqlByPosition() {
        followsFromTheTimeOn(SharedServers.mariadb(), SharedServers.mysql(), false);
    }

    private static void followsFromTheTimeOn(DatabaseServer source, DatabaseServer target, boolean gtid) {
        String schema = create("start", source, target);
        insert(source, schema, 1, 5);
        source.execute("FLUSH BINARY LOGS");
        insert(source, schema, 6, 10);
        long time = nextSecond(source);
        insert(source, schema, 11, 15);
        source.execute("FLUSH BINARY LOGS");
        nextSecond(source);
        source.execute("FLUSH BINARY LOGS");
        insert(source, schema, 16, 20);

        try (Following following = Following.fromNow(source, target, schema, gtid)) {
            following.beginningAt(utc(time) + "Z", 7).start();
            following.awaitCaughtUp();
            assertThat(ids(target, schema)).isEqualTo(range(11, 20));
            assertThat(following.status().syncerBinlogGtid().isEmpty()).isEqualTo(!gtid);
            following.die();

            // a restart under the same wish goes on; what the target had would come twice otherwise
            target.execute("DELETE FROM " + schema + ".t WHERE id = 11");
            insert(source, schema, 21, 21);
            following.start();
            following.awaitCaughtUp();
            assertThat(ids(target, schema)).isEqualTo(range(12, 21));
            following.stop();

            // another wish wins over what was reached, and finds rows that are there
            following
                    .beginningAt(source.value("SELECT FROM_UNIXTIME(" + time + ")"), 8)
                    .start();
            following.awaitCaughtUp();
            assertThat(ids(target, schema)).isEqualTo(range(11, 21));
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    @Test
    void takesWholeWhatMysqlCommitsAtTheTime() {
        takesWholeWhatIsCommittedAtTheTime(SharedServers.mysql(), SharedServers.mariadb());
    }

    @Test
    void takesWholeWhatMariadbCommitsAtTheTime() {
        takesWholeWhatIsCommittedAtTheTime(SharedServers.mariadb(), SharedServers.mysql());
    }

    /** And an XA transaction before it, at which a stream would stop, is passed over. */
    private static void takesWholeWhatIsCommittedAtTheTime(DatabaseServer source, DatabaseServer target) {
        String schema = create("whole", source, target);
        source.execute(
                "USE " + schema,
                "XA START 'x'",
                "INSERT INTO t VALUES (1)",
                "XA END 'x'",
                "XA PREPARE 'x'",
                "XA COMMIT 'x'");
        nextSecond(source);
        long time;
        try (SqlSession session = source.session()) {
            session.execute("USE " + schema, "BEGIN", "INSERT INTO t VALUES (2)");
            time = nextSecond(source);
            session.execute("INSERT INTO t VALUES (3)", "COMMIT");
        }
        insert(source, schema, 4, 5);

        try (Following following = Following.fromNow(source, target, schema, true)) {
            following.beginningAt(utc(time) + "Z", 1).start();
            following.awaitCaughtUp();

            assertThat(ids(target, schema)).isEqualTo(range(2, 5));
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    @Test
    void aStopEndsASearchInMysqlsBinlog() {
        endsASearchMidway(SharedServers.mysql(), SharedServers.mariadb());
    }

    @Test
    void aStopEndsASearchInMariadbsBinlog() {
        endsASearchMidway(SharedServers.mariadb(), SharedServers.mysql());
    }

    /** By a wire that falls silent while the file is read that was being written at the time. */
    private static void endsASearchMidway(DatabaseServer source, DatabaseServer target) {
        String schema = create("midway", source, target);
        source.execute("CREATE TABLE " + schema + ".bulk (id INT PRIMARY KEY AUTO_INCREMENT, text LONGTEXT)");
        source.execute("FLUSH BINARY LOGS");
        nextSecond(source);
        for (int i = 0; i < 64; i++) {
            source.execute("INSERT INTO " + schema + ".bulk (text) VALUES (REPEAT('x', 250000))");
        }
        long time = nextSecond(source);
        insert(source, schema, 1, 5);

        try (Wire wire = Wire.to(source.port());
                Following following = Following.fromNow(source, target, schema, true)) {
            wire.cutAfter(8_000_000);
            following
                    .beginningAt(utc(time) + "Z", 1)
                    .reachingSourceBy(wire.port())
                    .start();
            Await.until(Duration.ofSeconds(30), "the search is under way", wire::isCut);
            long asked = System.nanoTime();

            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(UnitTimes.STOP.dividedBy(2));
            assertThat(ids(target, schema)).isEmpty();

            // what was not carried out is looked for again
            following.close();
            wire.mend();
            following.start();
            following.awaitCaughtUp();
            assertThat(ids(target, schema)).isEqualTo(range(1, 5));
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    @Test
    void saysThatATimeIsTooLate() {
        DatabaseServer source = SharedServers.mariadb();
        String schema = create("late", source, SharedServers.mysql());
        try (Following following = Following.fromNow(source, SharedServers.mysql(), schema, true)) {
            following.beginningAt("2037-01-01 00:00:00", 1).start();

            assertThat(following.result()).isInstanceOfSatisfying(UnitResult.Failed.class, failed -> assertThat(
                            failed.reason().getMessage())
                    .contains("code=20057", "2037-01-01 00:00:00 is too late, no binlog location matches it"));
        }
    }

    @Test
    void namesTheOldestFileWhereATimeIsTooEarly(@TempDir Path directory) {
        DatabaseServer target = SharedServers.mysql();
        try (DatabaseServer source = TestServers.mariadb(directory.resolve("source"), ServerOptions.PLAIN)) {
            String schema = create("early", source, target);
            long time = nextSecond(source);
            insert(source, schema, 1, 5);
            source.execute("FLUSH BINARY LOGS");
            nextSecond(source);
            source.execute("FLUSH BINARY LOGS");
            String oldest = source.query("SHOW MASTER STATUS").get(0).get(0);
            purge(source, oldest);
            try (Following following = Following.fromNow(source, target, schema, true)) {
                following.beginningAt(utc(time) + "+0000", 1).start();

                assertThat(following.result()).isInstanceOfSatisfying(UnitResult.Failed.class, failed -> assertThat(
                                failed.reason().getMessage())
                        .contains("code=36511", "is too early", oldest + ", begins at 20", "copy"));
                assertThat(ids(target, schema)).isEmpty();
            }
        }
    }

    private static String create(String name, DatabaseServer source, DatabaseServer target) {
        String schema = SharedServers.schema(name);
        for (DatabaseServer server : List.of(source, target)) {
            server.execute("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY)");
        }
        return schema;
    }

    private static void insert(DatabaseServer server, String schema, int first, int last) {
        for (int id = first; id <= last; id++) {
            server.execute("INSERT INTO " + schema + ".t VALUES (" + id + ")");
        }
    }

    /** A server may still hold a file for a moment. */
    private static void purge(DatabaseServer server, String to) {
        Await.until(Duration.ofSeconds(20), to + " is the oldest file", () -> {
            server.execute("PURGE BINARY LOGS TO '" + to + "'");
            return server.query("SHOW BINARY LOGS").get(0).get(0).equals(to);
        });
    }

    /** Waits for the server's clock to show another second than now; that second. */
    private static long nextSecond(DatabaseServer server) {
        long now = second(server);
        Await.until(Duration.ofSeconds(10), "the next second", () -> second(server) > now);
        return second(server);
    }

    private static long second(DatabaseServer server) {
        return Long.parseLong(server.value("SELECT UNIX_TIMESTAMP()"));
    }

    private static String utc(long second) {
        return UTC.format(Instant.ofEpochSecond(second));
    }

    private static List<List<String>> ids(DatabaseServer server, String schema) {
        return server.query("SELECT id FROM " + schema + ".t ORDER BY id");
    }

    private static List<List<String>> range(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(id -> List.of(Integer.toString(id)))
                .toList();
    }
}
