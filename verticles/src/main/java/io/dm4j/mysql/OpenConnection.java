package io.dm4j.mysql;

/** A connection that is held to the TLS files of now as long as it is open. Any thread. */
public interface OpenConnection {

    /** Told by whoever opened it, once it is closed. Harmless if repeated. */
    void ended();
}
