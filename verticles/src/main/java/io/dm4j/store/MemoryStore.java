package io.dm4j.store;

import io.dm4j.error.DmException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** A store that forgets when the process ends. Safe from any thread; callbacks run on the context that asked. */
public final class MemoryStore implements MetaStore {

    private static final int HISTORY = 4096;
    private static final long LEASE_CHECK_MS = 100;

    private final Vertx vertx;
    private final LongSupplier nanoTime;
    private final long timer;
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final Deque<Changes> history = new ArrayDeque<>();
    private final Map<Long, Lease> leases = new HashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private long revision;
    private long lastLease;
    private boolean closed;

    public MemoryStore(Vertx vertx) {
        this(vertx, System::nanoTime);
    }

    /** With a monotonic clock of the caller's. */
    public MemoryStore(Vertx vertx, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.nanoTime = nanoTime;
        this.timer = vertx.setPeriodic(LEASE_CHECK_MS, id -> expire());
    }

    @Override
    public synchronized Future<Listing> list(String prefix) {
        return closed ? refused() : Future.succeededFuture(new Listing(revision, List.copyOf(under(prefix))));
    }

    @Override
    public synchronized Future<TxnResult> txn(List<Compare> compares, List<Op> ops) {
        if (closed) {
            return refused();
        }
        if (!compares.stream().allMatch(c -> c.holds(Optional.ofNullable(entries.get(c.key()))))) {
            return Future.succeededFuture(new TxnResult(false, revision));
        }
        Optional<Long> gone = firstGoneLease(ops);
        return gone.isPresent() ? leaseGone(gone.get()) : Future.succeededFuture(new TxnResult(true, commit(ops)));
    }

    @Override
    public synchronized Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler) {
        if (closed) {
            return refused();
        }
        if (fromRevision > 0 && fromRevision <= compactedUpTo()) {
            return Future.failedFuture(
                    new DmException(StoreError.COMPACTED, "revision " + fromRevision + " is no longer in the store"));
        }
        Watcher watcher = new Watcher(prefix, handler, vertx.getOrCreateContext());
        if (fromRevision > 0) {
            history.stream().filter(c -> c.revision() >= fromRevision).forEach(watcher::tell);
        }
        watchers.add(watcher);
        return Future.succeededFuture(watcher);
    }

    @Override
    public synchronized Future<Long> grant(Duration ttl) {
        if (closed) {
            return refused();
        }
        leases.put(++lastLease, new Lease(ttl.toNanos(), nanoTime.getAsLong()));
        return Future.succeededFuture(lastLease);
    }

    @Override
    public synchronized Future<Void> keepAlive(long lease) {
        Lease held = leases.get(lease);
        if (held == null || held.endedAt(nanoTime.getAsLong())) {
            return leaseGone(lease);
        }
        leases.put(lease, new Lease(held.ttlNanos(), nanoTime.getAsLong()));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> revoke(long lease) {
        if (leases.remove(lease) != null) {
            commit(entries.values().stream()
                    .filter(e -> e.lease() == lease)
                    .map(e -> Op.delete(e.key()))
                    .toList());
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        watchers.forEach(Watcher::cancel);
        return Future.succeededFuture();
    }

    /** Ends the leases whose time is up; called by the timer. */
    synchronized void expire() {
        long now = nanoTime.getAsLong();
        leases.entrySet().stream()
                .filter(e -> e.getValue().endedAt(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::revoke);
    }

    private Collection<Entry> under(String prefix) {
        return entries.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values();
    }

    private Optional<Long> firstGoneLease(List<Op> ops) {
        List<Long> named = new ArrayList<>();
        ops.forEach(op -> op.apply(new LeaseNames(named)));
        return named.stream().filter(lease -> !leases.containsKey(lease)).findFirst();
    }

    private long commit(List<Op> ops) {
        if (ops.isEmpty()) {
            return revision;
        }
        Transaction transaction = new Transaction(revision + 1);
        ops.forEach(op -> op.apply(transaction));
        if (transaction.changes.isEmpty()) {
            return revision;
        }
        revision++;
        remember(new Changes(revision, List.copyOf(transaction.changes.values())));
        return revision;
    }

    private void remember(Changes changes) {
        history.addLast(changes);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        watchers.forEach(w -> w.tell(changes));
    }

    private long compactedUpTo() {
        return revision - history.size();
    }

    private <T> Future<T> refused() {
        return Future.failedFuture(new DmException(StoreError.CLOSED, "the metadata store is closed"));
    }

    private <T> Future<T> leaseGone(long lease) {
        return Future.failedFuture(new DmException(StoreError.LEASE_GONE, "lease " + lease + " has ended"));
    }

    private record Lease(long ttlNanos, long since) {
        boolean endedAt(long now) {
            return now - since >= ttlNanos;
        }
    }

    private record LeaseNames(List<Long> names) implements Op.Target {
        @Override
        public void put(String key, String value, long lease) {
            if (lease != 0) {
                names.add(lease);
            }
        }

        @Override
        public void delete(String key) {
            // names no lease
        }

        @Override
        public void deletePrefix(String prefix) {
            // names no lease
        }
    }

    private final class Transaction implements Op.Target {
        private final long at;
        private final Map<String, Change> changes = new LinkedHashMap<>();

        Transaction(long at) {
            this.at = at;
        }

        @Override
        public void put(String key, String value, long lease) {
            Entry before = entries.get(key);
            Entry now = new Entry(key, value, before == null ? at : before.created(), at, lease);
            entries.put(key, now);
            changes.put(key, new Change(key, Optional.of(now)));
        }

        @Override
        public void delete(String key) {
            if (entries.remove(key) != null) {
                changes.put(key, new Change(key, Optional.empty()));
            }
        }

        @Override
        public void deletePrefix(String prefix) {
            under(prefix).stream().map(Entry::key).toList().forEach(this::delete);
        }
    }

    private final class Watcher implements Watch {
        private final String prefix;
        private final Handler<Changes> handler;
        private final Context context;
        private volatile boolean cancelled;

        Watcher(String prefix, Handler<Changes> handler, Context context) {
            this.prefix = prefix;
            this.handler = handler;
            this.context = context;
        }

        void tell(Changes all) {
            List<Change> mine = all.changes().stream()
                    .filter(c -> c.key().startsWith(prefix))
                    .toList();
            if (!mine.isEmpty()) {
                Changes told = new Changes(all.revision(), mine);
                context.runOnContext(v -> deliver(told));
            }
        }

        private void deliver(Changes told) {
            if (!cancelled) {
                handler.handle(told);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            watchers.remove(this);
        }
    }
}
