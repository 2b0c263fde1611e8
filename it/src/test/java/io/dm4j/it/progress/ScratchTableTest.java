package io.dm4j.it.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.ddl.GivenTable;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.mysql.Database;
import io.dm4j.progress.ProgressError;
import io.dm4j.progress.ScratchTable;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers make of an operator's CREATE TABLE, and that nothing of it stays there. */
class ScratchTableTest {
    private static final TableId TABLE = new TableId("shop", "orders");

    private final String meta = SharedServers.schema("scratch");
    private final Vertx vertx = Vertx.vertx();

    static Stream<DatabaseServer> servers() {
        return Stream.of(SharedServers.mysql(), SharedServers.mariadb());
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void readsColumnsAndKeys(DatabaseServer server) {
        server.execute("CREATE DATABASE " + meta);

        TableSchema read = read(
                server,
                """
                CREATE TABLE `what`.`ever` (
                  id BIGINT UNSIGNED NOT NULL,
                  name VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x;y',
                  twice BIGINT AS (id * 2) STORED,
                  buyer INT NOT NULL,
                  PRIMARY KEY (id),
                  UNIQUE KEY n (name),
                  CONSTRAINT b FOREIGN KEY (buyer) REFERENCES elsewhere.buyers (id)
                ) ENGINE=InnoDB;
                """);

        assertThat(read.id()).isEqualTo(TABLE);
        assertThat(read.columns()).extracting(Column::name).containsExactly("id", "name", "twice", "buyer");
        assertThat(read.columns()).extracting(Column::collation).containsExactly("", "latin1_bin", "", "");
        assertThat(read.columns()).extracting(Column::generated).containsExactly(false, false, true, false);
        assertThat(read.columns().get(0).columnType()).startsWith("bigint").endsWith("unsigned");
        assertThat(read.uniqueKeys())
                .containsExactly(
                        new Key("PRIMARY", List.of("id"), true, true), new Key("n", List.of("name"), false, false));
        assertNothingLeft(server);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void refusesWhatTheServerDoesNotTake(DatabaseServer server) {
        server.execute("CREATE DATABASE " + meta);

        assertRefused(server, "CREATE TABLE t (a VARCHAR(9) CHARACTER SET nothing)", "Unknown character set");
        assertRefused(server, "CREATE TABLE t (a INT, a INT)", "Duplicate column name");
        assertRefused(server, "CREATE TABLE t (\na INT DEFAULT 'hidden' oops)", "line 2");
        assertNothingLeft(server);
    }

    private void assertRefused(DatabaseServer server, String statement, String words) {
        assertThatThrownBy(() -> read(server, statement))
                .cause()
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(ProgressError.STRUCTURE_REFUSED))
                .message()
                .contains(words, TABLE.toString())
                .doesNotContain("hidden", "dm4j_scratch");
    }

    private TableSchema read(DatabaseServer server, String statement) {
        Database target = new Database(vertx, server.asRoot(), ErrorScope.DOWNSTREAM, "scratch test");
        GivenTable given = GivenTable.of(statement);
        return get(target.connect().compose(session -> new ScratchTable(meta)
                .read(session, given::named, TABLE)
                .eventually(session::close)));
    }

    private void assertNothingLeft(DatabaseServer server) {
        assertThat(server.value("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + meta + "'"))
                .isEqualTo("0");
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
