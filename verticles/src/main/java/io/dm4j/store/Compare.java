package io.dm4j.store;

import java.util.Optional;

/** A condition of a transaction. */
public sealed interface Compare {

    String key();

    boolean holds(Optional<Entry> entry);

    static Compare absent(String key) {
        return new Absent(key);
    }

    static Compare unchanged(Entry entry) {
        return new Modified(entry.key(), entry.modified());
    }

    static Compare sameLife(Entry entry) {
        return new Created(entry.key(), entry.created());
    }

    /** The key is not there. */
    record Absent(String key) implements Compare {
        @Override
        public boolean holds(Optional<Entry> entry) {
            return entry.isEmpty();
        }
    }

    /** The key was last written by this revision. */
    record Modified(String key, long revision) implements Compare {
        @Override
        public boolean holds(Optional<Entry> entry) {
            return entry.isPresent() && entry.get().modified() == revision;
        }
    }

    /** The key is there and was made by this revision: it is still the same life. */
    record Created(String key, long revision) implements Compare {
        @Override
        public boolean holds(Optional<Entry> entry) {
            return entry.isPresent() && entry.get().created() == revision;
        }
    }
}
