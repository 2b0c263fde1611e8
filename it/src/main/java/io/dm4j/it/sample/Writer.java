package io.dm4j.it.sample;

import io.dm4j.it.server.SqlSession;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that changes the sample without pause, in a thread and a session of its own: inserts, updates, deletes,
 * transactions over several tables, keys that change, rows without a key. What it does is fixed by the seed, how much of it by
 * the time it runs.
 */
public final class Writer implements AutoCloseable {
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);
    /** Duplicate key, deadlock, lock wait timeout: what the loser of a race gets, rolled back. */
    private static final Set<Integer> LOST_RACES = Set.of(1062, 1213, 1205);

    private final Changes changes;
    private final long nanosBetween;
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "writer");
    private final SqlSession session;
    private volatile boolean stopped;

    private Writer(SqlSession session, Changes changes, int perSecond) {
        this.session = session;
        this.changes = changes;
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** Starts changing a sample that has been filled. */
    public static Writer start(Sample sample, long seed, int transactionsPerSecond) {
        SqlSession session = sample.server().session();
        session.execute("USE " + sample.schema());
        Writer writer = new Writer(session, new Changes(session, sample.rows(), seed), transactionsPerSecond);
        writer.thread.setDaemon(true);
        writer.thread.start();
        return writer;
    }

    /** Committed so far. */
    public long transactions() {
        return transactions.get();
    }

    /** Rows inserted, updated and deleted by the transactions so far. */
    public long rows() {
        return changes.rows();
    }

    /** Ends after the transaction at hand. Throws what made the writer end by itself, if anything did. */
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_BOUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the writer broke off", failure.get());
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        try (session) {
            long next = System.nanoTime();
            while (!stopped) {
                transaction();
                next = Math.max(next + nanosBetween, System.nanoTime() - nanosBetween);
                pace(next);
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void transaction() {
        try {
            changes.next();
            transactions.incrementAndGet();
        } catch (MySQLException e) {
            if (!LOST_RACES.contains(e.getErrorCode())) {
                throw e;
            }
            session.execute("ROLLBACK");
        }
    }

    private void pace(long until) {
        while (!stopped && System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
