package io.dm4j.store;

import java.util.Optional;

/** A condition of a transaction. */
public sealed interface Compare {

    String key();

    boolean holds(Optional<Entry> entry);

    void tell(Teller teller);

    /** Who wants to know which condition it is, for writing it down. */
    interface Teller {
        void absent(String key);

        void modified(String key, long revision);

        void created(String key, long revision);
    }

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

        @Override
        public void tell(Teller teller) {
            teller.absent(key);
        }
    }

    /** The key was last written by this revision. */
    record Modified(String key, long revision) implements Compare {
        @Override
        public boolean holds(Optional<Entry> entry) {
            return entry.isPresent() && entry.get().modified() == revision;
        }

        @Override
        public void tell(Teller teller) {
            teller.modified(key, revision);
        }
    }

    /** The key is there and was made by this revision: it is still the same life. */
    record Created(String key, long revision) implements Compare {
        @Override
        public boolean holds(Optional<Entry> entry) {
            return entry.isPresent() && entry.get().created() == revision;
        }

        @Override
        public void tell(Teller teller) {
            teller.created(key, revision);
        }
    }
}
