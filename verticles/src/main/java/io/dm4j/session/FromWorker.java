package io.dm4j.session;

/** All that a worker says to a master, Hello first. */
public interface FromWorker {

    void hello(Hello hello);

    /**
     * The worker lives.
     *
     * @param sentAtNanos by the worker's monotonic clock
     */
    void beat(long sentAtNanos);

    void applied(Applied applied);

    /** A clean leave: the lease ends at once. */
    void bye();
}
