package io.dm4j.store;

/** A write of a transaction. */
public sealed interface Op {

    static Op put(String key, String value) {
        return new Put(key, value, 0);
    }

    static Op put(String key, String value, long lease) {
        return new Put(key, value, lease);
    }

    static Op delete(String key) {
        return new Delete(key);
    }

    static Op deletePrefix(String prefix) {
        return new DeletePrefix(prefix);
    }

    void apply(Target target);

    /** Where an operation lands: the store in the middle of a transaction. */
    interface Target {
        void put(String key, String value, long lease);

        void delete(String key);

        void deletePrefix(String prefix);
    }

    /** Writes a key; lease 0 = it stays until deleted. */
    record Put(String key, String value, long lease) implements Op {
        @Override
        public void apply(Target target) {
            target.put(key, value, lease);
        }

        @Override
        public String toString() {
            return "put " + key;
        }
    }

    /** Deletes a key if it is there. */
    record Delete(String key) implements Op {
        @Override
        public void apply(Target target) {
            target.delete(key);
        }
    }

    /** Deletes all keys under a prefix. */
    record DeletePrefix(String prefix) implements Op {
        @Override
        public void apply(Target target) {
            target.deletePrefix(prefix);
        }
    }
}
