package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.binlog.BinlogError;
import io.dm4j.binlog.BinlogEvent;
import io.dm4j.error.DmException;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** io.dm4j.binlog starts and ends where it says, by position and by GTID, over file changes and idle times. */
class StartsTest {

    static Stream<DatabaseServer> servers() {
        return TestServers.mysqlAvailable()
                ? Stream.of(SharedServers.mysql(), SharedServers.mariadb())
                : Stream.of(SharedServers.mariadb());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void everyEndIsAStart(DatabaseServer server) {
        String schema = create(server);
        Position start = Follow.end(server);
        server.execute(
                insert(schema, 1),
                insert(schema, 2),
                "FLUSH BINARY LOGS",
                insert(schema, 3),
                "ALTER TABLE " + schema + ".t ADD c INT",
                "INSERT INTO " + schema + ".m VALUES (1)",
                "INSERT INTO " + schema + ".t VALUES (4, NULL)");
        Position end = Follow.end(server);

        List<Position> ends;
        try (Follow follow = Follow.byGtid(server, start)) {
            ends = ends(follow.until(
                    e -> e instanceof BinlogEvent.Commit c && c.end().equals(end)));
        }

        assertThat(ends).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 0; i < ends.size() - 1; i++) {
            List<Position> rest = ends.subList(i + 1, ends.size());
            try (Follow byPosition = Follow.byPosition(server, ends.get(i))) {
                assertThat(binlogs(ends(byPosition.transactions(rest.size())))).isEqualTo(binlogs(rest));
            }
            try (Follow byGtid = Follow.byGtid(server, ends.get(i))) {
                assertThat(ends(byGtid.transactions(rest.size()))).isEqualTo(rest);
            }
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void heartbeatsMoveTheIdlePosition(DatabaseServer server) {
        String schema = create(server);
        Position start = Follow.end(server);
        server.execute(insert(schema, 1), "FLUSH BINARY LOGS");

        try (Follow follow = Follow.byGtid(server, start)) {
            follow.until(e -> e instanceof BinlogEvent.Heartbeat h && h.at().equals(Follow.end(server)));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aFileThatIsGoneIsToldAsSuch(DatabaseServer server) {
        Position gone = new Position(new BinlogPosition("binlog.999999", 4), NoGtids.NONE);

        assertThatThrownBy(() -> {
                    try (Follow follow = Follow.byPosition(server, gone)) {
                        follow.read();
                    }
                })
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(BinlogError.NOT_SENT));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void aStatementComesWithItsSession(DatabaseServer server) {
        String schema = create(server);
        Position start = Follow.end(server);
        try (SqlSession session = server.session()) {
            session.execute(
                    "USE " + schema,
                    "SET NAMES latin1",
                    "SET time_zone = '+05:30'",
                    "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                    "SET timestamp = 1600000000.125",
                    "SET foreign_key_checks = 0",
                    "ALTER TABLE \"t\" ADD COLUMN \"x\" INT DEFAULT 7");
        }

        BinlogEvent.Ddl ddl;
        try (Follow follow = Follow.byGtid(server, start)) {
            ddl = (BinlogEvent.Ddl) follow.transactions(1).get(0);
        }

        assertThat(ddl.schema()).isEqualTo(schema);
        assertThat(ddl.sql()).isEqualTo("ALTER TABLE \"t\" ADD COLUMN \"x\" INT DEFAULT 7");
        assertThat(ddl.session().sqlModeText()).isEqualTo("ANSI_QUOTES,NO_BACKSLASH_ESCAPES");
        assertThat(ddl.session().clientCollation()).isEqualTo(8);
        assertThat(ddl.session().foreignKeyChecks()).isFalse();
        assertThat(ddl.timestampMillis()).isEqualTo(1600000000000L);
        assertThat(ddl.gtid()).isNotEmpty();
        assertThat(ddl.end().gtids()).isEqualTo(Follow.end(server).gtids());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void foreignKeyChecksAreSeen(DatabaseServer server) {
        String schema = create(server);
        Position start = Follow.end(server);
        server.execute(insert(schema, 1), "SET foreign_key_checks = 0", insert(schema, 2));

        List<Boolean> checks = new ArrayList<>();
        try (Follow follow = Follow.byPosition(server, start)) {
            for (BinlogEvent event : follow.transactions(2)) {
                if (event instanceof BinlogEvent.Rows rows) {
                    checks.add(rows.foreignKeyChecks());
                }
            }
        }

        assertThat(checks).containsExactly(true, false);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void weAreInTheListOfReplicas(DatabaseServer server) {
        try (Follow follow = Follow.byPosition(server, Follow.end(server))) {
            server.execute("CREATE DATABASE " + SharedServers.schema("seen"));
            follow.transactions(1);

            assertThat(server.query("SHOW SLAVE HOSTS"))
                    .anySatisfy(row -> assertThat(row.get(1)).startsWith("dm4j/"));
        }
    }

    private static String create(DatabaseServer server) {
        String schema = SharedServers.schema("starts");
        String engine = server.flavor().equals("mariadb") ? "Aria" : "MyISAM";
        server.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY)",
                "CREATE TABLE " + schema + ".m (id INT PRIMARY KEY) ENGINE = " + engine);
        return schema;
    }

    private static String insert(String schema, int id) {
        return "INSERT INTO " + schema + ".t (id) VALUES (" + id + ")";
    }

    private static List<Position> ends(List<BinlogEvent> events) {
        List<Position> ends = new ArrayList<>();
        for (BinlogEvent event : events) {
            if (event instanceof BinlogEvent.Commit commit) {
                ends.add(commit.end());
            } else if (event instanceof BinlogEvent.Ddl ddl) {
                ends.add(ddl.end());
            }
        }
        return ends;
    }

    private static List<BinlogPosition> binlogs(List<Position> ends) {
        return ends.stream().map(Position::binlog).toList();
    }
}
