package io.dm4j.it.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorScope;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.mysql.Database;
import io.dm4j.progress.Fence;
import io.dm4j.progress.MetaSchema;
import io.dm4j.progress.ProgressError;
import io.dm4j.progress.RestingSource;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.row.Column;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes to a source's records while nobody follows it, and who comes in between. */
class RestingSourceTest {
    private static final TableSchema TABLE = new TableSchema(
            new TableId("shop", "orders"), List.of(new Column("id", "int", "int", "", "", false, false)), List.of());

    private final String task = SharedServers.schema("resting");
    private final Vertx vertx = Vertx.vertx();
    private final SchemaProgress schemas = new SchemaProgress("dm_meta", task, "source-1");
    private Database target;
    private SqlConnection connection;

    @BeforeEach
    void connect() {
        DatabaseServer server = SharedServers.mysql();
        target = new Database(vertx, server.asRoot(), ErrorScope.DOWNSTREAM, "resting test");
        connection = get(target.connect());
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void refusesWhatHasNeverBegun() {
        assertCode(write(1), ProgressError.NOT_BEGUN);

        get(new MetaSchema("dm_meta", task).create(connection, "cluster-1"));

        assertCode(write(1), ProgressError.NOT_BEGUN);
    }

    @Test
    void refusesWhileTheLaneIsOpen() {
        SqlConnection lane = lane(1);

        assertCode(write(1), ProgressError.STILL_FOLLOWED);
        assertThat(get(schemas.read(connection))).isEmpty();
        get(lane.close());

        get(write(1));
        assertThat(get(schemas.read(connection))).containsKey(TABLE.id());
    }

    @Test
    void refusesWhileTheLaneWrites() {
        SqlConnection lane = lane(1);
        get(lane.query("START TRANSACTION").execute());
        get(fence(1).check(lane, Fence.LANE));

        assertCode(write(1), ProgressError.STILL_FOLLOWED);
    }

    @Test
    void refusesIfAnotherBindingHasBegunMeanwhile() {
        get(lane(2).close());

        assertCode(write(1), ProgressError.STILL_FOLLOWED);
        get(write(2));
    }

    @Test
    void whoBeginsMeanwhileReadsWhatWasWritten() {
        get(lane(1).close());
        SqlConnection next = get(target.connect());
        String slowly = schemas.keep(TABLE).replaceFirst("'shop'", "IF(SLEEP(2) = 0, 'shop', 'time')");

        Future<Void> write =
                new RestingSource("dm_meta", task, "source-1", 1).write(vertx, connection, List.of(slowly));
        Await.until(Duration.ofSeconds(10), "it writes", () -> !SharedServers.mysql()
                .value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'REPLACE%" + task
                        + "%SLEEP(2)%'")
                .equals("0"));
        get(fence(1).take(next, Fence.LANE));

        assertThat(get(schemas.read(next))).containsKey(TABLE.id());
        get(write);
        assertCode(write(1), ProgressError.STILL_FOLLOWED);
    }

    private SqlConnection lane(long epoch) {
        get(new MetaSchema("dm_meta", task).create(connection, "cluster-1"));
        SqlConnection lane = get(target.connect());
        get(fence(epoch).take(lane, Fence.LANE));
        return lane;
    }

    private Future<Void> write(long epoch) {
        return new RestingSource("dm_meta", task, "source-1", epoch)
                .write(vertx, connection, List.of(schemas.keep(TABLE)));
    }

    private Fence fence(long epoch) {
        return new Fence("dm_meta", task, "source-1", epoch, "worker-" + epoch);
    }

    private static void assertCode(Future<?> refused, ErrorCode code) {
        assertThatThrownBy(() -> get(refused))
                .hasRootCauseInstanceOf(DmException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
