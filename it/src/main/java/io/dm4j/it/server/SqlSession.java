package io.dm4j.it.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * One connection that answers in the caller's thread. Never used on an event loop. Failures are the driver's
 * {@link io.vertx.mysqlclient.MySQLException} with the server's error number.
 */
public final class SqlSession implements AutoCloseable {
    private static final long BOUND_SECONDS = 180;
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions()
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

    private final MySQLConnection connection;

    private SqlSession(MySQLConnection connection) {
        this.connection = connection;
    }

    /** Connects; the session speaks utf8mb4 and UTC. */
    public static SqlSession open(MySQLConnectOptions options) {
        MySQLConnection connection = await(MySQLConnection.connect(VERTX, options));
        // A connection that breaks fails the statement at hand, which tells the caller; nobody has to hear it twice.
        connection.exceptionHandler(broken -> {});
        SqlSession session = new SqlSession(connection);
        session.execute("SET NAMES utf8mb4", "SET time_zone = '+00:00'");
        return session;
    }

    /** Runs the statements one after the other; the count of rows that the last one affected. */
    public int execute(String... statements) {
        int affected = 0;
        for (String statement : statements) {
            affected = await(connection.query(statement).execute()).rowCount();
        }
        return affected;
    }

    /** The rows as text, null for NULL. Select CAST or HEX where the exact form matters. */
    public List<List<String>> query(String sql) {
        return texts(await(connection.query(sql).execute()));
    }

    /** The same by the binary protocol, which alone carries every bit of a FLOAT: as text the server rounds it. */
    public List<List<String>> queryExactly(String sql) {
        return texts(await(connection.preparedQuery(sql).execute()));
    }

    private static List<List<String>> texts(RowSet<Row> rows) {
        List<List<String>> texts = new ArrayList<>(rows.size());
        rows.forEach(row -> texts.add(texts(row)));
        return texts;
    }

    /** The first column of the first row. */
    public String value(String sql) {
        List<List<String>> rows = query(sql);
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row: " + sql);
        }
        return rows.get(0).get(0);
    }

    @Override
    public void close() {
        await(connection.close());
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>(row.size());
        IntStream.range(0, row.size()).forEach(i -> {
            Object value = row.getValue(i);
            texts.add(value == null ? null : value.toString());
        });
        return texts;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // The driver's checked failures come undeclared through await: a refused connection, a broken handshake.
            throw new IllegalStateException("no answer from the server: " + e, e);
        }
    }
}
