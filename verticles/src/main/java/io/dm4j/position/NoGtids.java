package io.dm4j.position;

/** The set of a stream that is followed by file and position. */
public enum NoGtids implements GtidSet {
    NONE;

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public boolean contains(GtidSet other) {
        return other.isEmpty();
    }

    @Override
    public GtidSet plus(String gtid) {
        return this;
    }

    @Override
    public String toString() {
        return "";
    }
}
