package io.dm4j.it.cluster;

/** Who has a certificate: its directory, and its Common Name. */
public enum Party {
    MASTER("dm-master"),
    WORKER("dm-worker"),
    DMCTL("dmctl"),
    /** What master and worker show to the databases. */
    REPLICATOR("dm-replicator"),
    UPSTREAM("upstream-db"),
    DOWNSTREAM("downstream-db"),
    /** Signed by the same authority, on nobody's list. */
    STRANGER("stranger");

    private final String commonName;

    Party(String commonName) {
        this.commonName = commonName;
    }

    public String commonName() {
        return commonName;
    }
}
