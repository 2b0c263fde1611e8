package io.dm4j.tls;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stores a process uses, each under the name of its use; looked at together, and told of together. Any thread. */
public final class TlsInventory {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** A store's status and what it is used for. */
    public record Line(String use, TlsStatus status) {}

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

    /** In the order they were added; does not look. */
    public List<Line> lines() {
        return entries.stream()
                .map(entry -> new Line(entry.use(), entry.store().status()))
                .toList();
    }
}
