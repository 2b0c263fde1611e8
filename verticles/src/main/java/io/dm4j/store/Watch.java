package io.dm4j.store;

/** A running watch. */
public interface Watch {

    /** No change is told after this returns. */
    void cancel();
}
