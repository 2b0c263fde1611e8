package io.dm4j.store;

import io.dm4j.error.DmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The keys, their revisions, the recent past and the names of the leases: what every store of ours keeps, whatever it keeps it on.
 * Knows no clock, so that the same operations in the same order give the same outcome everywhere. Safe from any thread; followers
 * are told by the thread that changes something, in order, and must not block.
 */
public final class Keyspace {

    private static final int HISTORY = 4096;

    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final Deque<Changes> history = new ArrayDeque<>();
    private final NavigableMap<Long, Duration> leases = new TreeMap<>();
    private final List<Consumer<Changes>> followers = new ArrayList<>();
    private long revision;
    private long lastLease;
    private long compactedUpTo;

    /**
     * All there is at one revision, without the past.
     *
     * @param leases each lease's full time
     * @param entries in key order
     */
    public record Image(long revision, long lastLease, Map<Long, Duration> leases, List<Entry> entries) {
        public Image {
            leases = Map.copyOf(leases);
            entries = List.copyOf(entries);
        }
    }

    /** All keys under a prefix, in key order. */
    public synchronized Listing list(String prefix) {
        return new Listing(revision, List.copyOf(under(prefix)));
    }

    /** As {@link MetaStore#txn}; throws {@link StoreError#LEASE_GONE} before anything is changed. */
    public synchronized TxnResult txn(List<Compare> compares, List<Op> ops) {
        if (!compares.stream().allMatch(c -> c.holds(Optional.ofNullable(entries.get(c.key()))))) {
            return new TxnResult(false, revision);
        }
        firstGoneLease(ops).ifPresent(lease -> {
            throw gone(lease);
        });
        return new TxnResult(true, commit(ops));
    }

    /** A new lease; whoever leads looks after its time. */
    public synchronized long grant(Duration ttl) {
        leases.put(++lastLease, ttl);
        return lastLease;
    }

    /** Ends a lease and deletes its keys, as one revision. Harmless if it is gone. */
    public synchronized void revoke(long lease) {
        if (leases.remove(lease) != null) {
            commit(entries.values().stream()
                    .filter(e -> e.lease() == lease)
                    .map(e -> Op.delete(e.key()))
                    .toList());
        }
    }

    /** The full time of a lease, if it is there. */
    public synchronized Optional<Duration> lease(long lease) {
        return Optional.ofNullable(leases.get(lease));
    }

    /** The full time of each lease. */
    public synchronized Map<Long, Duration> leases() {
        return Map.copyOf(leases);
    }

    /**
     * Tells a follower the past from a revision on, before this returns, and then whatever comes, without a gap; throws
     * {@link StoreError#COMPACTED} if that past is gone.
     *
     * @param fromRevision 0 = only what comes
     */
    public synchronized void follow(long fromRevision, Consumer<Changes> follower) {
        if (fromRevision > 0 && fromRevision <= compactedUpTo) {
            throw new DmException(StoreError.COMPACTED, "revision " + fromRevision + " is no longer in the store");
        }
        if (fromRevision > 0) {
            history.stream().filter(c -> c.revision() >= fromRevision).forEach(follower);
        }
        followers.add(follower);
    }

    /** The follower is told nothing that comes after this. */
    public synchronized void unfollow(Consumer<Changes> follower) {
        followers.remove(follower);
    }

    /** Nobody is told anything that comes after this. */
    public synchronized void unfollowAll() {
        followers.clear();
    }

    public synchronized Image image() {
        return new Image(revision, lastLease, leases, List.copyOf(entries.values()));
    }

    /** Takes the place of all there was. Followers are told what is different; the past is gone. */
    public synchronized void restore(Image image) {
        List<Change> different = differences(image);
        entries.clear();
        image.entries().forEach(e -> entries.put(e.key(), e));
        leases.clear();
        leases.putAll(image.leases());
        revision = image.revision();
        lastLease = image.lastLease();
        history.clear();
        compactedUpTo = revision;
        if (!different.isEmpty()) {
            Changes changes = new Changes(revision, different);
            List.copyOf(followers).forEach(f -> f.accept(changes));
        }
    }

    private List<Change> differences(Image image) {
        Map<String, Entry> after = new TreeMap<>();
        image.entries().forEach(e -> after.put(e.key(), e));
        TreeSet<String> keys = new TreeSet<>(entries.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(key -> !Optional.ofNullable(after.get(key)).equals(Optional.ofNullable(entries.get(key))))
                .map(key -> new Change(key, Optional.ofNullable(after.get(key))))
                .toList();
    }

    private Collection<Entry> under(String prefix) {
        return entries.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values();
    }

    private Optional<Long> firstGoneLease(List<Op> ops) {
        List<Long> named = new ArrayList<>();
        ops.forEach(op -> op.apply(new LeaseNames(named)));
        return named.stream().filter(lease -> !leases.containsKey(lease)).findFirst();
    }

    /** The refusal that names a lease which has ended. */
    public static DmException gone(long lease) {
        return new DmException(StoreError.LEASE_GONE, "lease " + lease + " has ended");
    }

    private long commit(List<Op> ops) {
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
            compactedUpTo = history.removeFirst().revision();
        }
        List.copyOf(followers).forEach(f -> f.accept(changes));
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
}
