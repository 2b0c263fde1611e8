package io.dm4j.tls;

import io.dm4j.error.DmException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stores a process uses, each under the name of its use; looked at together, and told of together. Any thread. */
public final class TlsInventory {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** A store's status and what it is used for. */
    public record Line(String use, TlsStatus status) {}

    /**
     * What a look has found at one set.
     *
     * @param isNew whether another generation serves than before
     * @param described the generation that serves, for people
     * @param wrong why what lies there does not serve, however short that lasts
     */
    public record Reloaded(String use, boolean isNew, long generation, String described, Optional<DmException> wrong) {}

    private record Entry(String use, TlsStore store) {}

    /** @param use in the words of an operator, such as {@code port} or {@code from mysql-01}; may be there more than once */
    public void add(String use, TlsStore store) {
        entries.add(new Entry(use, store));
    }

    /** The store under each of its uses; one that is not there is no error. */
    public void remove(TlsStore store) {
        entries.removeIf(entry -> entry.store() == store);
    }

    /** Looks at all files now. Never throws; blocks on disk. */
    public void look() {
        entries.forEach(entry -> entry.store().current());
    }

    /** As {@link #look()}, and tells what it found. */
    public List<Reloaded> reload() {
        return entries.stream().map(TlsInventory::reloaded).toList();
    }

    private static Reloaded reloaded(Entry entry) {
        long before = entry.store().last().number();
        TlsGeneration now = entry.store().current();
        return new Reloaded(
                entry.use(),
                now.number() != before,
                now.number(),
                now.describe(),
                entry.store().wrong());
    }

    /** In the order they were added; does not look. */
    public List<Line> lines() {
        return entries.stream()
                .map(entry -> new Line(entry.use(), entry.store().status()))
                .toList();
    }
}
