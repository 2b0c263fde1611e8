package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.binlog.BinlogError;
import io.dm4j.binlog.BinlogEvent;
import io.dm4j.error.DmException;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.TestServers;
import io.dm4j.position.Position;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What io.dm4j.binlog cannot tell exactly, it refuses with position and table, and a way out. */
class GuardsTest {

    @Test
    void partialJsonIsRefused() {
        assumeTrue(TestServers.mysqlAvailable());
        refuses(
                SharedServers.mysql(),
                BinlogError.PARTIAL_JSON,
                "SET binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE %s.t SET j = JSON_SET(j, '$.a', 2)");
    }

    @Test
    void partialRowsOfMysqlAreRefused() {
        assumeTrue(TestServers.mysqlAvailable());
        refuses(
                SharedServers.mysql(),
                BinlogError.PARTIAL_ROW,
                "SET binlog_row_image = 'MINIMAL'",
                "UPDATE %s.t SET v = 'y'");
    }

    @Test
    void partialRowsOfMariadbAreRefused() {
        refuses(
                SharedServers.mariadb(),
                BinlogError.PARTIAL_ROW,
                "SET binlog_row_image = 'MINIMAL'",
                "UPDATE %s.t SET v = 'y'");
    }

    @Test
    void statementFormatOfMysqlIsRefused() {
        assumeTrue(TestServers.mysqlAvailable());
        refuses(
                SharedServers.mysql(),
                BinlogError.STATEMENT_FORMAT,
                "SET binlog_format = 'STATEMENT'",
                "UPDATE %s.t SET v = 'y'");
    }

    @Test
    void statementFormatOfMariadbIsRefused() {
        refuses(
                SharedServers.mariadb(),
                BinlogError.STATEMENT_FORMAT,
                "SET binlog_format = 'STATEMENT'",
                "DELETE FROM %s.t");
    }

    @Test
    void xaOfMysqlIsRefused() {
        assumeTrue(TestServers.mysqlAvailable());
        refusesXa(SharedServers.mysql());
    }

    @Test
    void xaOfMariadbIsRefused() {
        refusesXa(SharedServers.mariadb());
    }

    private static void refusesXa(DatabaseServer server) {
        refuses(
                server,
                BinlogError.XA_TRANSACTION,
                "XA START 'x'",
                "UPDATE %s.t SET v = 'y'",
                "XA END 'x'",
                "XA PREPARE 'x'",
                "XA COMMIT 'x'");
    }

    @Test
    void createTableSelectOfMysqlIsRefused() {
        assumeTrue(TestServers.mysqlAvailable());
        refuses(
                SharedServers.mysql(),
                BinlogError.DDL_IN_TRANSACTION,
                "CREATE TABLE %s.c SELECT * FROM information_schema.ENGINES LIMIT 1");
    }

    @Test
    void compressedStatementsOfMariadbAreRefused() {
        withCompression(() -> refuses(
                SharedServers.mariadb(),
                BinlogError.COMPRESSED_EVENT,
                "ALTER TABLE %s.t COMMENT '" + "x".repeat(1000) + "'"));
    }

    @Test
    void compressedRowsOfMariadbAreRefused() {
        withCompression(() -> refuses(
                SharedServers.mariadb(), BinlogError.COMPRESSED_EVENT, "UPDATE %s.t SET v = REPEAT('y', 5000)"));
    }

    private static void withCompression(Runnable test) {
        SharedServers.mariadb().execute("SET GLOBAL log_bin_compress = ON");
        try {
            test.run();
        } finally {
            SharedServers.mariadb().execute("SET GLOBAL log_bin_compress = OFF");
        }
    }

    @Test
    void compressedTransactionsOfMysqlAreRead() {
        assumeTrue(TestServers.mysqlAvailable());
        DatabaseServer server = SharedServers.mysql();
        String schema = create(server);
        Position start = Follow.end(server);
        server.execute(
                "SET binlog_transaction_compression = ON",
                "INSERT INTO " + schema + ".t VALUES (2, REPEAT('猫', 4000), '[]'), (3, 'z', '[]')",
                "SET binlog_transaction_compression = OFF",
                "DELETE FROM " + schema + ".t WHERE id = 3");

        List<BinlogEvent> events;
        try (Follow follow = Follow.byGtid(server, start)) {
            events = follow.transactions(2);
        }

        TableSchema table = Schemas.of(server, schema, "t");
        List<RowChange> changes = changes(events, table);
        assertThat(((RowChange.Insert) changes.get(0)).after()[1]).isEqualTo("猫".repeat(4000));
        assertThat(((RowChange.Insert) changes.get(1)).after()[1]).isEqualTo("z");
        assertThat(changes.get(2)).isInstanceOf(RowChange.Delete.class);
        assertThat(((BinlogEvent.Commit) events.get(events.size() - 1)).end()).isEqualTo(Follow.end(server));
    }

    @Test
    void anotherColumnCountIsRefused() {
        DatabaseServer server = SharedServers.mariadb();
        String schema = create(server);
        TableSchema old = Schemas.of(server, schema, "t");
        Position start = Follow.end(server);
        server.execute("ALTER TABLE " + schema + ".t ADD c INT", "DELETE FROM " + schema + ".t");

        try (Follow follow = Follow.byPosition(server, start)) {
            List<BinlogEvent> events = follow.transactions(2);

            assertThatThrownBy(() -> changes(events, old))
                    .hasMessageContaining(old.id().toString())
                    .isInstanceOfSatisfying(
                            DmException.class, e -> assertThat(e.code()).isEqualTo(BinlogError.COLUMN_MISMATCH));
        }
    }

    @Test
    void savepointsAndTemporaryTablesArePassed() {
        DatabaseServer server = SharedServers.mariadb();
        String schema = create(server);
        Position start = Follow.end(server);
        server.execute(
                "SET autocommit = 0",
                "INSERT INTO " + schema + ".t VALUES (2, 'a', '[]')",
                "SAVEPOINT s",
                "INSERT INTO " + schema + ".t VALUES (3, 'b', '[]')",
                "ROLLBACK TO SAVEPOINT s",
                "CREATE TEMPORARY TABLE " + schema + ".temp (id INT)",
                "INSERT INTO " + schema + ".t VALUES (4, 'c', '[]')",
                "COMMIT");

        try (Follow follow = Follow.byPosition(server, start)) {
            assertThat(changes(follow.until(e -> e instanceof BinlogEvent.Commit), Schemas.of(server, schema, "t")))
                    .extracting(c -> ((RowChange.Insert) c).after()[0])
                    .containsExactly(2L, 4L);
        }
    }

    /** Runs statements with %s for the schema; reading them must fail with the code, at a named position. */
    private static void refuses(DatabaseServer server, BinlogError code, String... statements) {
        String schema = create(server);
        TableSchema table = Schemas.of(server, schema, "t");
        Position start = Follow.end(server);
        String[] named = new String[statements.length];
        for (int i = 0; i < named.length; i++) {
            named[i] = statements[i].replace("%s", schema);
        }
        server.execute(named);

        try (Follow follow = Follow.byGtid(server, start)) {
            assertThatThrownBy(() -> changes(follow.transactions(1), table))
                    .isInstanceOfSatisfying(DmException.class, e -> {
                        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                        assertThat(e.what()).contains(start.binlog().file());
                        assertThat(e.workaround()).isNotEmpty();
                        assertThat(BinlogError.heals(e)).isFalse();
                    });
        }
    }

    private static List<RowChange> changes(List<BinlogEvent> events, TableSchema table) {
        List<RowChange> changes = new ArrayList<>();
        for (BinlogEvent event : events) {
            if (event instanceof BinlogEvent.Rows rows && rows.table().equals(table.id())) {
                changes.addAll(rows.decode(table));
            }
        }
        return changes;
    }

    private static String create(DatabaseServer server) {
        String schema = SharedServers.schema("guards");
        server.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema
                        + ".t (id INT PRIMARY KEY, v VARCHAR(6000) CHARACTER SET utf8mb4, j JSON) ENGINE = InnoDB",
                "INSERT INTO " + schema + ".t VALUES (1, 'x', '{\"a\": 1, \"b\": \"" + "z".repeat(500) + "\"}')");
        return schema;
    }
}
