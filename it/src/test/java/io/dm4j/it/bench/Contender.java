package io.dm4j.it.bench;

/** Who moves the rows. */
interface Contender {

    String name();

    /** Brings the target to the start; not measured. */
    void prepare();

    /** Moves all rows; the target holds them when it returns. */
    void move();

    /** What its processes have used so far, beside the servers. */
    double cpuSeconds();
}
