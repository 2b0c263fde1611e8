package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.TestServers;
import io.dm4j.position.Position;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction of 50 MB and a row of 16 MB come through io.dm4j.binlog without being whole in memory. */
class LargeTransactionTest {
    private static final long QUEUE_BYTES = 8 << 20;

    static Stream<DatabaseServer> servers() {
        return TestServers.mysqlAvailable()
                ? Stream.of(SharedServers.mysql(), SharedServers.mariadb())
                : Stream.of(SharedServers.mariadb());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("servers")
    void comesInBoundedPieces(DatabaseServer server) throws InterruptedException {
        String schema = SharedServers.schema("large");
        server.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".t (id INT AUTO_INCREMENT PRIMARY KEY, b LONGBLOB)");
        Position start = Follow.end(server);
        server.execute(
                "SET autocommit = 0",
                "INSERT INTO " + schema + ".t (b) VALUES (REPEAT('a', 17000000))",
                "INSERT INTO " + schema
                        + ".t (b) SELECT REPEAT('b', 50000) FROM information_schema.COLLATIONS a LIMIT 200",
                "INSERT INTO " + schema
                        + ".t (b) SELECT REPEAT('c', 100000) FROM information_schema.COLLATIONS a LIMIT 200",
                "INSERT INTO " + schema
                        + ".t (b) SELECT REPEAT('d', 100000) FROM information_schema.COLLATIONS a LIMIT 200",
                "COMMIT");

        long bytes = 0;
        int rows = 0;
        try (Follow follow = Follow.byPosition(server, start)) {
            for (boolean whole = false; !whole; ) {
                List<BinlogEvent> batch = follow.read();
                assertThat(batch.size() == 1
                                || batch.stream().mapToLong(BinlogEvent::bytes).sum() <= QUEUE_BYTES)
                        .isTrue();
                for (BinlogEvent event : batch) {
                    bytes += event.bytes();
                    if (event instanceof BinlogEvent.Rows r) {
                        rows += r.decode(Schemas.of(server, schema, "t")).size();
                    }
                    whole |= event instanceof BinlogEvent.Commit;
                }
            }
        }

        assertThat(rows).isEqualTo(601);
        assertThat(bytes).isGreaterThan(60_000_000);
    }
}
