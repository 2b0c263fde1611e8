package io.dm4j.it.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorScope;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.mysql.Database;
import io.dm4j.progress.Fence;
import io.dm4j.progress.MetaSchema;
import io.dm4j.progress.ProgressError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code io.dm4j.progress} keeps apart: owners of a source, clusters with one task's name. */
class FenceTest {
    private final String task = SharedServers.schema("fence");
    private final Vertx vertx = Vertx.vertx();
    private Database target;
    private SqlConnection connection;

    @BeforeEach
    void metaSchema() {
        DatabaseServer server = SharedServers.mariadb();
        target = new Database(vertx, server.asRoot(), ErrorScope.DOWNSTREAM, "fence test");
        connection = get(target.connect());
        get(new MetaSchema("dm_meta", task).create(connection, "cluster-1"));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void refusesAnOldOwner() {
        Fence old = fence(1);
        Fence now = fence(2);
        get(old.take(get(target.connect()), "lane-0"));
        get(now.takeOver(vertx, connection));

        assertFenced(old.check(connection, "lane-0"));
        assertFenced(old.take(connection, "lane-0"));
        assertFenced(old.takeOver(vertx, connection));
    }

    @Test
    void endsTheOpenTransactionOfAnOldOwner() {
        Fence old = fence(1);
        SqlConnection frozen = get(target.connect());
        get(frozen.query("CREATE TABLE dm_meta." + task + "_rows (id INT PRIMARY KEY)")
                .execute());
        get(old.take(frozen, "lane-0"));
        get(frozen.query("START TRANSACTION").execute());
        get(old.check(frozen, "lane-0"));
        get(frozen.query("INSERT INTO dm_meta." + task + "_rows VALUES (1)").execute());

        get(fence(2).takeOver(vertx, connection));

        assertThatThrownBy(() -> get(frozen.query("COMMIT").execute())).isInstanceOf(CompletionException.class);
        assertThat(SharedServers.mariadb().value("SELECT COUNT(*) FROM dm_meta." + task + "_rows"))
                .isEqualTo("0");
    }

    @Test
    void leavesTheNewestOwnerItsSlots() {
        Fence now = fence(7);
        get(now.takeOver(vertx, connection));
        get(now.take(connection, "lane-0"));

        get(now.check(connection, "lane-0"));
    }

    @Test
    void refusesTheTaskOfAnotherCluster() {
        MetaSchema theirs = new MetaSchema("dm_meta", task);

        assertCode(theirs.create(connection, "cluster-2"), ProgressError.OTHER_CLUSTER);
    }

    @Test
    void forgetsADroppedTask() {
        MetaSchema meta = new MetaSchema("dm_meta", task);

        get(meta.drop(connection));
        get(meta.drop(connection));

        get(meta.create(connection, "cluster-2"));
    }

    private Fence fence(long epoch) {
        return new Fence("dm_meta", task, "source-1", epoch, "worker-" + epoch);
    }

    private static void assertFenced(Future<?> refused) {
        assertCode(refused, ProgressError.FENCED);
    }

    private static void assertCode(Future<?> refused, ErrorCode code) {
        assertThatThrownBy(() -> get(refused))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        DmException.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
